// The rows of a run that were not sent, with file, line and reason.
import { html, useState } from "../html.js";
import { get, useLoad } from "../api.js";
import { has, number, t } from "../i18n.js";
import { Button, LinkButton, Loading, Notice, Section } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Filter, Table } from "../ui/table.js";

export const reasonName = (reason) => (has(`reason-${reason}`) ? t(`reason-${reason}`) : reason);

export const rejectColumns = () => [
  { key: "reason", label: t("reason"), main: true, cell: (row) => html`${reasonName(row.reason)}<span class="detail second-line" translate=${false} lang="en">${row.detail}</span>` },
  { key: "outcome", label: t("outcome"), cell: (row) => t(`count-${row.outcome === "duplicate" ? "duplicates" : row.outcome}`) },
  // Of the three, only the identity of the export is filled.
  { key: "person", label: t("person"), cell: (row) => html`<span translate=${false}>${row.email || row.phone_number || row.external_id || "–"}</span>` },
  { key: "line", label: t("line"), number: true, cell: (row) => html`<span class="number">${row.line ? number(row.line, { useGrouping: false }) : "–"}</span>` },
  { key: "blob", label: t("file"), cell: (row) => html`<span translate=${false}>${row.blob}</span>` },
];

export function Rejects({ run, manageable }) {
  const [reason, setReason] = useState("");
  const [older, setOlder] = useState({ rejects: [], cursor: undefined });
  const path = `/api/runs/${run.id}/rejects`;
  const all = useLoad(manageable && path);
  const page = useLoad(manageable && path, { query: { reason } });
  if (!manageable) return html`<${Section} title=${t("rejects")}><${Notice} title=${t("rejects-hidden")}><p>${t("rejects-hidden-text")}</p><//><//>`;
  const choose = (next) => (setReason(next), setOlder({ rejects: [], cursor: undefined }));
  const cursor = older.cursor === undefined ? page.data?.next_cursor : older.cursor;
  const more = async () => {
    const next = await get(path, { reason, cursor });
    setOlder({ rejects: [...older.rejects, ...next.rejects], cursor: next.next_cursor });
  };
  const rows = [...(page.data?.rejects ?? []), ...older.rejects].map((row, i) => ({ ...row, id: i }));
  return html`<${Section} title=${t("rejects")} actions=${html`<${LinkButton} icon="download" href=${`${path}.csv`} download>${t("download-csv")}<//>`}>
    <p class="hint">${t("rejects-text")}</p>
    ${page.error && html`<${ProblemNotice} problem=${page.error} onRetry=${page.reload} kind="warn" />`}
    ${!page.data ? !page.error && html`<${Loading} rows=${3} />` : html`
      <div class="toolbar"><${Filter} label=${t("reason")} value=${reason} onChange=${choose}
        options=${(all.data?.reasons ?? []).map(({ reason: key, count }) => [key, `${reasonName(key)} (${number(count)})`])} /></div>
      <${Table} label=${t("rejects")} columns=${rejectColumns()} rows=${rows} />
      ${cursor && html`<p class="more"><${Button} onClick=${more}>${t("load-more")}<//></p>`}`}
  <//>`;
}
