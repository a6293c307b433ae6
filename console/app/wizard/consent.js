// Consent to marketing: for each channel, which column says yes or no, and what follows.
import { html } from "../html.js";
import { t } from "../i18n.js";
import { Notice } from "../ui/components.js";
import { Check, Select, Text } from "../ui/form.js";
import { HelpLink } from "../ui/help.js";

export const CHANNELS = ["email", "sms", "whatsapp", "push"];
const BY_PHONE = new Set(["sms", "whatsapp"]);
const newRule = () => ({ column: "", true_values: ["true", "yes", "1"], false_values: [], when_false: "nothing", scope: "list" });

export function Consent({ draft, change, errorOf, columns }) {
  const rules = draft.subscribe ?? {};
  const set = (channel, rule) => {
    const next = { ...rules, [channel]: rule };
    change({ subscribe: CHANNELS.some((one) => next[one]) ? next : null });
  };
  return html`<fieldset class="group"><legend>${t("subscribe")}</legend><p class="hint">${t("subscribe-hint")} <${HelpLink} to="consent" /></p>
    ${CHANNELS.map((channel) => html`<${ChannelConsent} key=${channel} ...${{ channel, draft, errorOf, columns }} rule=${rules[channel]} onChange=${(rule) => set(channel, rule)} />`)}
    ${errorOf("subscribe") && html`<p class="error" role="alert">${errorOf("subscribe")}</p>`}
    ${draft.subscribe && html`<${OptOuts} ...${{ draft, change, errorOf }} />`}
  </fieldset>`;
}

function ChannelConsent({ channel, draft, errorOf, columns, rule, onChange }) {
  const unusable = BY_PHONE.has(channel) && !draft.mapping.phone_number;
  const label = t(`channel-${channel}`);
  const fields = rule && html`<${Rule} ...${{ channel, rule, columns, onChange }} errorOf=${(field) => errorOf(`subscribe.${channel}.${field}`)} />`;
  return html`<${Check} label=${label} hint=${unusable ? t("channel-phone-missing") : undefined} checked=${Boolean(rule)}
    disabled=${unusable && !rule} onChange=${(on) => onChange(on ? newRule() : null)} />${fields}`;
}

function OptOuts({ draft, change, errorOf }) {
  const respects = draft.respect_suppressions ?? true;
  const error = errorOf("confirm_ignoring_suppressions");
  const ignoring = !respects && html`<${Notice} kind="warn" title=${t("subscribe-warning")}><p>${t("subscribe-warning-text")}</p>
    <${Check} label=${t("confirm-ignoring")} checked=${Boolean(draft.confirm_ignoring_suppressions)} onChange=${(on) => change({ confirm_ignoring_suppressions: on })} />
    ${error && html`<p class="error" role="alert">${error}</p>`}<//>`;
  return html`<${Check} label=${t("respect-suppressions")} help="consent#people-who-opted-out-in-klaviyo" hint=${t("respect-suppressions-hint")} checked=${respects}
    onChange=${(on) => change({ respect_suppressions: on, confirm_ignoring_suppressions: false })} />${ignoring}`;
}

// A text field for values separated by commas, which changes when it is left.
const Values = ({ label, error, values, onChange }) => html`<${Text} label=${label} hint=${t("subscribe-values-hint")} value=${values.join(", ")} error=${error}
  onInput=${() => {}} onChange=${(event) => onChange(event.target.value.split(",").map((one) => one.trim()).filter(Boolean))} />`;

function Rule({ channel, rule, columns, errorOf, onChange }) {
  const set = (part) => onChange({ ...rule, ...part });
  const names = (columns ?? []).map(({ name }) => [name, name, true]);
  return html`<div class="nested">
    <${Select} label=${t("subscribe-column")} value=${rule.column} error=${errorOf("column")} options=${[["", t("choose")], ...names]} onChange=${(column) => set({ column })} />
    <${Values} label=${t("subscribe-values")} values=${rule.true_values} error=${errorOf("true_values")} onChange=${(true_values) => set({ true_values })} />
    <${Select} label=${t("subscribe-time")} hint=${t("subscribe-time-hint")} value=${rule.consented_at_column ?? ""} options=${[["", t("field-not-sent")], ...names]} onChange=${(column) => set({ consented_at_column: column || null })} />
    <${Text} label=${t("subscribe-source")} optional=${t("optional")} value=${rule.custom_source ?? ""} maxlength="200" onInput=${(source) => set({ custom_source: source || null })} />
    <${Revocation} ...${{ channel, rule, set, errorOf }} /></div>`;
}

// What a no does. "list" and "all" are the scopes of unsubscribing: only email has consent for a list. Push cannot be revoked.
function Revocation({ channel, rule, set, errorOf }) {
  if (channel === "push") return null;
  const value = rule.when_false === "unsubscribe" ? rule.scope : rule.when_false;
  const choose = (next) => set(next === "list" || next === "all" ? { when_false: "unsubscribe", scope: next } : { when_false: next });
  const options = (channel === "email" ? ["nothing", "list", "all", "suppress"] : ["nothing", "all"]).map((one) => [one, t(`revoke-${one}`)]);
  const values = value !== "nothing" && html`<${Values} label=${t("revoke-values")} values=${rule.false_values} error=${errorOf("false_values")} onChange=${(false_values) => set({ false_values })} />`;
  return html`<${Select} label=${t("revoke")} value=${value} options=${options} onChange=${choose} />${values}`;
}

// What is wrong with the rules: {field: message id}.
export function consentErrors(draft) {
  const errors = {};
  for (const channel of CHANNELS) {
    const rule = draft.subscribe?.[channel];
    if (!rule) continue;
    if (!rule.column) errors[`subscribe.${channel}.column`] = "field-required";
    if (!rule.true_values.length) errors[`subscribe.${channel}.true_values`] = "field-required";
    if (rule.when_false !== "nothing" && !rule.false_values.length) errors[`subscribe.${channel}.false_values`] = "field-required";
  }
  if (draft.respect_suppressions === false && !draft.confirm_ignoring_suppressions) errors.confirm_ignoring_suppressions = "field-required";
  return errors;
}
