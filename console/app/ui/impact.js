// What a run changes at Klaviyo: figures, and why a run waits for confirmation.
import { html } from "../html.js";
import { list, number, percent, t } from "../i18n.js";
import { DetailList } from "./components.js";

// The figures as sentences: what joins the list, what it adds to the bill, which flows start. What is unknown is left out.
function sentences(impact, live) {
  const { added, new_profiles: created, estimated } = impact;
  return [
    t("impact-says-added", { count: added }),
    (impact.looked_up > 0 || !added) && (created ? t("impact-says-new", { count: created, number: estimated ? t("impact-about", { count: created }) : number(created) }) : t("impact-says-none-new")),
    added > 0 && impact.flows && (live.length ? t("impact-says-flows", { flows: list(live) }) : t("impact-says-no-flows")),
  ].filter(Boolean).map(asSentence);
}

// A number that is only known about begins with a word.
function asSentence(said) {
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

export function ImpactFigures({ impact }) {
  const live = (impact.flows ?? []).filter((flow) => flow.status === "live").map((flow) => flow.name);
  const used = impact.plan && impact.plan.used + impact.new_profiles;
  return html`<p class="impact">${sentences(impact, live).join(" ")}</p><${DetailList} items=${[
    [t("impact-added"), number(impact.added)],
    [t("impact-new"), impact.looked_up > 0 && (impact.estimated ? t("impact-about", { count: impact.new_profiles }) : number(impact.new_profiles))],
    [t("impact-plan"), impact.plan && t("impact-plan-text", { used, allowed: impact.plan.allowed, share: percent(used / impact.plan.allowed) })],
    [t("impact-flows"), impact.flows && (live.length ? html`<span translate=${false}>${list(live)}</span>` : t("impact-no-flows"))],
    [t("impact-opt-in"), impact.opt_in_process && t(`impact-${impact.opt_in_process}`)],
    [t("impact-scopes"), impact.missing_scopes.length > 0 && html`<code translate=${false}>${impact.missing_scopes.join(", ")}</code>`],
  ]} />`;
}
