// Undoing a run: what it would do, and the button that starts it; on both runs, which is the other.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { t, textOf } from "../i18n.js";
import { navigate } from "../router.js";
import { ACTIVE, Button, Dialog, Loading, Notice, Time, announce } from "../ui/components.js";
import { Check } from "../ui/form.js";
import { HelpLink } from "../ui/help.js";
import { ProblemNotice } from "../ui/problem.js";

// A run that has sent something, and was not undone. Whether it can be undone is asked when the dialog opens.
export const mayBeUndone = (run) => !ACTIVE.has(run.state) && !run.undo_of && !run.undone_by && run.chunks.uploaded > 0;

export function UndoDialog({ run, onClose }) {
  const path = `/api/runs/${run.id}/undo`;
  const { data: plan, error } = useLoad(path);
  const [pause, setPause] = useState(true);
  const action = useAction(async () => {
    const { data } = await call("POST", path, { pause_export: pause });
    announce(t("undo-started"));
    onClose();
    navigate(`/runs/${data.id}`);
  });
  return html`<${Dialog} title=${t("undo-run")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("close")}<//>
      ${plan?.possible && html`<${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("undo-run")}<//>`}`}>
    ${error ? html`<${ProblemNotice} problem=${error} />` : !plan ? html`<${Loading} />`
      : plan.possible ? html`<${Plan} plan=${plan} pause=${pause} setPause=${setPause} />`
      : html`<${Notice} kind="warn" title=${t("undo-not-possible")}><p translate=${false}>${textOf(plan.problem)}</p><//>`}
    <${ProblemNotice} problem=${action.problem} /><//>`;
}

const Plan = ({ plan, pause, setPause }) => html`
  <p>${t("undo-people", { count: plan.people })}</p>
  <p>${t("undo-stays")}</p>
  <ul class="bullets">${plan.not_undone.map((one) => html`<li>${t(`remains-${one}`)}</li>`)}</ul>
  ${plan.export_active && html`<${Check} label=${t("undo-pause")} hint=${t("undo-pause-hint")} checked=${pause} onChange=${setPause} />`}
  <p class="hint">${t("undo-until")} <${Time} at=${plan.until} exact /> <${HelpLink} to="undo" /></p>`;

// Which run this one undoes, or which one has undone it.
export function UndoNotice({ run }) {
  const other = run.undo_of ?? run.undone_by;
  return other && html`<${Notice} title=${t(run.undo_of ? "undoes-run" : "run-undone")}>
    <p><a href=${`/runs/${other}`}><code translate=${false}>${other}</code></a></p><//>`;
}
