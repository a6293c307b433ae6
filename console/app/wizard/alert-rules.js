// The alert rules of an export: what is unusual for it, and should be told.
import { html } from "../html.js";
import { t } from "../i18n.js";
import { Button } from "../ui/components.js";
import { Select, Text } from "../ui/form.js";
import { HelpLink } from "../ui/help.js";

const MAX_RULES = 10;
const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

// Of each kind: the field with its limit, and the rule to begin with.
const KINDS = {
  rejected_share: { field: "over_percent", start: () => ({ over_percent: 5 }) },
  row_count: { field: "deviation_percent", start: () => ({ deviation_percent: 30, runs: 5 }) },
  duration: { field: "over_minutes", start: () => ({ over_minutes: 60 }) },
  no_run_by: { field: "time", start: () => ({ time: "07:00", time_zone: localZone() ?? "UTC" }) },
};

export const isRuleComplete = (rule) => {
  const value = rule[KINDS[rule.kind]?.field];
  return rule.kind === "no_run_by" ? /^\d{2}:\d{2}$/.test(value ?? "") : Number.isFinite(value) && value > 0;
};

export const ruleText = (rule) => t(`alert-is-${rule.kind.replaceAll("_", "-")}`, { limit: String(rule[KINDS[rule.kind].field]), zone: rule.time_zone ?? "" });

export function AlertRules({ rules, error, onChange }) {
  const set = (i, rule) => onChange(rules.map((one, at) => (at === i ? rule : one)));
  return html`<fieldset class="group alert-rules"><legend>${t("alert-rules")}</legend>
    <p class="hint">${t("alert-rules-text")} <${HelpLink} to="notifications#alert-rules" /></p>
    ${rules.map((rule, i) => html`<div class="alert-rule" key=${i}>
      <${Select} label=${t("alert-kind")} value=${rule.kind} options=${Object.keys(KINDS).map((kind) => [kind, t(`alert-${kind.replaceAll("_", "-")}`)])}
        onChange=${(kind) => set(i, { kind, ...KINDS[kind].start() })} />
      <${Limit} rule=${rule} onChange=${(next) => set(i, next)} />
      <${Button} class="square" icon="remove" aria-label=${t("remove-alert")} onClick=${() => onChange(rules.filter((_one, at) => at !== i))} />
    </div>`)}
    ${error && html`<p class="error" role="alert">${error}</p>`}
    ${rules.length < MAX_RULES && html`<${Button} icon="add" onClick=${() => onChange([...rules, { kind: "rejected_share", ...KINDS.rejected_share.start() }])}>${t("add-alert")}<//>`}
  </fieldset>`;
}

function Limit({ rule, onChange }) {
  const { field } = KINDS[rule.kind];
  const label = t(`alert-limit-${rule.kind.replaceAll("_", "-")}`);
  if (field === "time") {
    return html`<${Text} label=${label} hint=${rule.time_zone} type="time" value=${rule.time} error=${!isRuleComplete(rule) && t("field-required")} onInput=${(time) => onChange({ ...rule, time })} />`;
  }
  return html`<${Text} label=${label} type="number" min="1" value=${rule[field] ?? ""} error=${!isRuleComplete(rule) && t("limit-invalid")}
    onInput=${(text) => onChange({ ...rule, [field]: text === "" ? null : Number(text) })} />`;
}
