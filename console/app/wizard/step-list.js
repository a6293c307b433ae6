// The steps with their states: open, done, or in need of attention.
import { html } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../ui/components.js";

export const StepList = ({ steps, step, state, onChoose }) => html`
  <nav aria-label=${t("steps")}><ol class="steps">${steps.map((name, i) => html`<li class=${state(name)} key=${name}>
    <button type="button" aria-current=${name === step ? "step" : undefined} onClick=${() => onChoose(name)}>
      <span class="step-mark" aria-hidden="true">${state(name) === "done" ? html`<${Icon} name="check" />` : state(name) === "bad" ? html`<${Icon} name="alert" />` : i + 1}</span>
      <span>${t(`step-${name}`)}${state(name) === "bad" && html`<span class="visually-hidden"> – ${t("step-invalid")}</span>`}</span></button></li>`)}</ol></nav>`;
