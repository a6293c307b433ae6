// What a run changes at Klaviyo: figures, and why a run waits for confirmation.
import { html } from "../html.js";
import { list, number, percent, t } from "../i18n.js";
import { DetailList } from "./components.js";

export function ImpactFigures({ impact }) {
  const live = (impact.flows ?? []).filter((flow) => flow.status === "live").map((flow) => flow.name);
  const used = impact.plan && impact.plan.used + impact.new_profiles;
  return html`<${DetailList} items=${[
    [t("impact-added"), number(impact.added)],
    [t("impact-new"), impact.looked_up > 0 && (impact.estimated ? t("impact-about", { count: impact.new_profiles }) : number(impact.new_profiles))],
    [t("impact-plan"), impact.plan && t("impact-plan-text", { used, allowed: impact.plan.allowed, share: percent(used / impact.plan.allowed) })],
    [t("impact-flows"), impact.flows && (live.length ? html`<span translate=${false}>${list(live)}</span>` : t("impact-no-flows"))],
    [t("impact-opt-in"), impact.opt_in_process && t(`impact-${impact.opt_in_process}`)],
    [t("impact-scopes"), impact.missing_scopes.length > 0 && html`<code translate=${false}>${impact.missing_scopes.join(", ")}</code>`],
  ]} />`;
}
