// Changes and denied requests.
import { html, useState } from "../html.js";
import { get, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { useTitle } from "../router.js";
import { Chip, Empty, Loading, PageHead, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Filter, More, Search, Table } from "../ui/table.js";

export function Audit() {
  useTitle(t("audit"));
  const [filter, setFilter] = useState({ who: "", result: "", target: "" });
  const [older, setOlder] = useState({ entries: [], cursor: undefined });
  const { data, error, reload } = useLoad("/api/audit", { query: filter });
  const choose = (change) => (setOlder({ entries: [], cursor: undefined }), setFilter({ ...filter, ...change }));
  const cursor = older.cursor === undefined ? data?.next_cursor : older.cursor;
  const more = async () => {
    const page = await get("/api/audit", { ...filter, cursor });
    setOlder({ entries: [...older.entries, ...page.entries], cursor: page.next_cursor });
  };
  const entries = [...(data?.entries ?? []), ...older.entries];
  const columns = [
    { key: "at", label: t("when"), cell: (one) => html`<${Time} at=${one.at} exact />` },
    { key: "who", label: t("who"), cell: (one) => (one.who
      ? html`<button type="button" class="link" translate=${false} onClick=${() => choose({ who: one.who })}>${one.who}</button>` : t("not-signed-in")) },
    { key: "action", label: t("action"), main: true, cell: (one) => html`<code translate=${false}>${one.action}</code>` },
    { key: "resource", label: t("resource"), cell: (one) => (one.target ? html`<code translate=${false}>${one.target}</code>` : "–") },
    { key: "result", label: t("result"), cell: (one) => html`<${Chip} icon=${one.result === "denied" ? "cross" : "check"} kind=${one.result === "denied" ? "bad" : "good"}>${t(`result-${one.result}`)}<//>` },
    { key: "change", label: t("change"), cell: (one) => html`<${Change} before=${one.before} after=${one.after} />` },
  ];
  return html`
    <${PageHead} title=${t("audit")} lead=${html`<p>${t("audit-lead")}</p>`} />
    <div class="toolbar">
      <${Search} value=${filter.who} onInput=${(who) => choose({ who })} label=${t("audit-who")} />
      <${Filter} label=${t("result")} value=${filter.result} onChange=${(result) => choose({ result })} options=${["changed", "denied"].map((key) => [key, t(`result-${key}`)])} />
    </div>
    ${error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`}
    ${!data ? !error && html`<${Loading} />`
      : entries.length ? html`<${Table} label=${t("audit")} columns=${columns} rows=${entries} />${cursor && html`<${More} onClick=${more} />`}`
      : html`<${Empty} icon="audit" title=${t("nothing-found")} />`}`;
}

function Change({ before, after }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (!names.length) return "–";
  const text = (value) => (value === undefined || value === null ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value));
  return html`<details><summary>${t("change-fields", { count: names.length })}</summary>
    <dl class="change" translate=${false}>${names.map((name) => html`<div><dt>${name}</dt>
      <dd>${before && html`<del>${text(before[name])}</del> `}${after && html`<ins>${text(after[name])}</ins>`}</dd></div>`)}</dl></details>`;
}
