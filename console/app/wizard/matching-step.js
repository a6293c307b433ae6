// Data matching: maps columns to fields, with example values and checks of them.
import { html, useState } from "../html.js";
import { list, t, textOf } from "../i18n.js";
import { Button, Icon, Loading, Notice } from "../ui/components.js";
import { Check, Select, Text } from "../ui/form.js";
import { HelpLink } from "../ui/help.js";
import { COLUMN_ONLY, FIELDS, IDENTIFIERS, TYPES, columnOf, unexpectedValues, entryOf, fieldName, identityOf, partsOf } from "./fields.js";

const ALWAYS = ["email", "first_name", "last_name", "phone_number"];

export function MatchingStep({ draft, change, errorOf, columns, details, suggestion }) {
  const mapping = draft.mapping, properties = mapping.properties ?? {}, identity = identityOf(mapping);
  const [more, setMore] = useState([]);
  const set = (next) => change({ mapping: next });
  if (!draft.segments.length) return html`<${Notice} kind="warn" title=${t("segments-required")} />`;
  if (!columns) return details.some((one) => one === null || one === undefined) ? html`<${Loading} />`
    : html`<${Notice} kind="bad" title=${t("columns-unknown")}><ul class="detail" translate=${false}>${details.flatMap((one) => one.problems).map((one) => html`<li>${textOf(one)}</li>`)}</ul><//>`;

  const shown = FIELDS.filter((field) => ALWAYS.includes(field) || field === identity || mapping[field] || more.includes(field));
  const others = FIELDS.filter((field) => !shown.includes(field));
  const setField = (field, entry) => {
    const next = { ...mapping };
    if (entry) next[field] = entry;
    else delete next[field];
    set(next);
  };
  const setProperty = (name, entry, renamed = name) => set({ ...mapping, properties: Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) => (key !== name ? [[key, value]] : entry ? [[renamed, entry]] : []))) });
  const used = new Set([...FIELDS.map((field) => columnOf(mapping[field])), ...Object.values(properties).map(columnOf)]);
  const unused = columns.filter(({ name }) => !used.has(name));
  const rest = "*" in properties;
  return html`
    ${suggestion && html`<${Notice} title=${t("suggestions")}><p>${t("suggestions-text")} <${HelpLink} to="mapping#suggestion" /></p><//>`}
    <${Select} label=${t("identity")} help="mapping#identity" hint=${t("identity-hint")} value=${identity} options=${IDENTIFIERS.map((field) => [field, fieldName(field)])} onChange=${(next) => set({ ...mapping, identity: next })} />
    <div class="matching">
      <div class="matching-head" aria-hidden="true"><span>${t("klaviyo-field")}</span><span>${t("source")}</span><span>${t("examples")}</span><span></span></div>
      ${shown.map((field) => html`<${Row} key=${field} name=${fieldName(field)} field=${field} required=${field === identity} entry=${mapping[field]} columns=${columns}
        error=${errorOf(field) ?? errorOf(`mapping.${field}`)} onChange=${(entry) => setField(field, entry)} />`)}
      ${Object.entries(properties).filter(([name]) => name !== "*").map(([name, entry], i) => html`<${Row} key=${`property-${i}`} name=${name} field=${`properties.${name}`} property entry=${entry} columns=${columns}
        error=${errorOf(`properties.${name}`) ?? errorOf(`mapping.properties.${name}`)} onRename=${(next) => next && !(next in properties) && setProperty(name, entry, next)} onChange=${(next) => setProperty(name, next)} />`)}
    </div>
    <p class="hint matching-help">${t("blank-clear")}: <${HelpLink} to="sync#blank-values" /> · ${t("type")}: <${HelpLink} to="mapping#types" /></p>
    <div class="actions matching-more">
      ${others.length > 0 && html`<${AddField} fields=${others} onAdd=${(field) => setMore([...more, field])} />`}
      <${AddProperty} columns=${unused} onAdd=${(column) => set({ ...mapping, properties: { ...properties, [freeName(column, properties)]: column } })} />
    </div>
    <${Check} label=${t("all-other-columns")} help="mapping#entries" hint=${unused.length ? t("unused-columns", { count: unused.length, columns: list(unused.slice(0, 8).map(({ name }) => name)) }) : t("no-unused-columns")}
      checked=${rest} onChange=${(on) => {
        const { "*": _, ...others } = properties;
        set({ ...mapping, properties: on ? { ...others, "*": "*" } : others });
      }} />`;
}

const freeName = (column, taken) => {
  let name = column, n = 2;
  while (name in taken) name = `${column} ${n++}`;
  return name;
};

function Row({ name, field, required, property, entry, columns, error, onChange, onRename }) {
  const parts = entry ? partsOf(entry) : {};
  const fixed = "constant" in parts;
  const column = columns.find((one) => one.name === parts.column);
  const unexpected = column ? unexpectedValues(field, parts.type, column.examples) : [];
  const options = [
    ...(required ? [["", t("choose")]] : [["", t("field-not-sent")]]),
    ...columns.map((one) => [`=${one.name}`, one.name, true]),
    ...(parts.column && !column ? [[`=${parts.column}`, parts.column, true]] : []),
    ...(COLUMN_ONLY.has(field) ? [] : [["constant", t("fixed-value-choice")]]),
  ];
  const choose = (value) => onChange(value === "" ? null : value === "constant" ? { constant: "" } : entryOf({ ...parts, constant: undefined, column: value.slice(1) }));
  return html`<div class="match" role="group" aria-label=${t("column-for", { name })}>
    <div class="match-name">${property
      ? html`<${Text} label=${t("property-name")} value=${name} maxlength="255" onChange=${(event) => onRename(event.target.value.trim())} onInput=${() => {}} />`
      : html`<span class="match-field">${name}${required && html` <span class="optional">${t("required")}</span>`}</span>`}</div>
    <div class="match-source">
      <${Select} label=${t("column-for", { name })} value=${fixed ? "constant" : parts.column ? `=${parts.column}` : ""} options=${options} error=${error} onChange=${choose} />
      ${fixed && html`<${Text} label=${t("fixed-value")} value=${parts.constant} maxlength="1000" onInput=${(constant) => onChange({ constant })} />`}
      ${property && !fixed && html`<${Select} label=${t("type-for", { name })} value=${parts.type ?? ""} options=${[["", t("type-auto")], ...TYPES.map((type) => [type, t(`type-${type}`)])]}
        onChange=${(type) => onChange(entryOf({ ...parts, type: type || undefined }))} />`}
      ${!fixed && parts.column && !COLUMN_ONLY.has(field) && html`<${Check} label=${t("blank-clear")} checked=${parts.blank === "clear"} onChange=${(on) => onChange(entryOf({ ...parts, blank: on ? "clear" : undefined }))} />`}
    </div>
    <div class="match-examples">
      ${column && html`<span translate=${false} class="examples two-lines" title=${column.examples.join(" · ")}>${column.examples.join(" · ") || "–"}</span>`}
      ${unexpected.length > 0 && html`<p class="warning-text"><${Icon} name="alert" /><span>${t("examples-unexpected", { examples: list(unexpected) })}</span></p>`}
    </div>
    ${property && html`<${Button} kind="plain" class="square" icon="remove" aria-label=${t("remove-property", { name })} onClick=${() => onChange(null)} />`}
  </div>`;
}

const AddField = ({ fields, onAdd }) => html`<${Pick} label=${t("add-field")} options=${fields.map((field) => [field, fieldName(field)])} onPick=${onAdd} />`;
const AddProperty = ({ columns, onAdd }) => columns.length > 0 && html`<${Pick} label=${t("add-property")} options=${columns.map(({ name }) => [name, name, true])} onPick=${onAdd} />`;

const Pick = ({ label, options, onPick }) => html`<label class="plain-select"><span class="visually-hidden">${label}</span>
  <select value="" onChange=${(event) => { if (event.target.value) onPick(event.target.value); event.target.value = ""; }}>
    <option value="">+ ${label}</option>
    ${options.map(([key, text, data]) => html`<option value=${key} translate=${data ? false : undefined}>${text}</option>`)}
  </select></label>`;
