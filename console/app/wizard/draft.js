// The draft of an export: initial values, validation, and the request body for the API.
import { isRuleComplete } from "./alert-rules.js";
import { consentErrors } from "./consent.js";
import { identityOf } from "./fields.js";

export const emptyDraft = () => ({
  name: "", connection_id: "", list_id: "", segments: [], mapping: { properties: {} }, mode: "upsert",
  schedule: { kind: "manual" }, enabled: true, profile_limit: null, default_country: null,
});

const EDITABLE = [...Object.keys(emptyDraft()), "alerts", "shared_identifiers", "removal_limit_percent", "hold_when", "canary", "check_list_every_days", "row_log", "subscribe", "respect_suppressions", "confirm_ignoring_suppressions"];

// The fields of an export that the form edits.
export const draftOf = (exportConfig) => Object.fromEntries(EDITABLE.filter((name) => name in exportConfig).map((name) => [name, exportConfig[name]]));

export function body(draft) {
  const properties = draft.mapping.properties ?? {};
  const mapping = { ...draft.mapping, properties };
  if (!Object.keys(properties).length) delete mapping.properties;
  return { ...draft, name: draft.name.trim(), mapping };
}

export const STEPS = ["connection", "segments", "matching", "rules", "preview"];

// Validates the draft; returns the errors as {step: {field: message id}}.
export function validate(draft, columns) {
  const errors = { connection: {}, segments: {}, matching: {}, rules: {}, preview: {} };
  if (!draft.name.trim()) errors.connection.name = "field-required";
  if (!draft.connection_id) errors.connection.connection_id = "field-required";
  if (!/^[A-Za-z0-9]{1,32}$/.test(draft.list_id)) errors.connection.list_id = draft.list_id ? "list-id-invalid" : "field-required";
  if (!draft.segments.length) errors.segments.segments = "segments-required";
  const identity = identityOf(draft.mapping);
  if (!draft.mapping[identity]) errors.matching[identity] = "identity-required";
  const known = columns && new Set(columns.map(({ name }) => name));
  const { identity: _, ...fields } = draft.mapping;
  const entries = { ...fields, ...Object.fromEntries(Object.entries(draft.mapping.properties ?? {}).map(([name, entry]) => [`properties.${name}`, entry])) };
  for (const [field, entry] of Object.entries(entries)) {
    const column = typeof entry === "string" ? entry : entry?.column;
    if (known && column && column !== "*" && !known.has(column)) errors.matching[field] ??= "column-missing";
    if (entry?.constant === "") errors.matching[field] ??= "field-required";
  }
  const limit = draft.profile_limit;
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1)) errors.rules.profile_limit = "limit-invalid";
  if (!(draft.alerts ?? []).every(isRuleComplete)) errors.rules.alerts = "alerts-incomplete";
  if (draft.canary && !isCanaryValid(draft.canary)) errors.rules.canary = "canary-invalid";
  const days = draft.check_list_every_days ?? null;
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 30)) errors.rules.check_list_every_days = "days-invalid";
  if (draft.schedule.kind === "cron" && !draft.schedule.expression?.trim()) errors.rules.expression = "field-required";
  Object.assign(errors.rules, consentErrors(draft));
  return errors;
}

function isCanaryValid({ profiles, percent, max_failed_percent: failed = 5, wait_hours: hours = 20 }) {
  const within = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;
  return (percent === null ? within(profiles, 1, 1_000_000) : within(percent, 1, 50)) && failed >= 0 && failed < 100 && within(hours, 1, 72);
}

// The step that shows a field of the API's problem, or null.
export function stepOf(field) {
  const first = (field ?? "").split(".")[0];
  if (["name", "connection_id", "list_id"].includes(first)) return "connection";
  if (first === "segments") return "segments";
  if (first === "mapping") return "matching";
  return first ? "rules" : null;
}
