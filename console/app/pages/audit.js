// Changes and denied requests.
import { html } from "../html.js";
import { has, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { Button, Chip, Empty, Loading, PageHead, Time } from "../ui/components.js";
import { Dates, dateQuery } from "../ui/dates.js";
import { ListSearch, Pager, SetFilter, useList } from "../ui/list.js";
import { ProblemNotice } from "../ui/problem.js";
import { Filter, Table } from "../ui/table.js";

const FILTERS = { who: "who", result: "result", target: "target", from: null, to: null };

export function Audit({ address }) {
  useTitle(t("audit"));
  const list = useList(address, "/api/audit", { field: "entries", filters: FILTERS, fixed: dateQuery(address) });
  const { values, choose } = list;
  const columns = [
    { key: "at", label: t("when"), cell: (one) => html`<${Time} at=${one.at} exact />` },
    { key: "who", label: t("who"), cell: (one) => (one.who
      ? html`<button type="button" class="link" translate=${false} onClick=${() => choose({ who: one.who })}>${one.who}</button>` : t("not-signed-in")) },
    { key: "action", label: t("action"), main: true, cell: (one) => html`<${Action} text=${one.action} />` },
    { key: "resource", label: t("resource"), cell: (one) => (one.target
      ? html`<button type="button" class="link" title=${one.target} onClick=${() => choose({ target: one.target })}>${one.target_name ? html`<span translate=${false}>${one.target_name}</span>` : html`<code translate=${false}>${one.target}</code>`}</button>` : "–") },
    { key: "result", label: t("result"), cell: (one) => html`<${Chip} icon=${one.result === "denied" ? "cross" : "check"} kind=${one.result === "denied" ? "bad" : "good"}>${t(`result-${one.result}`)}<//>` },
    { key: "change", label: t("change"), cell: (one) => html`<${Change} before=${one.before} after=${one.after} />` },
  ];
  return html`
    <${PageHead} title=${t("audit")} lead=${html`<p>${t("audit-lead")}</p>`} />
    <div class="toolbar">
      <${ListSearch} list=${list} name="who" label=${t("audit-who")} />
      <${Filter} label=${t("result")} value=${values.result} onChange=${(result) => choose({ result })} options=${["changed", "denied"].map((key) => [key, t(`result-${key}`)])} />
      <${Dates} values=${values} onChange=${choose} />
      ${values.target && html`<${SetFilter} label=${t("resource")} value=${values.target} onClear=${() => choose({ target: "" })} />`}
    </div>
    ${list.error && html`<${ProblemNotice} problem=${list.error} onRetry=${list.reload} />`}
    ${!list.data ? !list.error && html`<${Loading} />`
      : list.rows.length ? html`<${Table} label=${t("audit")} columns=${columns} rows=${list.rows} />`
      : html`<${Empty} icon="audit" title=${t("nothing-found")} actions=${list.filtered && html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`}
    <${Pager} list=${list} />`;
}

// What was done, in words; of reads and unknown addresses, the request itself.
function Action({ text }) {
  const [method, path] = text.split(" ");
  const key = `act-${method.toLowerCase()}${path.replace("/api", "").replaceAll(/\/(\{\w+\}|[^a-z-]+)/g, "").replaceAll("/", "-")}`;
  return has(key) ? html`<span title=${text}>${t(key)}</span>` : html`<code translate=${false}>${text}</code>`;
}

function Change({ before, after }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (!names.length) return "–";
  const text = (value) => (value === undefined || value === null ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value));
  return html`<details><summary>${t("change-fields", { count: names.length })}</summary>
    <dl class="change" translate=${false}>${names.map((name) => html`<div><dt>${name}</dt>
      <dd>${before && html`<del>${text(before[name])}</del> `}${after && html`<ins>${text(after[name])}</ins>`}</dd></div>`)}</dl></details>`;
}
