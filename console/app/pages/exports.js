// All exports: how the last run went, when the next one is, and what can be done.
import { html, useEffect, useState } from "../html.js";
import { call, get, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage, mayManageConnections, mayManageExports } from "../session.js";
import { ACTIVE, Button, Chip, Data, Dialog, Empty, LinkButton, Loading, Menu, Num, PageHead, StateChip, Time, announce } from "../ui/parts.js";
import { ProblemNotice, errorTitle } from "../ui/problem.js";
import { Filter, Search, Table, matches } from "../ui/table.js";
import { exportItems, ExportDialogs } from "./export-actions.js";
import { scheduleWords } from "../schedule.js";

export function Exports() {
  useTitle(t("exports"));
  const exported = useLoad("/api/exports", { all: "exports" });
  const connections = useLoad("/api/connections", { all: "connections" });
  const [last, refresh] = useLastRuns(exported.data?.exports);
  const [text, setText] = useState("");
  const [state, setState] = useState("");
  const [asked, ask] = useState(null);
  const reload = () => (exported.reload(), connections.reload(), refresh());

  if (exported.error && !exported.data) return html`<${PageHead} title=${t("exports")} /><${ProblemNotice} problem=${exported.error} onRetry=${exported.reload} />`;
  if (!exported.data || !connections.data) return html`<${PageHead} title=${t("exports")} /><${Loading} />`;

  const all = exported.data.exports, usable = connections.data.connections;
  const managed = all.filter((one) => mayManage(one, usable));
  const shown = all.filter((one) => matches(text, one.name, one.list_id, ...one.segments) && (!state || last[one.id]?.state === state));
  const columns = [
    { key: "name", label: t("export"), main: true, sort: (one) => one.name, cell: (one) => html`<a href=${`/exports/${one.id}`} translate=${false}>${one.name}</a>
        <span class="faint second" translate=${false}>${one.segments.join(", ")} → ${one.list_id}</span>` },
    { key: "state", label: t("last-run"), sort: (one) => last[one.id]?.queued_at, cell: (one) => html`<${LastRun} run=${last[one.id]} />` },
    { key: "accepted", label: t("accepted"), number: true, sort: (one) => last[one.id]?.counts.accepted, cell: (one) => html`<${Num} value=${last[one.id] ? last[one.id].counts.accepted : null} />` },
    { key: "next", label: t("next-run"), sort: (one) => one.next_runs[0], cell: (one) => html`<${NextRun} exported=${one} />` },
    { key: "connection", label: t("connection"), sort: (one) => nameOf(one, usable), cell: (one) => html`<${ConnectionName} exported=${one} connections=${usable} />` },
    { key: "may", label: t("permissions"), cell: (one) => t(mayManage(one, usable) ? "may-manage" : "may-view") },
    mayManageExports() && { key: "tools", label: t("actions"), hide: true, cell: (one) => mayManage(one, usable) && html`
        <div class="row-tools"><${RunButton} exported=${one} run=${last[one.id]} label=${t("run-named", { name: one.name })} />
        <${Menu} label=${t("more-of", { name: one.name })} items=${exportItems(one, ask)} /></div>` },
  ].filter(Boolean);

  return html`
    <${PageHead} title=${t("exports")} lead=${html`<p>${t("exports-lead")}</p>`} actions=${mayManageExports() && usable.length > 0 && html`
      ${managed.some((one) => one.enabled && one.connection_id && one.schedule.kind !== "manual") && html`<${Button} icon="play" onClick=${() => ask({ what: "run-all" })}>${t("run-all")}<//>`}
      <${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`} />
    ${!all.length ? html`<${FirstSteps} connections=${usable} />` : html`
      <div class="tools-row">
        <${Search} value=${text} onInput=${setText} label=${t("search-exports")} />
        <${Filter} label=${t("last-run")} value=${state} onChange=${setState}
          options=${["successful", "completed_with_warnings", "failed", "skipped", "canceled"].map((key) => [key, t(`state-${key}`)])} />
        <span class="faint tools-count" role="status">${t("exports-count", { count: shown.length })}</span>
      </div>
      ${shown.length ? html`<${Table} label=${t("exports")} columns=${columns} rows=${shown} sorted=${{ key: "name", sign: 1 }} />`
        : html`<${Empty} icon="help" title=${t("nothing-found")} actions=${html`<${Button} onClick=${() => (setText(""), setState(""))}>${t("clear-filters")}<//>`} />`}`}
    <${ExportDialogs} asked=${asked} onClose=${() => ask(null)} onDone=${reload} />
    ${asked?.what === "run-all" && html`<${RunAll} onClose=${() => ask(null)} onDone=${reload} />`}`;
}

const nameOf = (exported, connections) => connections.find(({ id }) => id === exported.connection_id)?.display_name;

function ConnectionName({ exported, connections }) {
  if (!exported.connection_id) return html`<${Chip} icon="unlink" kind="warn">${t("detached")}<//>`;
  const name = nameOf(exported, connections);
  return name ? html`<${Data}>${name}<//>` : html`<span class="faint">${t("connection-closed")}</span>`;
}

function LastRun({ run }) {
  if (run === undefined) return html`<span class="faint">…</span>`;
  if (run === null) return html`<span class="faint">${t("never-run")}</span>`;
  return html`<a class="plain-link" href=${`/runs/${run.id}`}><${StateChip} state=${run.state} /></a>
    <span class="faint second"><${Time} at=${run.ended_at ?? run.queued_at} /></span>`;
}

function NextRun({ exported }) {
  const [next] = exported.next_runs;
  return html`${next && html`<${Time} at=${next} />`}
    <span class=${next ? "faint second" : ""}>${exported.enabled || exported.schedule.kind === "manual" ? scheduleWords(exported.schedule) : t("schedule-off")}</span>`;
}

function RunButton({ exported, run, label }) {
  const action = useAction(async () => {
    const started = await startExport(exported.id);
    navigate(`/runs/${started.id}`);
  });
  useEffect(() => action.problem && announce(errorTitle(action.problem), "bad"), [action.problem]);
  if (run && ACTIVE.has(run.state)) return html`<${LinkButton} icon="runs" href=${`/runs/${run.id}`}>${t("watch")}<//>`;
  return html`<${Button} icon="play" busy=${action.busy} aria-label=${label} disabled=${!exported.connection_id} onClick=${() => action.start()}>${t("run")}<//>`;
}

export async function startExport(id, body) {
  return (await call("POST", `/api/exports/${id}/runs`, { body })).data;
}

// The newest run of each export: one page of all runs tells most, the others are asked for one by one.
export function useLastRuns(exports) {
  const [last, set] = useState({});
  const [turn, again] = useState(0);
  useEffect(() => {
    if (!exports) return undefined;
    let gone = false;
    (async () => {
      const found = {};
      const recent = await get("/api/runs", { limit: 200 });
      for (const run of recent.runs) found[run.export_id] ??= run;
      if (!gone) set({ ...found });
      const missing = exports.filter(({ id }) => !(id in found));
      await Promise.all(missing.map(async ({ id }) => {
        found[id] = recent.next_cursor ? (await get(`/api/exports/${id}/runs`, { limit: 1 })).runs[0] ?? null : null;
      }));
      if (!gone) set({ ...found });
    })().catch(() => {});
    return () => (gone = true);
  }, [exports, turn]);
  const active = Object.values(last).some((run) => run && ACTIVE.has(run.state));
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && again((n) => n + 1), 3000);
    return () => clearInterval(timer);
  }, [active]);
  return [last, () => again((n) => n + 1)];
}

const FirstSteps = ({ connections }) => html`
  <${Empty} icon="exports" title=${t("no-exports")} actions=${connections.length
    ? mayManageExports() && html`<${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`
    : mayManageConnections() && html`<${LinkButton} kind="primary" icon="add" href="/connections?add">${t("add-connection")}<//>`}>
    <ol class="first-steps">
      <li class=${connections.length ? "done" : ""}>${t("first-connection")}</li>
      <li>${t("first-export")}</li>
      <li>${t("first-run")}</li>
    </ol>
    ${!connections.length && !mayManageConnections() && html`<p>${t("first-ask")}</p>`}<//>`;

function RunAll({ onClose, onDone }) {
  const [result, set] = useState(null);
  const action = useAction(async () => {
    set((await call("POST", "/api/run-all")).data);
    onDone();
  });
  return html`<${Dialog} title=${t("run-all")} onClose=${onClose} actions=${result
      ? html`<${LinkButton} kind="primary" href="/runs">${t("runs")}<//><${Button} onClick=${onClose}>${t("close")}<//>`
      : html`<${Button} onClick=${onClose}>${t("cancel")}<//><${Button} kind="primary" icon="play" busy=${action.busy} onClick=${() => action.start()}>${t("run-all")}<//>`}>
    ${!result && html`<p>${t("run-all-words")}</p>`}
    <${ProblemNotice} problem=${action.problem} />
    ${result && html`<p role="status">${t("run-all-started", { count: result.runs.length })}</p>
      ${result.refused.length > 0 && html`<p>${t("run-all-refused", { count: result.refused.length })}</p>
        <ul class="detail">${result.refused.map((one) => html`<li>${errorTitle(one)}: <${Data}>${one.detail}<//></li>`)}</ul>`}`}
  <//>`;
}
