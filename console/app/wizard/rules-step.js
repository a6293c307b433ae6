// Mode, limits, schedule and consent of the export.
import { html, useState } from "../html.js";
import { number, regionName, t, weekday } from "../i18n.js";
import { useLoad } from "../api.js";
import { Time } from "../ui/components.js";
import { Check, Choice, Select, Text } from "../ui/form.js";
import { HelpLink } from "../ui/help.js";
import { fieldProblem } from "../ui/problem.js";
import { readCron, writeCron } from "../schedule.js";
import { AlertRules } from "./alert-rules.js";
import { Consent } from "./consent.js";
import { IDENTIFIERS, identityOf } from "./fields.js";

// Functions, because browsers take a while to find the time zone.
const zones = () => Intl.supportedValuesOf("timeZone");
const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function RulesStep({ draft, change, errorOf, columns }) {
  const integer = (text) => (text === "" ? null : Number(text));
  return html`
    <${Choice} label=${t("mode")} help="sync#mode-mirror-remove-people-who-left" value=${draft.mode} onChange=${(mode) => change({ mode })} options=${[
      ["upsert", t("mode-upsert"), t("mode-upsert-text")],
      ["mirror", t("mode-mirror"), t("mode-mirror-text")],
      ["update", t("mode-update"), t("mode-update-text")]]} />
    ${draft.mode === "mirror" && html`
      <${Text} label=${t("removal-limit")} help="sync#mode-mirror-remove-people-who-left" hint=${t("removal-limit-hint")} type="number" min="1" max="100" value=${draft.removal_limit_percent ?? ""} error=${errorOf("removal_limit_percent")}
        onInput=${(text) => change({ removal_limit_percent: integer(text) })} />`}
    <${Text} label=${t("profile-limit")} help="errors#over-limit" hint=${t("profile-limit-hint", { limit: number(100000) })} optional=${t("optional")} type="number" min="1" value=${draft.profile_limit ?? ""} error=${errorOf("profile_limit")}
      onInput=${(text) => change({ profile_limit: integer(text) })} />
    <${Text} label=${t("check-every")} help="list-checks" hint=${t("check-every-hint")} optional=${t("optional")} type="number" min="1" max="30" value=${draft.check_list_every_days ?? ""} error=${errorOf("check_list_every_days")}
      onInput=${(text) => change({ check_list_every_days: integer(text) })} />
    <${Check} label=${t("row-log")} help="row-log" hint=${t("row-log-hint")} checked=${Boolean(draft.row_log)} onChange=${(kept) => change({ row_log: kept ? { fields: false, unchanged: true } : null })} />
    ${draft.row_log && html`<${Check} label=${t("row-log-fields")} checked=${draft.row_log.fields} onChange=${(fields) => change({ row_log: { ...draft.row_log, fields } })} />`}
    ${draft.mapping.phone_number && html`<${Select} label=${t("default-country")} help="mapping#phone-numbers" hint=${t("default-country-hint")} value=${draft.default_country ?? ""} error=${errorOf("default_country")}
      options=${[["", t("default-country-none")], ...countries()]} onChange=${(code) => change({ default_country: code || null })} />`}
    ${IDENTIFIERS.some((field) => field !== identityOf(draft.mapping) && field in draft.mapping) && html`
      <${Choice} class="group" label=${t("shared-identifiers")} help="mapping#shared-identifiers" hint=${t("shared-identifiers-hint")} value=${draft.shared_identifiers ?? "leave_out"} onChange=${(shared_identifiers) => change({ shared_identifiers })}
        options=${[["leave_out", t("shared-omit"), t("shared-omit-text")], ["send_last", t("shared-send-last"), t("shared-send-last-text")]]} />`}
    <${Hold} held=${draft.hold_when ?? {}} onChange=${(hold_when) => change({ hold_when })} errorOf=${errorOf} />
    <${FirstPortion} canary=${draft.canary} onChange=${(canary) => change({ canary })} error=${errorOf("canary")} />
    <${Schedule} schedule=${draft.schedule} errorOf=${errorOf} onChange=${(schedule) => change({ schedule })} />
    ${draft.schedule.kind !== "manual" && html`<${Check} label=${t("enabled")} hint=${t("enabled-hint")} checked=${draft.enabled} onChange=${(enabled) => change({ enabled })} />`}
    <${AlertRules} rules=${draft.alerts ?? []} error=${errorOf("alerts")} onChange=${(alerts) => change({ alerts })} />
    <${Consent} draft=${draft} change=${change} errorOf=${errorOf} columns=${columns} />`;
}

// When a run waits for confirmation before it sends anything; without a condition it never does.
function Hold({ held, onChange, errorOf }) {
  const set = (part) => {
    const next = { new_profiles_over: null, plan_share_over: null, triggers_live_flows: false, ...held, ...part };
    onChange(next.new_profiles_over === null && next.plan_share_over === null && !next.triggers_live_flows ? null : next);
  };
  const integer = (text) => (text === "" ? null : Number(text));
  return html`<fieldset class="group"><legend>${t("hold-when")}</legend><p class="hint">${t("hold-when-hint")} <${HelpLink} to="impact#hold-a-run" /></p>
    <${Text} label=${t("hold-new")} optional=${t("optional")} type="number" min="0" value=${held.new_profiles_over ?? ""} error=${errorOf("new_profiles_over")} onInput=${(text) => set({ new_profiles_over: integer(text) })} />
    <${Text} label=${t("hold-plan")} optional=${t("optional")} type="number" min="1" max="1000" value=${held.plan_share_over ?? ""} error=${errorOf("plan_share_over")} onInput=${(text) => set({ plan_share_over: integer(text) })} />
    <${Check} label=${t("hold-flows")} checked=${Boolean(held.triggers_live_flows)} onChange=${(triggers_live_flows) => set({ triggers_live_flows })} />
  </fieldset>`;
}

// People who are sent first, and judged before the others are sent; without a number everyone is sent at once.
function FirstPortion({ canary, onChange, error }) {
  const set = (part) => {
    const next = { profiles: null, percent: null, then: "continue", max_failed_percent: 5, wait_hours: 20, ...canary, ...part };
    onChange(next.profiles === null && next.percent === null ? null : next);
  };
  const value = (text, empty) => (text === "" ? empty : Number(text));
  return html`<fieldset class="group"><legend>${t("canary")}</legend><p class="hint">${t("canary-hint")} <${HelpLink} to="canary" /></p>
    <div class="columns">
      <${Text} label=${t("canary-profiles")} optional=${t("optional")} type="number" min="1" max="1000000" value=${canary?.profiles ?? ""} error=${error} onInput=${(text) => set({ profiles: value(text, null), percent: null })} />
      <${Text} label=${t("canary-percent")} optional=${t("optional")} type="number" min="1" max="50" value=${canary?.percent ?? ""} onInput=${(text) => set({ percent: value(text, null), profiles: null })} /></div>
    ${canary && html`<${Choice} label=${t("canary-then")} value=${canary.then} onChange=${(then) => set({ then })} options=${[["continue", t("canary-continue")], ["wait", t("canary-wait")]]} />
      <div class="columns">
        <${Text} label=${t("canary-max-failed")} type="number" min="0" max="99" value=${canary.max_failed_percent} onInput=${(text) => set({ max_failed_percent: value(text) })} />
        ${canary.then === "wait" && html`<${Text} label=${t("canary-hours")} type="number" min="1" max="72" value=${canary.wait_hours} onInput=${(text) => set({ wait_hours: value(text) })} />`}</div>`}
  </fieldset>`;
}

let countryOptions;
function countries() {
  countryOptions ??= "AE AR AT AU BA BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KE KR LI LT LU LV MA ME MK MO MT MX MY NG NL NO NZ PE PH PK PL PT RO RS RU SA SE SG SI SK TH TN TR TW UA US VN ZA".split(" ");
  return countryOptions.map((code) => [code, `${regionName(code)} (${code})`]).sort((a, b) => a[1].localeCompare(b[1]));
}

function Schedule({ schedule, errorOf, onChange }) {
  const system = useLoad("/api/schedules", { query: { limit: 1 } });
  const cron = schedule.kind === "cron" ? readCron(schedule.expression ?? "") : null;
  const [customCron, setCustomCron] = useState(schedule.kind === "cron" && !cron);
  const choose = (kind) => onChange(kind === "cron" ? { kind, expression: "0 6 * * *", time_zone: zones().includes(localZone()) ? localZone() : "UTC" } : { kind });
  const refresh = system.data?.refresh;
  const set = (part) => onChange({ ...schedule, expression: writeCron({ ...cron, ...part }) });
  const checked = useLoad(schedule.kind === "cron" && schedule.expression?.trim() ? "/api/exports/check" : null, { body: { schedule }, keep: true });
  // Each choice has its line of text from the start, so that nothing moves when the answer arrives.
  const time = cron && `${String(cron.hours[0]).padStart(2, "0")}:${String(cron.minute).padStart(2, "0")}`;
  return html`
    <${Choice} class="group" label=${t("schedule")} help="console#when-an-export-runs" value=${schedule.kind} onChange=${choose} options=${[
      ["manual", t("schedule-manual"), t("schedule-manual-text")],
      ["refresh", t("schedule-refresh"), refresh ? refresh.next_runs.length ? html`${t("schedule-refresh-text")} <${Time} at=${refresh.next_runs[0]} exact beside=${refresh.time_zone} />` : t("system-refresh-off") : "…"],
      ["cron", t("schedule-custom"), t("schedule-custom-text")],
      ["segment_updated", t("schedule-segment_updated"), t("schedule-segment_updated-text")]]} />
    ${schedule.kind === "cron" && html`<div class="nested">
      ${customCron ? html`<${Text} label=${t("cron")} hint=${t("cron-hint")} value=${schedule.expression} error=${errorOf("expression") ?? errorOf("schedule") ?? fieldProblem(checked.error, "schedule")} maxlength="100" onInput=${(expression) => onChange({ ...schedule, expression })} />`
        : html`<div class="columns">
          <${Text} label=${t("at")} type="time" value=${time} onInput=${(text) => {
            const [hour, minute] = text.split(":").map(Number);
            if (text) set({ minute, hours: [hour, ...(cron.hours.slice(1).filter((one) => one !== hour))] });
          }} />
          <${Select} label=${t("how-often")} value=${cron.hours.length} options=${[1, 2, 3, 4].map((count) => [count, t("times-a-day", { count })])}
            onChange=${(text) => set({ hours: spread(cron.hours[0], Number(text)) })} /></div>
          <fieldset class="days"><legend>${t("days")}</legend>${[1, 2, 3, 4, 5, 6, 0].map((day) => html`<label class="day"><input type="checkbox" checked=${!cron.days.length || cron.days.includes(day)}
            onChange=${(event) => set({ days: days(cron.days, day, event.target.checked) })} /><span translate=${false}>${weekday(day)}</span></label>`)}</fieldset>`}
      <${Select} label=${t("time-zone")} value=${schedule.time_zone} options=${[...new Set([schedule.time_zone, localZone(), "UTC", ...zones()])].filter(Boolean).map((zone) => [zone, zone, true])}
        onChange=${(time_zone) => onChange({ ...schedule, time_zone })} />
      <${Check} label=${t("cron-enter")} checked=${customCron} disabled=${customCron && !cron} onChange=${setCustomCron} />
      <p class="hint">${t("next-runs")}: ${checked.data && !checked.error ? checked.data.next_runs.slice(0, 3).map((at, i) => html`${i > 0 && " · "}<${Time} at=${at} exact beside=${schedule.time_zone} />`) : "–"}</p>
    </div>`}
    ${schedule.kind === "segment_updated" && html`<div class="nested"><${Text} label=${t("unchanged-seconds")} hint=${t("unchanged-seconds-hint")} optional=${t("optional")} type="number" min="0" max="86400" value=${schedule.quiet_seconds ?? ""}
      onInput=${(text) => onChange({ ...schedule, quiet_seconds: text === "" ? null : Number(text) })} /></div>`}`;
}

const spread = (first, count) => Array.from({ length: count }, (_, i) => (first + Math.round((i * 24) / count)) % 24);

function days(chosen, day, on) {
  const before = chosen.length ? chosen : [0, 1, 2, 3, 4, 5, 6];
  const after = on ? [...before, day] : before.filter((one) => one !== day);
  return after.length === 7 ? [] : after.length ? after : chosen;
}
