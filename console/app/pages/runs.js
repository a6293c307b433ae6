// Current and past runs.
import { html, useEffect, useState } from "../html.js";
import { useLoad } from "../api.js";
import { duration, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { ACTIVE, Button, Empty, Loading, Num, PageHead, StateChip, Time } from "../ui/components.js";
import { Dates, dateQuery } from "../ui/dates.js";
import { FindExport, FindList, FindSegment } from "../ui/find.js";
import { ListProblem, Pager, SetFilter, useList } from "../ui/list.js";
import { Filter, Table } from "../ui/table.js";
import { ConnectionFilter } from "./connection-parts.js";

const STATES = ["queued", "preparing", "uploading", "importing", "successful", "completed_with_warnings", "failed", "skipped", "canceled"];
const TRIGGERS = ["schedule", "on_demand", "segment_updated", "api_key"];

export const seconds = (run) => (run.started_at ? (new Date(run.ended_at ?? Date.now()) - new Date(run.started_at)) / 1000 : null);

// How many of the failed rows were sent when the run ended, so that Klaviyo may have them.
export const unconfirmedOf = (run) => run.warnings.find((one) => one.code.endsWith("-unconfirmed"))?.parameters.count ?? 0;
export const notSentOf = (run) => run.counts.rejected + run.counts.failed - unconfirmedOf(run);

// What the run sent where. Two lists of the same name, in two accounts, are told apart by their IDs.
const targetOf = (runs) => {
  const lists = new Map();
  for (const run of runs) lists.set(run.list_name, (lists.get(run.list_name) ?? new Set()).add(run.list_id));
  return (run) => {
    const list = run.list_name ? (lists.get(run.list_name).size > 1 ? `${run.list_name} (${run.list_id})` : run.list_name) : run.list_id;
    return `${run.segments.join(", ")} → ${list}`;
  };
};

export function RunTable({ runs, withExport = true }) {
  const target = targetOf(runs);
  const columns = [
    { key: "state", label: t("state"), main: true, cell: (run) => html`<a class="plain-link" href=${`/runs/${run.id}`}><${StateChip} state=${run.state} waits=${ACTIVE.has(run.state) && run.canary?.state === "waiting"} /></a>` },
    withExport && { key: "export", label: t("export"), cell: (run) => html`<a class="two-lines" title=${run.export_name} href=${`/exports/${run.export_id}`} translate=${false}>${run.export_name}</a>
        <span class="muted second-line two-lines" title=${target(run)} translate=${false}>${target(run)}</span>` },
    { key: "at", label: t("started"), cell: (run) => html`<${Time} at=${run.queued_at} />` },
    { key: "duration", label: t("duration"), number: true, cell: (run) => (seconds(run) === null ? "–" : html`<span class="number">${duration(seconds(run))}</span>`) },
    { key: "read", label: t("read"), number: true, cell: (run) => html`<${Num} value=${run.counts.read} />` },
    { key: "accepted", label: t("accepted"), number: true, cell: (run) => html`<${Num} value=${run.counts.accepted} />` },
    { key: "lost", label: t("not-sent"), number: true, cell: (run) => html`<${Num} value=${notSentOf(run)} />${unconfirmedOf(run) > 0 && html`<span class="muted second-line">${t("count-unconfirmed")}: <${Num} value=${unconfirmedOf(run)} /></span>`}` },
    { key: "trigger", label: t("trigger"), cell: (run) => html`${t(`trigger-${run.trigger}`)}
        ${run.trigger === "on_demand" && html`<span class="muted second-line person" translate=${false}>${run.started_by}</span>`}` },
  ].filter(Boolean);
  return html`<${Table} label=${t("runs")} columns=${columns} rows=${runs} />`;
}

const FILTERS = { state: "state", trigger: "trigger", export: "export_id", segment: "segment", list: "list_id", connection: "connection_id", who: "who" };

export function Runs({ address }) {
  useTitle(t("runs"));
  const [active, setActive] = useState(false);
  const list = useList(address, "/api/runs", { field: "runs", filters: { ...FILTERS, from: null, to: null }, fixed: dateQuery(address), every: active ? 2000 : 15000 });
  const connections = useLoad("/api/connections", { query: { limit: 200 } }).data?.connections ?? [];
  useEffect(() => setActive(list.rows.some((run) => ACTIVE.has(run.state))), [list.data]);
  const { values, choose } = list;

  return html`
    <${PageHead} title=${t("runs")} lead=${html`<p>${t("runs-lead")}</p>`} />
    <div class="toolbar">
      <${Filter} label=${t("state")} value=${values.state} options=${STATES.map((key) => [key, t(`state-${key}`)])} onChange=${(state) => choose({ state })} />
      ${values.export ? html`<${ChosenExport} id=${values.export} onClear=${() => choose({ export: "" })} />`
        : html`<${FindExport} label=${t("export")} onChoose=${(one) => choose({ export: one.id })} />`}
      ${values.segment ? html`<${SetFilter} label=${t("segment")} value=${values.segment} onClear=${() => choose({ segment: "" })} />`
        : html`<${FindSegment} onChoose=${(one) => choose({ segment: one.id })} />`}
      ${values.list ? html`<${SetFilter} label=${t("klaviyo-list")} value=${list.rows.find((run) => run.list_name)?.list_name ?? values.list} onClear=${() => choose({ list: "" })} />`
        : html`<${FindList} onChoose=${(one) => choose({ list: one.id })} />`}
      ${(connections.length > 1 || values.connection) && html`<${ConnectionFilter} value=${values.connection} connections=${connections} onChange=${(connection) => choose({ connection })} />`}
      <${Filter} label=${t("trigger")} value=${values.trigger} options=${TRIGGERS.map((key) => [key, t(`trigger-${key}`)])} onChange=${(trigger) => choose({ trigger })} />
      <${Dates} values=${values} onChange=${choose} />
      ${values.who && html`<${SetFilter} label=${t("who")} value=${list.rows[0]?.started_by ?? values.who} onClear=${() => choose({ who: "" })} />`}
    </div>
    <${ListProblem} list=${list} />
    ${!list.data ? !list.error && html`<${Loading} />`
      : !list.rows.length ? html`<${Empty} icon="runs" title=${t(list.filtered ? "nothing-found" : "no-runs")}
          actions=${list.filtered && html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`}>
          ${!list.filtered && html`<p>${t("no-runs-text")}</p>`}<//>`
      : html`<${RunTable} runs=${list.rows} />`}
    <${Pager} list=${list} />`;
}

// The export by name. One that was removed has only its ID.
function ChosenExport({ id, onClear }) {
  const { data } = useLoad(`/api/exports/${encodeURIComponent(id)}`);
  return html`<${SetFilter} label=${t("export")} value=${data?.name ?? id} onClear=${onClear} />`;
}
