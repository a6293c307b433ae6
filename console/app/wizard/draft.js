// An export while it is being written: its start, its checks, and the body that the API takes.
export const emptyDraft = () => ({
  name: "", connection_id: "", list_id: "", segments: [], mapping: { properties: {} }, mode: "upsert",
  schedule: { kind: "manual" }, enabled: true, profile_limit: null, default_country: null,
});

const KEPT = [...Object.keys(emptyDraft()), "shared_identifiers", "removal_limit_percent", "subscribe"];

// Of an export as the API shows it: what the form edits.
export const draftOf = (exported) => Object.fromEntries(KEPT.filter((name) => name in exported).map((name) => [name, exported[name]]));

export function body(draft) {
  const properties = draft.mapping.properties ?? {};
  const mapping = { ...draft.mapping, properties };
  if (!Object.keys(properties).length) delete mapping.properties;
  return { ...draft, name: draft.name.trim(), mapping };
}

export const STEPS = ["connection", "segments", "matching", "rules", "preview"];

// What is still missing, step by step: {step: {field: message key}}.
export function missing(draft, columns) {
  const found = { connection: {}, segments: {}, matching: {}, rules: {}, preview: {} };
  if (!draft.name.trim()) found.connection.name = "needed";
  if (!draft.connection_id) found.connection.connection_id = "needed";
  if (!/^[A-Za-z0-9]{1,32}$/.test(draft.list_id)) found.connection.list_id = draft.list_id ? "list-id-wrong" : "needed";
  if (!draft.segments.length) found.segments.segments = "segments-needed";
  if (!draft.mapping.email) found.matching.email = "email-needed";
  const known = columns && new Set(columns.map(({ name }) => name));
  const entries = { ...draft.mapping, ...Object.fromEntries(Object.entries(draft.mapping.properties ?? {}).map(([name, entry]) => [`properties.${name}`, entry])) };
  for (const [field, entry] of Object.entries(entries)) {
    const column = typeof entry === "string" ? entry : entry?.column;
    if (known && column && column !== "*" && !known.has(column)) found.matching[field] ??= "column-gone";
    if (entry?.constant === "") found.matching[field] ??= "needed";
  }
  const limit = draft.profile_limit;
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1)) found.rules.profile_limit = "limit-wrong";
  if (draft.schedule.kind === "cron" && !draft.schedule.expression?.trim()) found.rules.expression = "needed";
  if (draft.subscribe && !draft.subscribe.column) found.rules.subscribe = "needed";
  return found;
}

// Which step a field of the API's problem belongs to.
export function stepOf(field) {
  const first = (field ?? "").split(".")[0];
  if (["name", "connection_id", "list_id"].includes(first)) return "connection";
  if (first === "segments") return "segments";
  if (first === "mapping") return "matching";
  return first ? "rules" : null;
}
