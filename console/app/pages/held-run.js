// A run that was held before it sent anything: what it would change at Klaviyo, and the button that confirms it.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { navigate } from "../router.js";
import { Button, Dialog, Section, announce } from "../ui/components.js";
import { ImpactFigures } from "../ui/impact.js";
import { ProblemNotice } from "../ui/problem.js";

export function HeldRun({ run, manageable }) {
  const [dialog, setDialog] = useState(false);
  const action = useAction(async () => {
    const { data } = await call("POST", `/api/runs/${run.id}/confirm`);
    announce(t("run-confirmed"));
    navigate(`/runs/${data.id}`);
  });
  return html`<${Section} title=${t("impact-title")} help="impact#hold-a-run" actions=${manageable && html`<${Button} kind="danger" onClick=${() => setDialog(true)}>${t("confirm-run")}<//>`}>
    <${ImpactFigures} impact=${run.impact} /><//>
    ${dialog && html`<${Dialog} title=${t("confirm-run")} onClose=${() => setDialog(false)} actions=${html`
        <${Button} onClick=${() => setDialog(false)}>${t("cancel")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("confirm-run")}<//>`}>
      <p>${t("confirm-run-text", { count: run.impact.new_profiles })}</p><${ProblemNotice} problem=${action.problem} /><//>`}`;
}
