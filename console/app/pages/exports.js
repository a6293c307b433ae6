// All exports with their last and next runs.
import { html, useEffect, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage, mayManageExports, mayRun } from "../session.js";
import { ACTIVE, Button, Chip, Data, Empty, LinkButton, Loading, Menu, Num, PageHead, StateChip, Time } from "../ui/components.js";
import { FirstSteps } from "../ui/first-steps.js";
import { Health } from "../ui/health.js";
import { ListProblem, ListSearch, Pager, SetFilter, useList } from "../ui/list.js";
import { ProblemNotice } from "../ui/problem.js";
import { target } from "../ui/names.js";
import { Filter, Table } from "../ui/table.js";
import { BulkBar, BulkDialog, allMatching } from "./bulk.js";
import { ConnectionFilter, distinctName } from "./connection-parts.js";
import { exportItems, ExportDialogs } from "./export-actions.js";
import { RunAll } from "./run-all.js";
import { describeSchedule } from "../schedule.js";

const FILTERS = { q: "search", state: "last_state", connection: "connection_id", segment: "segment", list: "list_id", attention: "attention", order: "order" };
const LAST_STATES = ["successful", "completed_with_warnings", "failed", "skipped", "canceled"];

export function Exports({ address }) {
  useTitle(t("exports"));
  const [active, setActive] = useState(false);
  const list = useList(address, "/api/exports", { field: "exports", filters: FILTERS, every: active ? 3000 : 30000 });
  const connections = useLoad("/api/connections", { query: { limit: 200 } });
  const [dialog, setDialog] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => setActive(list.rows.some((one) => ACTIVE.has(one.recent_runs[0]?.state))), [list.data]);
  const reload = () => (list.reload(), connections.reload());
  const { values, choose } = list;
  const [chosen, setChosen] = useState(new Map());
  const chooseAll = async () => {
    const found = (await allMatching(list.query)).filter(mayManage);
    setChosen(new Map(found.map((one) => [one.id, one])));
  };

  // A link of a connection: all its exports are chosen, and the dialog that moves them is open.
  const moving = address.searchParams.has("move") && connections.data !== null && list.data !== null;
  useEffect(() => {
    if (!moving) return;
    navigate(`${address.pathname}?${new URLSearchParams({ connection: values.connection })}`, { replace: true });
    chooseAll().then(() => setDialog({ kind: "bulk", act: "move" }), setProblem);
  }, [moving]);

  if (list.error && !list.data) return html`<${PageHead} title=${t("exports")} /><${ListProblem} list=${list} />`;
  if (!list.data || !connections.data) return html`<${PageHead} title=${t("exports")} /><${Loading} />`;

  const usable = connections.data.connections;
  const choosable = list.rows.filter(mayManage);
  const toggle = (one, on) => setChosen((before) => {
    const next = new Map(before);
    if (on) next.set(one.id, one);
    else next.delete(one.id);
    return next;
  });
  const columns = [
    choosable.length > 0 && { key: "choose", label: t("choose"), hide: true, head: html`<input type="checkbox" aria-label=${t("choose-page")}
        checked=${choosable.every((one) => chosen.has(one.id))} onChange=${(event) => choosable.forEach((one) => toggle(one, event.target.checked))} />`, cell: (one) => mayManage(one) && html`<input type="checkbox" checked=${chosen.has(one.id)}
      aria-label=${t("choose-named", { name: one.name })} onChange=${(event) => toggle(one, event.target.checked)} />` },
    { key: "name", label: t("export"), main: true, order: "name", cell: (one) => html`<a href=${`/exports/${one.id}`} class="two-lines" title=${one.name} translate=${false}>${one.name}</a>
        <span class="muted second-line two-lines" title=${target(one)} translate=${false}>${target(one)}</span>` },
    { key: "state", label: t("last-run"), cell: (one) => html`<${LastRun} exportConfig=${one} />` },
    { key: "accepted", label: t("accepted"), number: true, cell: (one) => html`<${Num} value=${one.recent_runs[0]?.accepted} />` },
    { key: "next", label: t("next-run"), cell: (one) => html`<${NextRun} exportConfig=${one} />` },
    { key: "connection", label: t("connection"), cell: (one) => html`<${ConnectionName} exportConfig=${one} usable=${usable} />` },
    mayManageExports() && { key: "tools", label: t("actions"), hide: true, cell: (one) => mayManage(one) && html`
        <div class="row-actions"><${RunButton} exportConfig=${one} label=${t("run-named", { name: one.name })} onProblem=${setProblem} />
        <${Menu} label=${t("more-of", { name: one.name })} items=${exportItems(one, setDialog)} /></div>` },
  ].filter(Boolean);
  const scheduled = list.rows.some((one) => mayManage(one) && one.next_runs.length > 0);

  return html`
    <${PageHead} title=${t("exports")} lead=${html`<p>${t("exports-lead")}</p>`} actions=${mayManageExports() && usable.length > 0 && html`
      ${(scheduled || list.data.total > list.rows.length) && html`<${Button} icon="play" onClick=${() => setDialog({ kind: "run-all" })}>${t("run-all")}<//>`}
      <${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`} />
    <${ProblemNotice} problem=${problem} />
    ${!list.data.total && !list.filtered ? html`<${FirstSteps} connected=${usable.length > 0} />` : html`
      <div class="toolbar">
        <${ListSearch} list=${list} name="q" label=${t("search-exports")} />
        <${Filter} label=${t("last-run")} value=${values.state} onChange=${(state) => choose({ state })} options=${LAST_STATES.map((key) => [key, t(`state-${key}`)])} />
        ${(usable.length > 1 || values.connection) && html`<${ConnectionFilter} value=${values.connection} connections=${usable} more=${[["none", t("detached")]]} onChange=${(connection) => choose({ connection })} />`}
        ${values.segment && html`<${SetFilter} label=${t("segment")} value=${values.segment} onClear=${() => choose({ segment: "" })} />`}
        ${values.list && html`<${SetFilter} label=${t("list-id")} value=${values.list} onClear=${() => choose({ list: "" })} />`}
        ${values.attention && html`<${SetFilter} label=${t("state")} value=${t("needs-attention")} data=${false} onClear=${() => choose({ attention: "" })} />`}
        <span class="muted result-count" role="status">${t("exports-count", { count: list.data.total })}</span>
      </div>
      <${BulkBar} chosen=${chosen} total=${list.data.total} onAll=${chooseAll} onClear=${() => setChosen(new Map())} onAct=${(kind) => setDialog({ kind: "bulk", act: kind })} />
      ${list.rows.length ? html`<${Table} label=${t("exports")} columns=${columns} rows=${list.rows} order=${values.order || "name"} onOrder=${(order) => choose({ order: order === "name" ? "" : order })} />`
        : html`<${Empty} icon="help" title=${t("nothing-found")} actions=${html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`}
      <${Pager} list=${list} />`}
    <${ExportDialogs} dialog=${dialog} onClose=${() => setDialog(null)} onDone=${reload} />
    ${dialog?.kind === "bulk" && html`<${BulkDialog} kind=${dialog.act} exports=${[...chosen.values()]} connections=${usable} onDone=${reload}
      onClose=${(finished) => (setDialog(null), finished && setChosen(new Map()))} />`}
    ${dialog?.kind === "run-all" && html`<${RunAll} onClose=${() => setDialog(null)} onDone=${reload} />`}`;
}

function ConnectionName({ exportConfig, usable }) {
  if (!exportConfig.connection_id) return html`<${Chip} icon="unlink" kind="warn">${t("detached")}<//>`;
  const found = usable.find(({ id }) => id === exportConfig.connection_id);
  const name = found ? distinctName(found, usable) : exportConfig.connection_name;
  return name ? html`<${Data} class="two-lines">${name}<//>` : html`<span class="muted">${t("connection-hidden")}</span>`;
}

function LastRun({ exportConfig }) {
  const [run] = exportConfig.recent_runs;
  if (!run) return html`<span class="muted">${t("never-run")}</span>`;
  return html`<a class="plain-link" href=${`/runs/${run.id}`}><${StateChip} state=${run.state} waits=${run.waits} /></a>
    <span class="muted second-line"><${Time} at=${run.ended_at ?? run.queued_at} /></span>
    ${exportConfig.recent_runs.length > 1 && html`<${Health} runs=${exportConfig.recent_runs} />`}`;
}

function NextRun({ exportConfig }) {
  const [next] = exportConfig.next_runs;
  return html`${next && html`<${Time} at=${next} />`}
    <span class=${next ? "muted second-line" : ""}>${exportConfig.enabled || exportConfig.schedule.kind === "manual" ? describeSchedule(exportConfig.schedule) : t("schedule-off")}</span>`;
}

function RunButton({ exportConfig, label, onProblem }) {
  const [run] = exportConfig.recent_runs;
  const action = useAction(async () => {
    const started = await startExport(exportConfig.id);
    navigate(`/runs/${started.id}`);
  });
  useEffect(() => onProblem(action.problem), [action.problem]);
  if (run && ACTIVE.has(run.state)) return html`<${LinkButton} icon="runs" href=${`/runs/${run.id}`}>${t("view-run")}<//>`;
  return html`<${Button} icon="play" busy=${action.busy} aria-label=${label} disabled=${!exportConfig.connection_id || !mayRun(exportConfig)} onClick=${() => action.start()}>${t("run")}<//>`;
}

export async function startExport(id, body) {
  return (await call("POST", `/api/exports/${id}/runs`, { body })).data;
}
