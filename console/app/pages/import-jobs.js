// The import jobs of a run at Klaviyo, loaded when the list is opened. Klaviyo's support asks for their IDs.
import { html, useState } from "../html.js";
import { t } from "../i18n.js";
import { Loading, Num, Time } from "../ui/components.js";
import { Copy } from "../ui/copy.js";
import { Pager, usePeople } from "../ui/list.js";
import { ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";

const SHOWN = 20;

export function ImportJobs({ run }) {
  const [open, setOpen] = useState(false);
  if (!run.chunks.uploaded) return null;
  return html`<details class="aside" onToggle=${(event) => setOpen(event.target.open)}><summary>${t("import-jobs-list")}</summary>
    ${open && html`<${Jobs} run=${run} />`}</details>`;
}

function Jobs({ run }) {
  const list = usePeople(`/api/runs/${run.id}/import-jobs`, { field: "jobs", pageRows: SHOWN });
  if (list.error) return html`<${ProblemNotice} problem=${list.error} onRetry=${list.reload} />`;
  if (!list.data) return html`<${Loading} rows=${2} />`;
  if (!list.rows.length) return html`<p class="muted">${t("import-jobs-none")}</p>`;
  const outcome = (job, count) => (job.confirmed ? html`<${Num} value=${count} />` : "–");
  return html`<${Table} label=${t("import-jobs-list")} rows=${list.rows} columns=${[
    { key: "id", label: t("identifier"), main: true, cell: (job) => html`<${Copy} text=${job.id} label=${t("identifier")} />` },
    { key: "at", label: t("sent-at"), cell: (job) => html`<${Time} at=${job.posted_at} exact />` },
    { key: "profiles", label: t("profiles"), number: true, cell: (job) => html`<${Num} value=${job.profiles} />` },
    { key: "accepted", label: t("accepted"), number: true, cell: (job) => outcome(job, job.accepted) },
    { key: "not-sent", label: t("not-accepted"), number: true, cell: (job) => outcome(job, job.rejected + job.failed) },
  ]} /><${Pager} list=${list} />`;
}
