// Changes and denied requests.
import { html, useState } from "../html.js";
import { has, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { Button, Chip, Dialog, Empty, Loading, PageHead, Time } from "../ui/components.js";
import { mayErasePeople } from "../session.js";
import { Dates, dateQuery } from "../ui/dates.js";
import { FindUser } from "../ui/find.js";
import { ListProblem, Pager, SetFilter, useList } from "../ui/list.js";
import { Filter, Table } from "../ui/table.js";
import { ErasureResult } from "./erasure-result.js";

const FILTERS = { who: "who", result: "result", target: "target", from: null, to: null };

export function Audit({ address }) {
  useTitle(t("audit"));
  const list = useList(address, "/api/audit", { field: "entries", filters: FILTERS, fixed: dateQuery(address) });
  const { values, choose } = list;
  const [erasure, showErasure] = useState(null);
  const columns = [
    { key: "at", label: t("when"), cell: (one) => html`<${Time} at=${one.at} exact />` },
    { key: "what", label: t("action"), main: true, cell: (one) => html`<${Sentence} one=${one} distinct=${list.data.distinctions[one.target]} linkTo=${list.linkTo} />` },
    { key: "change", label: t("change"), cell: (one) => html`<${Change} before=${one.before} after=${one.after} />
        ${one.after?.erasure_id && mayErasePeople() && html`<button type="button" class="link" onClick=${() => showErasure(one.after.erasure_id)}>${t("erasure-result")}</button>`}` },
  ];
  return html`
    <${PageHead} title=${t("audit")} lead=${html`<p>${t("audit-lead")}</p>`} />
    <div class="toolbar">
      ${values.who ? html`<${SetFilter} label=${t("who")} value=${list.rows.find((one) => one.who_id === values.who)?.who ?? values.who} onClear=${() => choose({ who: "" })} />`
        : html`<${FindUser} label=${t("who")} onChoose=${(one) => choose({ who: one.id })} />`}
      <${Filter} label=${t("result")} value=${values.result} onChange=${(result) => choose({ result })} options=${["changed", "denied"].map((key) => [key, t(`result-${key}`)])} />
      <${Dates} values=${values} onChange=${choose} />
      ${values.target && html`<${SetFilter} label=${t("resource")} value=${values.target} onClear=${() => choose({ target: "" })} />`}
    </div>
    <${ListProblem} list=${list} />
    ${!list.data ? !list.error && html`<${Loading} />`
      : list.rows.length ? html`<${Table} label=${t("audit")} columns=${columns} rows=${list.rows} />`
      : html`<${Empty} icon="audit" title=${t("nothing-found")} actions=${list.filtered && html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`}
    <${Pager} list=${list} />
    ${erasure && html`<${Dialog} title=${t("erasure-result")} onClose=${() => showErasure(null)} actions=${html`<${Button} kind="primary" onClick=${() => showErasure(null)}>${t("close")}<//>`}>
      <${ErasureResult} id=${erasure} /><//>`}`;
}

// Who did what to which object, by name. A choice of the user or the object filters the list. What is not an act of the
// console, and what was denied, is named by its request.
function Sentence({ one, distinct, linkTo }) {
  const [method, path] = one.action.split(" ");
  const key = `act-${method.toLowerCase()}${path.replace("/api", "").replaceAll(/\/(\{\w+\}|[^a-z-]+)/g, "").replaceAll("/", "-")}`;
  const known = one.result !== "denied" && has(key);
  const who = one.who ? html`<a translate=${false} href=${linkTo({ who: one.who_id })}>${one.who}</a>` : t("not-signed-in");
  const target = one.target && html`<a title=${one.target} href=${linkTo({ target: one.target })}>${one.target_name
    ? html`<span translate=${false}>${distinct ? `${one.target_name} (${distinct})` : one.target_name}</span>` : html`<code translate=${false}>${one.target.startsWith("person:") ? `${one.target.slice(0, 15)}…` : one.target}</code>`}</a>`;
  const sentence = one.result === "denied" ? (one.who ? "audit-denied" : "audit-denied-unknown") : one.target ? "audit-done" : "audit-done-alone";
  return html`<p class="sentence" title=${one.action}>${one.result === "denied" && html`<${Chip} icon="cross" kind="bad">${t("result-denied")}<//> `}
    ${fill(t(sentence, { who: "\u0001", action: known ? t(key) : "\u0002", target: "\u0003" }), { "\u0001": who, "\u0002": html`<code translate=${false}>${one.action}</code>`, "\u0003": target })}
    ${one.result === "denied" && one.target && html` · ${target}`}</p>`;
}

// A text in which each of these marks is replaced by an element.
const fill = (text, marks) => text.split(/([\u0001-\u0003])/).map((part) => marks[part] ?? part);

function Change({ before, after }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (!names.length) return "–";
  const text = (value) => (value === undefined || value === null ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value));
  return html`<details><summary>${t("change-fields", { count: names.length })}</summary>
    <dl class="change" translate=${false}>${names.map((name) => html`<div><dt>${name}</dt>
      <dd>${before && html`<del>${text(before[name])}</del> `}${after && html`<ins>${text(after[name])}</ins>`}</dd></div>`)}</dl></details>`;
}
