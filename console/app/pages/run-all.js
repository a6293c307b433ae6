// Runs every export whose schedule is on, after saying how many they are.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { detailOf, t } from "../i18n.js";
import { Button, Data, Dialog, LinkButton } from "../ui/components.js";
import { ProblemNotice, errorTitle } from "../ui/problem.js";

export function RunAll({ onClose, onDone }) {
  const [result, set] = useState(null);
  const { data } = useLoad("/api/exports", { query: { scheduled: "true", limit: 1 } });
  const action = useAction(async () => {
    set((await call("POST", "/api/run-all")).data);
    onDone();
  });
  return html`<${Dialog} title=${t("run-all")} onClose=${onClose} actions=${result
      ? html`<${LinkButton} kind="primary" href="/runs">${t("runs")}<//><${Button} onClick=${onClose}>${t("close")}<//>`
      : html`<${Button} onClick=${onClose}>${t("cancel")}<//><${Button} kind="primary" icon="play" busy=${action.busy} onClick=${() => action.start()}>${t("run-all")}<//>`}>
    ${!result && html`<p>${t("run-all-text")}</p>${data && html`<p><strong>${t("exports-count", { count: data.total })}</strong></p>`}`}
    <${ProblemNotice} problem=${action.problem} />
    ${result && html`<p role="status">${t("run-all-started", { count: result.runs.length })}</p>
      ${result.refused.length > 0 && html`<p>${t("run-all-refused", { count: result.refused.length })}</p>
        <ul class="detail">${result.refused.map((one) => html`<li>${errorTitle(one)}: <${Data}>${detailOf(one)}<//></li>`)}</ul>`}`}
  <//>`;
}
