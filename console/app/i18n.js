// Languages: messages by Fluent (messages/*.ftl); numbers and times by Intl, in the user's language and time zone.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import en from "../messages/en.ftl";
import et from "../messages/et.ftl";
import hr from "../messages/hr.ftl";
import id from "../messages/id.ftl";
import pl from "../messages/pl.ftl";
import zhHK from "../messages/zh-HK.ftl";
import etTexts from "../../shared/texts/et.ftl";
import hrTexts from "../../shared/texts/hr.ftl";
import idTexts from "../../shared/texts/id.ftl";
import plTexts from "../../shared/texts/pl.ftl";
import zhHKTexts from "../../shared/texts/zh-HK.ftl";
import { preferences } from "./preferences.js";

export const LANGUAGES = {
  en: "English",
  id: "Bahasa Indonesia",
  et: "Eesti",
  "zh-HK": "繁體中文（香港）",
  hr: "Hrvatski",
  pl: "Polski",
};

// Language → address of its messages.
const MESSAGES = { en, id, et, "zh-HK": zhHK, hr, pl };
// Language → address of the app's texts (shared/texts), which the API sends in English.
const TEXTS = { id: idTexts, et: etTexts, "zh-HK": zhHKTexts, hr: hrTexts, pl: plTexts };

// English with accents, brackets and a third more letters, to find text that is not translated or does not fit.
const PSEUDO = "en-XA";
const ACCENTS = Object.fromEntries([..."aeiouycnszAEIOUYCNSZ"].map((letter, i) => [letter, "áéíóúýćñšžÁÉÍÓÚÝĆÑŠŽ"[i]]));

let bundle = null;
let formats = new Map();

let language = "en";
export const languageNow = () => language;
// The language with a region, if the browser names one: 22/11/2026 in London, 11/22/2026 in Boston.
let region = "en";

function preferredLanguage() {
  const saved = preferences.get("language");
  if (saved in LANGUAGES || saved === PSEUDO) return saved;
  for (const wanted of navigator.languages ?? []) {
    const [base, ...rest] = wanted.toLowerCase().split("-");
    // The nearest to every kind of Chinese that is written in traditional characters.
    if (base === "zh" && rest.some((part) => ["hk", "tw", "mo", "hant"].includes(part))) return "zh-HK";
    if (base === "in") return "id";
    if (base in LANGUAGES) return base;
  }
  return "en";
}

export async function startLanguage(name = preferredLanguage()) {
  const source = name === PSEUDO ? "en" : name;
  const answers = await Promise.all([MESSAGES[source], TEXTS[source]].filter(Boolean).map((address) => fetch(address)));
  // After an upgrade the file is gone: reload the page.
  if (answers.some((answer) => !answer.ok)) return location.reload();
  const resources = await Promise.all(answers.map(async (answer) => new FluentResource(await answer.text())));
  // Fill the bundle before others can use it: parts of the page render while this waits.
  bundle = new FluentBundle(source, { useIsolating: false, ...(name === PSEUDO && { transform: pseudolocalize }) });
  for (const resource of resources) bundle.addResource(resource);
  language = name;
  formats = new Map();
  region = navigator.languages?.find((tag) => tag === source || tag.startsWith(`${source}-`)) ?? source;
  document.documentElement.lang = source;
}

export async function changeLanguage(name) {
  preferences.set("language", name);
  await startLanguage(name);
}

function pseudolocalize(text) {
  const letters = [...text].map((letter) => ACCENTS[letter] ?? letter).join("");
  return letters + "·".repeat(Math.ceil(text.trim().length / 3));
}

export const has = (id) => bundle.hasMessage(id);

export function t(id, values) {
  const message = bundle.getMessage(id);
  if (!message?.value) {
    console.error(`missing message ${id}`);
    return id;
  }
  const errors = [];
  const text = bundle.formatPattern(message.value, values, errors);
  if (errors.length) console.error(`message ${id}:`, ...errors);
  return language === PSEUDO ? `⟦${text}⟧` : text;
}

// A text of the app ({ code, parameters, message }) in the user's language.
export function textOf({ code, parameters, message }) {
  const id = `text-${code}`;
  if (!bundle.hasMessage(id)) return language === PSEUDO ? `⟦${pseudolocalize(message)}⟧` : message;
  return t(id, Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, shown(name, value)])));
}

// What a problem, a refusal or a row says, in the user's language.
export const detailOf = ({ code, parameters, detail }) => (code ? textOf({ code, parameters, message: detail }) : detail);

// A parameter as Fluent takes it: a number, or a text. Names of times end with _at.
function shown(name, value) {
  if (Array.isArray(value)) return value.some((one) => one.code) ? value.map(textOf).join(" ") : list(value);
  if (value?.code) return textOf(value);
  return name.endsWith("_at") && typeof value === "string" ? moment(value) : value;
}

function format(kind, options) {
  const key = kind.name + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new kind(region, options));
  return formats.get(key);
}

export const number = (value, options = {}) => format(Intl.NumberFormat, options).format(value);
// Some are never shown as none, nor almost all as all.
export function percent(share) {
  const shown = (value) => number(value, { style: "percent", maximumFractionDigits: (value > 0 && value < 0.1) || (value < 1 && value > 0.99) ? 1 : 0 });
  if (share > 0 && share < 0.001) return `<${shown(0.001)}`;
  return share < 1 && share > 0.999 ? `>${shown(0.999)}` : shown(share);
}
export const list = (items) => format(Intl.ListFormat, { style: "long" }).format(items);
export const compare = (a, b) => format(Intl.Collator, { numeric: true, sensitivity: "base" }).compare(a, b);
export const regionName = (code) => format(Intl.DisplayNames, { type: "region" }).of(code);
export const weekday = (day) =>
  format(Intl.DateTimeFormat, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2023, 0, 1 + day)));

export const moment = (iso) => format(Intl.DateTimeFormat, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
// With the zone: for times that stand beside a schedule in another one.
export const zonedMoment = (iso) => format(Intl.DateTimeFormat, { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" }).format(new Date(iso));
// Whether a time that belongs to a schedule needs its zone beside it: the schedule's zone is not the reader's. The zone is
// `beside`; where it is only true, the time's own offset tells.
export function needsZone(iso, beside) {
  if (typeof beside === "string") return beside !== Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [null, "+", 0, 0];
  return Boolean(beside) && -new Date(iso).getTimezoneOffset() !== Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}
export const exactMoment = (iso) =>
  format(Intl.DateTimeFormat, { dateStyle: "full", timeStyle: "long" }).format(new Date(iso));

export function bytes(size) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(size, 1)) / 3)));
  return number(size / 1000 ** step, { style: "unit", unit: units[step], unitDisplay: step ? "short" : "long", maximumFractionDigits: step ? 1 : 0 });
}

const SPANS = [["year", 31557600], ["month", 2629800], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

export function relative(iso, now = Date.now()) {
  const seconds = (new Date(iso) - now) / 1000;
  const [unit, span] = SPANS.find(([, length]) => Math.abs(seconds) >= length * 0.95) ?? ["second", 1];
  return format(Intl.RelativeTimeFormat, { numeric: "auto" }).format(Math.round(seconds / span), unit);
}

export function duration(seconds) {
  const unit = (value, name) => number(value, { style: "unit", unit: name, unitDisplay: "short" });
  if (seconds < 10) return number(seconds, { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: 1 });
  const whole = Math.round(seconds);
  if (whole < 60) return unit(whole, "second");
  if (whole < 3600) return `${unit(Math.floor(whole / 60), "minute")} ${unit(whole % 60, "second")}`;
  return `${unit(Math.floor(whole / 3600), "hour")} ${unit(Math.floor((whole % 3600) / 60), "minute")}`;
}
