// The rows of a run that were not sent: why, how many, where, and what to do. The reason is in the address, the search,
// which may name a person, is not. The download has exactly the rows that are shown.
import { html, useState } from "../html.js";
import { saveFile, useAction, useLoad } from "../api.js";
import { detailOf, has, number, t } from "../i18n.js";
import { navigate } from "../router.js";
import { Button, DetailList, Dialog, LinkButton, Loading, Notice, Section } from "../ui/components.js";
import { ListSearch, Pager, usePeople } from "../ui/list.js";
import { ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";
import { unconfirmedOf } from "./runs.js";

export const reasonName = (reason) => (has(`reason-${reason}`) ? t(`reason-${reason}`) : reason);
export const whatToDo = (reason) => (has(`reason-do-${reason}`) ? t(`reason-do-${reason}`) : null);
const detailOfRow = (row) => html`<span class="detail second-line" translate=${false} lang=${row.code ? null : "en"}>${detailOf(row)}</span>`;
// What was sent, and may have been accepted, is not told as failed.
const outcomeOf = ({ outcome, reason }) => t(`count-${reason === "unconfirmed" ? reason : outcome === "duplicate" ? "duplicates" : outcome}`);
const identifierOf = (row) => row.email || row.phone_number || row.external_id;
const personOf = (row) => identifierOf(row) || "–";
const exampleOf = (row) => [identifierOf(row), `${row.blob}${row.line ? `:${row.line}` : ""}`].filter(Boolean).join(" · ");
const lineOf = (row) => (row.line ? number(row.line, { useGrouping: false }) : "–");

export const rejectColumns = () => [
  { key: "reason", label: t("reason"), main: true, cell: (row) => html`${reasonName(row.reason)}${!row.standard && detailOfRow(row)}` },
  { key: "outcome", label: t("outcome"), cell: (row) => outcomeOf(row) },
  // Of the three, only the identity of the export is filled.
  { key: "person", label: t("person"), cell: (row) => html`<span class="person" translate=${false}>${personOf(row)}</span>` },
  { key: "line", label: t("line"), number: true, cell: (row) => html`<span class="number">${lineOf(row)}</span>` },
  { key: "blob", label: t("file"), cell: (row) => html`<span translate=${false}>${row.blob}</span>` },
];

export function Rejects({ run, manageable, address }) {
  const title = t(unconfirmedOf(run) ? "rejects-unconfirmed" : "rejects");
  if (!manageable) return html`<${Section} title=${title} help="rejects"><${Notice} title=${t("rejects-hidden")}><p>${t("rejects-hidden-text")}</p><//><//>`;
  return html`<${Explorer} run=${run} address=${address} title=${title} />`;
}

function Explorer({ run, address, title }) {
  const path = `/api/runs/${run.id}/rejects`;
  const asked = address.searchParams.get("reason") ?? "";
  const reason = has(`reason-${asked}`) ? asked : "";
  const list = usePeople(path, { field: "rejects", filter: { reason } });
  const counted = useLoad(path, { query: { limit: 1 } });
  const [shown, show] = useState(null);
  const { search } = list.values;
  const choose = (reason) => navigate(reason ? `${address.pathname}?${new URLSearchParams({ reason })}` : address.pathname, { scroll: false });
  const clear = () => (list.choose({ search: "" }), choose(""));
  const saving = useAction(() => saveFile(`${path}/download`, reason ? { search, reason } : { search }));
  const download = search
    ? html`<${Button} icon="download" busy=${saving.busy} onClick=${() => saving.start()}>${t("download-csv")}<//>`
    : html`<${LinkButton} icon="download" href=${reason ? `${path}.csv?${new URLSearchParams({ reason })}` : `${path}.csv`} download>${t("download-csv")}<//>`;
  const rows = list.rows.map((row, id) => ({ ...row, id }));
  const columns = [...rejectColumns(), { key: "show", label: t("actions"), hide: true, cell: (row) => html`<div class="row-actions"><${Button} onClick=${() => show(row)}>${t("show-row")}<//></div>` }];
  return html`<${Section} title=${title} help="rejects" actions=${download}>
    <p class="hint">${t("rejects-text")}</p>
    <${ProblemNotice} problem=${saving.problem} />
    <ul class="reasons">${(counted.data?.reasons ?? []).map((one) => html`<${Reason} key=${one.reason} one=${one}
      chosen=${reason === one.reason} onChoose=${() => choose(reason === one.reason ? "" : one.reason)} />`)}</ul>
    <div class="toolbar"><${ListSearch} list=${list} name="search" label=${t("search-rejects")} />
      ${(reason || search) && html`<${Button} onClick=${clear}>${t("clear-filters")}<//>`}</div>
    ${list.error && html`<${ProblemNotice} problem=${list.error} onRetry=${list.reload} kind="warn" />`}
    ${!list.data ? !list.error && html`<${Loading} rows=${3} />` : rows.length ? html`<${Table} label=${title} columns=${columns} rows=${rows} />` : html`<p class="muted">${t("nothing-found")}</p>`}
    <${Pager} list=${list} />
    ${shown && html`<${Row} run=${run} row=${shown} onClose=${() => show(null)} />`}
  <//>`;
}

// A reason with its count, what to do, and its first row. Pressed, only its rows are listed.
const Reason = ({ one, chosen, onChoose }) => html`<li class=${`reason ${chosen ? "chosen" : ""}`}>
  <button type="button" class="reason-choice" aria-pressed=${chosen ? "true" : "false"} onClick=${onChoose}>
    <span class="reason-count">${number(one.count)}</span><span>${reasonName(one.reason)}</span></button>
  ${whatToDo(one.reason) && html`<p>${whatToDo(one.reason)}</p>`}
  ${one.example && html`<p class="muted">${t("reason-example")} <span translate=${false}>${exampleOf(one.example)}</span></p>`}</li>`;

// A row in a drawer: why it was not sent, what to do, and the row as it is in the segment.
function Row({ run, row, onClose }) {
  return html`<${Dialog} drawer title=${reasonName(row.reason)} onClose=${onClose} actions=${html`<${Button} kind="primary" onClick=${onClose}>${t("close")}<//>`}>
    ${whatToDo(row.reason) && html`<${Notice} title=${t("what-to-do")}><p>${whatToDo(row.reason)}</p><//>`}
    <${DetailList} items=${[
      [t("person"), html`<span translate=${false}>${personOf(row)}</span>`],
      [t("file"), html`<code translate=${false}>${row.blob}</code>`],
      [t("line"), lineOf(row)],
      [t("outcome"), outcomeOf(row)],
      [t("details"), !row.standard && detailOfRow(row)],
    ]} />
    ${row.line > 0 && html`<${SourceRow} run=${run} row=${row} />`}<//>`;
}

const NOT_SHOWN = { 404: "source-row-none", 409: "source-row-changed", 413: "source-row-far" };

function SourceRow({ run, row }) {
  const { data, error, reload } = useLoad(`/api/runs/${run.id}/source-row`, { body: { blob: row.blob, line: row.line } });
  const why = NOT_SHOWN[error?.status];
  return html`<h3>${t("source-row")}</h3>
    ${error && (why ? html`<p class="muted">${t(why)}</p>` : html`<${ProblemNotice} problem=${error} onRetry=${reload} kind="warn" />`)}
    ${!data && !error && html`<${Loading} rows=${3} />`}
    ${data && (data.text ? html`<pre class="source-text" translate=${false}>${data.text}</pre>`
      : html`<${DetailList} items=${data.values.map((one) => [html`<span translate=${false}>${one.column}</span>`, one.value ? html`<span translate=${false}>${one.value}</span>` : html`<span class="muted">–</span>`])} />`)}`;
}
