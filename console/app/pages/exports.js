// All exports with their last and next runs.
import { html, useEffect, useState } from "../html.js";
import { call, get, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage, mayManageConnections, mayManageExports } from "../session.js";
import { ACTIVE, Button, Chip, Data, Dialog, Empty, LinkButton, Loading, Menu, Num, PageHead, StateChip, Time } from "../ui/components.js";
import { ProblemNotice, errorTitle } from "../ui/problem.js";
import { Filter, Search, Table, matches } from "../ui/table.js";
import { exportItems, ExportDialogs } from "./export-actions.js";
import { describeSchedule } from "../schedule.js";

export function Exports() {
  useTitle(t("exports"));
  const loaded = useLoad("/api/exports", { all: "exports" });
  const connections = useLoad("/api/connections", { all: "connections" });
  const [last, refresh] = useLastRuns(loaded.data?.exports);
  const [text, setText] = useState("");
  const [state, setState] = useState("");
  const [dialog, setDialog] = useState(null);
  const [problem, setProblem] = useState(null);
  const reload = () => (loaded.reload(), connections.reload(), refresh());

  if (loaded.error && !loaded.data) return html`<${PageHead} title=${t("exports")} /><${ProblemNotice} problem=${loaded.error} onRetry=${loaded.reload} />`;
  if (!loaded.data || !connections.data) return html`<${PageHead} title=${t("exports")} /><${Loading} />`;

  const all = loaded.data.exports, usable = connections.data.connections;
  const managed = all.filter((one) => mayManage(one, usable));
  const shown = all.filter((one) => matches(text, one.name, one.list_id, ...one.segments) && (!state || last[one.id]?.state === state));
  const columns = [
    { key: "name", label: t("export"), main: true, sort: (one) => one.name, cell: (one) => html`<a href=${`/exports/${one.id}`} translate=${false}>${one.name}</a>
        <span class="muted second-line" translate=${false}>${one.segments.join(", ")} → ${one.list_id}</span>` },
    { key: "state", label: t("last-run"), sort: (one) => last[one.id]?.queued_at, cell: (one) => html`<${LastRun} run=${last[one.id]} />` },
    { key: "accepted", label: t("accepted"), number: true, sort: (one) => last[one.id]?.counts.accepted, cell: (one) => html`<${Num} value=${last[one.id] ? last[one.id].counts.accepted : null} />` },
    { key: "next", label: t("next-run"), sort: (one) => one.next_runs[0], cell: (one) => html`<${NextRun} exportConfig=${one} />` },
    { key: "connection", label: t("connection"), sort: (one) => nameOf(one, usable), cell: (one) => html`<${ConnectionName} exportConfig=${one} connections=${usable} />` },
    { key: "permissions", label: t("permissions"), cell: (one) => t(mayManage(one, usable) ? "permission-manage" : "permission-view") },
    mayManageExports() && { key: "tools", label: t("actions"), hide: true, cell: (one) => mayManage(one, usable) && html`
        <div class="row-actions"><${RunButton} exportConfig=${one} run=${last[one.id]} label=${t("run-named", { name: one.name })} onProblem=${setProblem} />
        <${Menu} label=${t("more-of", { name: one.name })} items=${exportItems(one, setDialog)} /></div>` },
  ].filter(Boolean);

  return html`
    <${PageHead} title=${t("exports")} lead=${html`<p>${t("exports-lead")}</p>`} actions=${mayManageExports() && usable.length > 0 && html`
      ${managed.some((one) => one.enabled && one.connection_id && one.schedule.kind !== "manual") && html`<${Button} icon="play" onClick=${() => setDialog({ kind: "run-all" })}>${t("run-all")}<//>`}
      <${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`} />
    <${ProblemNotice} problem=${problem} />
    ${!all.length ? html`<${FirstSteps} connections=${usable} />` : html`
      <div class="toolbar">
        <${Search} value=${text} onInput=${setText} label=${t("search-exports")} />
        <${Filter} label=${t("last-run")} value=${state} onChange=${setState}
          options=${["successful", "completed_with_warnings", "failed", "skipped", "canceled"].map((key) => [key, t(`state-${key}`)])} />
        <span class="muted result-count" role="status">${t("exports-count", { count: shown.length })}</span>
      </div>
      ${shown.length ? html`<${Table} label=${t("exports")} columns=${columns} rows=${shown} sorted=${{ key: "name", sign: 1 }} />`
        : html`<${Empty} icon="help" title=${t("nothing-found")} actions=${html`<${Button} onClick=${() => (setText(""), setState(""))}>${t("clear-filters")}<//>`} />`}`}
    <${ExportDialogs} dialog=${dialog} onClose=${() => setDialog(null)} onDone=${reload} />
    ${dialog?.kind === "run-all" && html`<${RunAll} onClose=${() => setDialog(null)} onDone=${reload} />`}`;
}

const nameOf = (exportConfig, connections) => connections.find(({ id }) => id === exportConfig.connection_id)?.display_name;

function ConnectionName({ exportConfig, connections }) {
  if (!exportConfig.connection_id) return html`<${Chip} icon="unlink" kind="warn">${t("detached")}<//>`;
  const name = nameOf(exportConfig, connections);
  return name ? html`<${Data}>${name}<//>` : html`<span class="muted">${t("connection-hidden")}</span>`;
}

function LastRun({ run }) {
  if (run === undefined) return html`<span class="muted">…</span>`;
  if (run === null) return html`<span class="muted">${t("never-run")}</span>`;
  return html`<a class="plain-link" href=${`/runs/${run.id}`}><${StateChip} state=${run.state} /></a>
    <span class="muted second-line"><${Time} at=${run.ended_at ?? run.queued_at} /></span>`;
}

function NextRun({ exportConfig }) {
  const [next] = exportConfig.next_runs;
  return html`${next && html`<${Time} at=${next} />`}
    <span class=${next ? "muted second-line" : ""}>${exportConfig.enabled || exportConfig.schedule.kind === "manual" ? describeSchedule(exportConfig.schedule) : t("schedule-off")}</span>`;
}

function RunButton({ exportConfig, run, label, onProblem }) {
  const action = useAction(async () => {
    const started = await startExport(exportConfig.id);
    navigate(`/runs/${started.id}`);
  });
  useEffect(() => onProblem(action.problem), [action.problem]);
  if (run && ACTIVE.has(run.state)) return html`<${LinkButton} icon="runs" href=${`/runs/${run.id}`}>${t("view-run")}<//>`;
  return html`<${Button} icon="play" busy=${action.busy} aria-label=${label} disabled=${!exportConfig.connection_id} onClick=${() => action.start()}>${t("run")}<//>`;
}

export async function startExport(id, body) {
  return (await call("POST", `/api/exports/${id}/runs`, { body })).data;
}

// Loads the newest run of each export: most are on one page of all runs, the others are loaded one by one.
export function useLastRuns(exports) {
  const [last, set] = useState({});
  const [reloads, countReload] = useState(0);
  useEffect(() => {
    if (!exports) return undefined;
    let unmounted = false;
    (async () => {
      const found = {};
      const recent = await get("/api/runs", { limit: 200 });
      for (const run of recent.runs) found[run.export_id] ??= run;
      if (!unmounted) set({ ...found });
      const missing = exports.filter(({ id }) => !(id in found));
      await Promise.all(missing.map(async ({ id }) => {
        found[id] = recent.next_cursor ? (await get(`/api/exports/${id}/runs`, { limit: 1 })).runs[0] ?? null : null;
      }));
      if (!unmounted) set({ ...found });
    })().catch(() => {});
    return () => (unmounted = true);
  }, [exports, reloads]);
  const active = Object.values(last).some((run) => run && ACTIVE.has(run.state));
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && countReload((n) => n + 1), 3000);
    return () => clearInterval(timer);
  }, [active]);
  return [last, () => countReload((n) => n + 1)];
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
    ${!result && html`<p>${t("run-all-text")}</p>`}
    <${ProblemNotice} problem=${action.problem} />
    ${result && html`<p role="status">${t("run-all-started", { count: result.runs.length })}</p>
      ${result.refused.length > 0 && html`<p>${t("run-all-refused", { count: result.refused.length })}</p>
        <ul class="detail">${result.refused.map((one) => html`<li>${errorTitle(one)}: <${Data}>${one.detail}<//></li>`)}</ul>`}`}
  <//>`;
}
