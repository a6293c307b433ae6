// The fields of a Klaviyo profile in display order, and the mapping as rows of a table.
import { has, t } from "../i18n.js";

export const STANDARD = ["email", "first_name", "last_name", "phone_number", "external_id", "organization", "title", "locale", "image"];
export const LOCATION = ["address1", "address2", "city", "region", "zip", "country", "timezone", "latitude", "longitude", "ip"].map((name) => `location.${name}`);
export const FIELDS = [...STANDARD, ...LOCATION];
export const IDENTIFIERS = ["email", "phone_number", "external_id"];
export const COLUMN_ONLY = new Set(IDENTIFIERS);
export const identityOf = (mapping) => mapping.identity ?? "email";
export const TYPES = ["string", "number", "boolean", "date", "list"];

export function fieldName(field) {
  const key = `field-${field.replaceAll(/[._]/g, "-")}`;
  if (has(key)) return t(key);
  return field === "properties.*" ? t("all-other-columns") : field.replace(/^properties\./, "");
}

export const columnOf = (entry) => (typeof entry === "string" ? entry : entry?.column ?? null);

// The entry as the API expects it: a column name, or an object if it has options.
export function entryOf({ column, constant, type, blank }) {
  if (constant !== undefined) return { constant };
  if (!type && blank !== "clear") return column;
  return { column, ...(type && { type }), ...(blank === "clear" && { blank }) };
}

export const partsOf = (entry) => (typeof entry === "string" ? { column: entry } : { ...entry });

export function mappingRows(mapping) {
  const rows = FIELDS.filter((field) => mapping[field]).map((field) => ({ id: field, entry: mapping[field] }));
  return rows.concat(Object.entries(mapping.properties ?? {}).map(([name, entry]) => ({ id: `properties.${name}`, entry })));
}

// Checks of example values by field and by type. Only hints: a run checks every row.
const FIELD_CHECKS = {
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  phone_number: (text) => /^\+?[\d\s()./-]{6,20}$/.test(text),
  "location.latitude": (text) => Math.abs(Number(text)) <= 90,
  "location.longitude": (text) => Math.abs(Number(text)) <= 180,
  image: (text) => /^https?:/.test(text),
};
const TYPE_CHECKS = {
  number: (text) => text.trim() !== "" && Number.isFinite(Number(text.replace(",", "."))),
  boolean: (text) => /^(true|false|yes|no|0|1|y|n|t|f)$/i.test(text.trim()),
  date: (text) => !Number.isNaN(Date.parse(text)),
};

// The examples that do not match the field or type.
export function unexpectedValues(field, type, examples) {
  const fits = FIELD_CHECKS[field] ?? TYPE_CHECKS[type];
  return fits ? examples.filter((text) => text.trim() !== "" && !fits(text)) : [];
}
