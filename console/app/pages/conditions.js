// Conditions of a defined segment: comparisons of columns, joined by and, or; groups in groups.
import { html, useId, useState } from "../html.js";
import { t } from "../i18n.js";
import { Button } from "../ui/components.js";
import { Select, Text } from "../ui/form.js";

const DEPTH = 3;
const TEXTS = ["is_any_of", "is_none_of", "contains", "contains_not", "starts_with", "ends_with", "has_any_of", "has_none_of"];
const NUMBERS = ["less_than", "at_most", "more_than", "at_least"];
const TIMES = ["in_last_days", "before_last_days", "in_next_days", "before", "on_or_after"];
const BARE = ["is_blank", "is_not_blank"], TRUTHS = ["is_true", "is_false"];
const SEVERAL = new Set(["is_any_of", "is_none_of", "has_any_of", "has_none_of"]);
const WITHOUT_VALUE = new Set([...BARE, ...TRUTHS]);

// Those that fit a column's type come first; CSV has no types, so that all can be chosen.
const FIRST = { number: NUMBERS, date: TIMES, datetime: TIMES, boolean: TRUTHS, list: ["has_any_of", "has_none_of"] };
const operatorsFor = (type) => [...new Set([...(FIRST[type] ?? TEXTS), ...TEXTS, ...NUMBERS, ...TIMES, ...TRUTHS, ...BARE])];

// A group as the page edits it: {join: "all" | "any", items: [condition or group]}; the API has {all: […]} or {any: […]}.
export const readGroup = (node) => (!node ? { join: "all", items: [] }
  : node.all || node.any ? { join: node.all ? "all" : "any", items: (node.all ?? node.any).map((one) => (one.all || one.any ? readGroup(one) : one)) }
  : { join: "all", items: [node] });

// Groups without a condition are left out; null where nothing is left.
export function writeGroup(group) {
  const items = group.items.map((one) => (one.items ? writeGroup(one) : one)).filter(Boolean);
  return items.length ? { [group.join]: items } : null;
}

export const isComplete = (group) => group.items.every((one) => (one.items ? isComplete(one)
  : one.column && (WITHOUT_VALUE.has(one.operator) || one.values.length > 0)));

export function Conditions({ label, group, columns, onChange, depth = 1, onRemove }) {
  const id = useId();
  const put = (index, item) => onChange({ ...group, items: group.items.flatMap((one, i) => (i !== index ? [one] : item ? [item] : [])) });
  const add = (item) => onChange({ ...group, items: [...group.items, item] });
  return html`<div class=${depth > 1 ? "nested" : ""} role="group" aria-labelledby=${id}>
    <h3 id=${id}>${label}</h3>
    ${group.items.length > 1 && html`<${Select} label=${t("match")} value=${group.join} onChange=${(join) => onChange({ ...group, join })}
      options=${[["all", t("match-all")], ["any", t("match-any")]]} />`}
    ${group.items.map((item, i) => (item.items
      ? html`<${Conditions} key=${i} label=${t("condition-group")} group=${item} columns=${columns} depth=${depth + 1} onChange=${(one) => put(i, one)} onRemove=${() => put(i, null)} />`
      : html`<${Condition} key=${i} condition=${item} columns=${columns} onChange=${(one) => put(i, one)} onRemove=${() => put(i, null)} />`))}
    <div class="actions">
      <${Button} icon="add" onClick=${() => add({ column: "", operator: "is_any_of", values: [] })}>${t("add-condition")}<//>
      ${depth < DEPTH && html`<${Button} icon="add" onClick=${() => add({ join: "any", items: [] })}>${t("add-condition-group")}<//>`}
      ${onRemove && html`<${Button} icon="cross" onClick=${onRemove}>${t("remove-condition-group")}<//>`}
    </div></div>`;
}

function Condition({ condition, columns, onChange, onRemove }) {
  const { column, operator, values } = condition;
  const type = columns.find((one) => one.name === column)?.type;
  const names = columns.map((one) => one.name);
  const choose = (name) => {
    const [first] = operatorsFor(columns.find((one) => one.name === name)?.type);
    onChange({ ...condition, column: name, ...(column ? {} : { operator: first, values: [] }) });
  };
  const compare = (chosen) => {
    const kept = WITHOUT_VALUE.has(chosen) ? [] : SEVERAL.has(chosen) ? values : values.slice(0, 1);
    setText(kept.join("; "));
    onChange({ ...condition, operator: chosen, values: kept });
  };
  // Values are separated by semicolons: names and places have commas.
  const [text, setText] = useState(values.join("; "));
  const given = (typed) => {
    setText(typed);
    onChange({ ...condition, values: (SEVERAL.has(operator) ? typed.split(";") : [typed]).map((one) => one.trim()).filter(Boolean) });
  };
  return html`<div class="toolbar">
    <${Select} label=${t("column")} value=${column} onChange=${choose} options=${[["", "–"], ...[...new Set([...names, column])].filter(Boolean).map((name) => [name, name, true])]} />
    <${Select} label=${t("operator")} value=${operator} onChange=${compare} options=${operatorsFor(type).map((one) => [one, t(`operator-${one.replaceAll("_", "-")}`)])} />
    ${!WITHOUT_VALUE.has(operator) && html`<${Text} label=${t(SEVERAL.has(operator) ? "values-several" : operator.endsWith("_days") ? "values-days" : "values-one")} value=${text} onInput=${given} />`}
    <${Button} class="square" icon="cross" aria-label=${t("remove-condition", { name: column || "–" })} onClick=${onRemove} />
  </div>`;
}
