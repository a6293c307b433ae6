// All segments found in storage.
import { html, useState } from "../html.js";
import { useLoad } from "../api.js";
import { bytes, number, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { mayViewRows } from "../session.js";
import { Chip, Data, Empty, Loading, PageHead, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Search, Table, matches } from "../ui/table.js";

// The number of rows: exact, estimated, or unknown.
export const rowsOf = (segment) => (segment.rows === null || segment.rows === undefined ? "–"
  : segment.rows_exact ? number(segment.rows) : t("rows-about", { count: segment.rows }));

export function Segments() {
  useTitle(t("segments"));
  const { data, error, reload } = useLoad("/api/segments", { every: 30000, all: "segments" });
  const [text, setText] = useState("");
  const shown = (data?.segments ?? []).filter((one) => matches(text, one.name));
  const columns = [
    { key: "name", label: t("segment"), main: true, sort: (one) => one.name, cell: (one) => mayViewRows()
      ? html`<a href=${`/segments/${encodeURIComponent(one.name)}`} translate=${false}>${one.name}</a>` : html`<${Data}>${one.name}<//>` },
    { key: "rows", label: t("rows"), number: true, sort: (one) => one.rows, cell: (one) => html`<span class="number">${rowsOf(one)}</span>` },
    { key: "size", label: t("size"), number: true, sort: (one) => one.size, cell: (one) => html`<span class="number">${bytes(one.size)}</span>` },
    { key: "parts", label: t("parts"), number: true, sort: (one) => one.parts, cell: (one) => html`<span class="number">${number(one.parts)}</span>` },
    { key: "kind", label: t("format"), cell: (one) => html`<${Data}>${one.kind ?? one.format}<//>` },
    { key: "updated", label: t("updated"), sort: (one) => one.updated, cell: (one) => html`<${Time} at=${one.updated} />` },
    { key: "problems", label: t("status"), cell: (one) => (one.problems?.length
      ? html`<${Chip} icon="alert" kind="warn">${t("problems-count", { count: one.problems.length })}<//><span class="detail second-line" translate=${false} lang="en">${one.problems[0]}</span>`
      : html`<${Chip} icon="check" kind="good">${t("ready")}<//>`) },
  ];
  return html`
    <${PageHead} title=${t("segments")} lead=${html`<p>${t("segments-lead")}</p>`} />
    ${error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`}
    ${!data ? !error && html`<${Loading} />`
      : !data.segments.length ? html`<${Empty} icon="segments" title=${t("no-segments")}><p>${t("no-segments-text")}</p><//>`
      : html`<div class="toolbar"><${Search} value=${text} onInput=${setText} label=${t("search-segments")} /></div>
        <${Table} label=${t("segments")} columns=${columns} rows=${shown} id=${(one) => one.name} sorted=${{ key: "name", sign: 1 }} />`}`;
}
