// Current and past runs.
import { html, useEffect, useState } from "../html.js";
import { get, useLoad } from "../api.js";
import { duration, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { ACTIVE, Button, Empty, Loading, Num, PageHead, StateChip, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Filter, More, Table } from "../ui/table.js";

const STATES = ["queued", "preparing", "uploading", "importing", "successful", "completed_with_warnings", "failed", "skipped", "canceled"];
const TRIGGERS = ["schedule", "on_demand", "segment_updated", "api_key"];

export const seconds = (run) => (run.started_at ? (new Date(run.ended_at ?? Date.now()) - new Date(run.started_at)) / 1000 : null);

export function RunTable({ runs, withExport = true }) {
  const columns = [
    { key: "state", label: t("state"), main: true, cell: (run) => html`<a class="plain-link" href=${`/runs/${run.id}`}><${StateChip} state=${run.state} /></a>` },
    withExport && { key: "export", label: t("export"), cell: (run) => html`<a href=${`/exports/${run.export_id}`} translate=${false}>${run.export_name}</a>` },
    { key: "at", label: t("started"), cell: (run) => html`<${Time} at=${run.queued_at} />` },
    { key: "duration", label: t("duration"), number: true, cell: (run) => (seconds(run) === null ? "–" : html`<span class="number">${duration(seconds(run))}</span>`) },
    { key: "read", label: t("read"), number: true, cell: (run) => html`<${Num} value=${run.counts.read} />` },
    { key: "accepted", label: t("accepted"), number: true, cell: (run) => html`<${Num} value=${run.counts.accepted} />` },
    { key: "lost", label: t("not-sent"), number: true, cell: (run) => html`<${Num} value=${run.counts.rejected + run.counts.failed} />` },
    { key: "trigger", label: t("trigger"), cell: (run) => html`${t(`trigger-${run.trigger}`)}
        ${run.trigger === "on_demand" && html`<span class="muted second-line" translate=${false}>${run.started_by}</span>`}` },
  ].filter(Boolean);
  return html`<${Table} label=${t("runs")} columns=${columns} rows=${runs} />`;
}

export function Runs({ address }) {
  useTitle(t("runs"));
  const [filter, setFilter] = useState({ state: "", trigger: "", export_id: address.searchParams.get("export") ?? "" });
  const loaded = useLoad("/api/exports", { all: "exports" });
  const [older, setOlder] = useState({ runs: [], cursor: undefined });
  const [active, setActive] = useState(false);
  const first = useLoad("/api/runs", { query: filter, every: active ? 2000 : 15000 });
  useEffect(() => setActive(Boolean(first.data?.runs.some((run) => ACTIVE.has(run.state)))), [first.data]);
  const choose = (change) => (setOlder({ runs: [], cursor: undefined }), setFilter({ ...filter, ...change }));
  const cursor = older.cursor === undefined ? first.data?.next_cursor : older.cursor;
  const more = async () => {
    const page = await get("/api/runs", { ...filter, cursor });
    setOlder({ runs: [...older.runs, ...page.runs], cursor: page.next_cursor });
  };
  const shown = new Set(first.data?.runs.map(({ id }) => id));
  const runs = [...(first.data?.runs ?? []), ...older.runs.filter(({ id }) => !shown.has(id))];
  const filtered = Object.values(filter).some(Boolean);

  return html`
    <${PageHead} title=${t("runs")} lead=${html`<p>${t("runs-lead")}</p>`} />
    <div class="toolbar">
      <${Filter} label=${t("state")} value=${filter.state} options=${STATES.map((key) => [key, t(`state-${key}`)])} onChange=${(state) => choose({ state })} />
      <${Filter} label=${t("export")} value=${filter.export_id} options=${(loaded.data?.exports ?? []).map(({ id, name }) => [id, name, true])} onChange=${(id) => choose({ export_id: id })} />
      <${Filter} label=${t("trigger")} value=${filter.trigger} options=${TRIGGERS.map((key) => [key, t(`trigger-${key}`)])} onChange=${(trigger) => choose({ trigger })} />
    </div>
    ${first.error && html`<${ProblemNotice} problem=${first.error} onRetry=${first.reload} />`}
    ${!first.data ? !first.error && html`<${Loading} />`
      : !runs.length ? html`<${Empty} icon="runs" title=${t(filtered ? "nothing-found" : "no-runs")}
          actions=${filtered && html`<${Button} onClick=${() => choose({ state: "", trigger: "", export_id: "" })}>${t("clear-filters")}<//>`}>
          ${!filtered && html`<p>${t("no-runs-text")}</p>`}<//>`
      : html`<${RunTable} runs=${runs} />${cursor && html`<${More} onClick=${more} />`}`}`;
}
