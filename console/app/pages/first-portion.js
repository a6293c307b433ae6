// The first portion of a run: how it went, and the button that has the others sent where they wait for confirmation.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { number, percent, t, textOf } from "../i18n.js";
import { ACTIVE, Button, DetailList, Dialog, Notice, Section, Time, announce } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { zoneOf } from "../schedule.js";

// The errors of runs that sent no more than their first portion.
const STOPPED = new Set(["canary-failed", "canary-not-confirmed"]);
export const endedAfterFirstPortion = (error) => STOPPED.has(error);

export const canarySize = ({ profiles, percent: share }) => (profiles === null ? t("canary-size-percent", { share: percent(share / 100) }) : t("canary-size", { count: profiles }));

// What the next run of the export does after a run that sent only its first portion, and when it starts.
export function NextPortion({ exportConfig }) {
  const { canary } = exportConfig;
  const [next] = exportConfig.next_runs;
  return html`<p>${canary ? t(`canary-next-${canary.then}`, { size: canarySize(canary) }) : t("canary-next-all")}</p>
    <p>${next ? html`${t("next-run")}: <${Time} at=${next} exact beside=${zoneOf(exportConfig)} />` : t("canary-next-on-demand")}</p>`;
}

export function FirstPortion({ run, exportConfig, manageable, onDone }) {
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
      <p>${t("canary-waits-text")} <${Time} at=${until} exact beside=${exportConfig?.schedule.time_zone} /></p>
      ${reasons.length > 0 && html`<ul class="bullets" translate=${false}>${reasons.map((one) => html`<li>${textOf(one)}</li>`)}</ul>`}<//>`}
    <${Section} title=${t("canary")} help="canary"><${DetailList} items=${[
      [t("status"), t(`canary-${state}`)],
      [t("canary-people"), html`<span class="number">${number(profiles)}</span>`],
      [t("accepted"), result && html`<span class="number">${number(result.accepted)}</span>`],
      [t("not-sent"), result && html`<span class="number">${number(result.rejected + result.failed)}</span>`],
      [t("canary-confirmed-by"), by && html`<span translate=${false}>${by}</span>`],
    ]} />${state === "stopped" && exportConfig && html`<${NextPortion} exportConfig=${exportConfig} />`}<//>
    ${dialog && html`<${Dialog} title=${t("send-others")} onClose=${() => setDialog(false)} actions=${html`
        <${Button} onClick=${() => setDialog(false)}>${t("cancel")}<//>
        <${Button} kind="primary" busy=${action.busy} onClick=${() => action.start()}>${t("send-others")}<//>`}>
      <p>${t("send-others-text")}</p><${ProblemNotice} problem=${action.problem} /><//>`}`;
}
