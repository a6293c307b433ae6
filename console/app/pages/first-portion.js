// The first portion of a run: how it went, and the button that has the others sent where they wait for a confirmation.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { number, t, textOf } from "../i18n.js";
import { ACTIVE, Button, DetailList, Dialog, Notice, Section, Time, announce } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

export function FirstPortion({ run, manageable, onDone }) {
  const [dialog, setDialog] = useState(false);
  const action = useAction(async () => {
    await call("POST", `/api/runs/${run.id}/confirm`);
    announce(t("others-sent"));
    setDialog(false);
    onDone();
  });
  const { profiles, state, result, reasons, waits_until: until, confirmed_by: by } = run.canary;
  const waits = state === "waiting" && ACTIVE.has(run.state);
  return html`
    ${waits && html`<${Notice} kind="warn" title=${t("canary-waits")}
        actions=${manageable && html`<${Button} kind="primary" onClick=${() => setDialog(true)}>${t("send-others")}<//>`}>
      <p>${t("canary-waits-text")} <${Time} at=${until} exact /></p>
      ${reasons.length > 0 && html`<ul class="bullets" translate=${false}>${reasons.map((one) => html`<li>${textOf(one)}</li>`)}</ul>`}<//>`}
    <${Section} title=${t("canary")} help="canary"><${DetailList} items=${[
      [t("status"), t(`canary-${state}`)],
      [t("canary-people"), html`<span class="number">${number(profiles)}</span>`],
      [t("accepted"), result && html`<span class="number">${number(result.accepted)}</span>`],
      [t("not-sent"), result && html`<span class="number">${number(result.rejected + result.failed)}</span>`],
      [t("canary-confirmed-by"), by && html`<span translate=${false}>${by}</span>`],
    ]} /><//>
    ${dialog && html`<${Dialog} title=${t("send-others")} onClose=${() => setDialog(false)} actions=${html`
        <${Button} onClick=${() => setDialog(false)}>${t("cancel")}<//>
        <${Button} kind="primary" busy=${action.busy} onClick=${() => action.start()}>${t("send-others")}<//>`}>
      <p>${t("send-others-text")}</p><${ProblemNotice} problem=${action.problem} /><//>`}`;
}
