// Whether the list at Klaviyo still is what the export has sent: check, result, repair.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { number, t } from "../i18n.js";
import { navigate } from "../router.js";
import { Button, DetailList, Dialog, LinkButton, Loading, Section, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

export function ListCheck({ exportConfig, manageable, idle }) {
  const path = `/api/exports/${exportConfig.id}/list-checks`;
  const [watched, watch] = useState(false);
  const { data, reload } = useLoad(path, { every: watched ? 1500 : undefined });
  const [dialog, setDialog] = useState(false);
  const check = useAction(async () => (await call("POST", path), watch(true), reload()));
  const newest = data?.list_checks[0];
  const reading = newest?.state === "reading";
  if (reading !== watched && data) watch(reading);
  const repair = useAction(async () => navigate(`/runs/${(await call("POST", `/api/list-checks/${newest.id}/repair`)).data.id}`));
  const counts = newest?.state === "ready" && newest.counts;
  return html`<${Section} anchor="list-check" title=${t("list-check")} help="list-checks" actions=${manageable && html`<${Button} icon="retry" busy=${check.busy || reading} disabled=${!idle} onClick=${() => check.start()}>${t("check-list")}<//>`}>
    <p class="hint">${t("list-check-text")}</p>
    <${ProblemNotice} problem=${check.problem} />
    ${reading && html`<div role="status"><p>${t("list-check-reading", { count: newest.read })}</p><${Loading} rows=${1} /></div>`}
    ${newest?.error && html`<${ProblemNotice} problem=${newest.error} />`}
    ${counts && html`<${DetailList} items=${[
        [t("list-check-at"), html`<${Time} at=${newest.ended_at} exact />`],
        [t("list-check-on-list"), number(counts.on_list)],
        [t("list-check-expected"), number(counts.expected)],
        [t("list-check-missing"), number(counts.missing)],
        [t("list-check-suppressed"), number(counts.suppressed)],
        [t("list-check-foreign"), number(counts.foreign)],
        [t("list-check-repaired"), newest.repaired_by && html`<a href=${`/runs/${newest.repaired_by}`}>${t("view-run")}</a>`],
      ]} />
      ${manageable && html`<p class="actions">
        ${counts.missing > 0 && !newest.repaired_by && html`<${Button} onClick=${() => setDialog(true)}>${t("repair-list")}<//>`}
        <${LinkButton} icon="download" href=${`/api/list-checks/${newest.id}/differences.csv`} download>${t("download-csv")}<//></p>`}`}
    ${dialog && html`<${Dialog} title=${t("repair-list")} onClose=${() => setDialog(false)} actions=${html`
        <${Button} onClick=${() => setDialog(false)}>${t("cancel")}<//>
        <${Button} kind="primary" busy=${repair.busy} onClick=${() => repair.start()}>${t("repair-list")}<//>`}>
      <p>${t("repair-list-text", { count: counts.missing })}</p><${ProblemNotice} problem=${repair.problem} /><//>`}
  <//>`;
}
