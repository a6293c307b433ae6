// All segments found in storage.
import { html } from "../html.js";
import { bytes, number, t, textOf } from "../i18n.js";
import { useTitle } from "../router.js";
import { mayManageSegments, mayViewRows } from "../session.js";
import { Button, Chip, Data, Empty, LinkButton, Loading, PageHead, Time } from "../ui/components.js";
import { ListProblem, ListSearch, Pager, useList } from "../ui/list.js";
import { Table } from "../ui/table.js";

// The number of rows: exact, estimated, or unknown.
export const rowsOf = (segment) => (segment.rows === null || segment.rows === undefined ? "–"
  : segment.rows_exact ? number(segment.rows) : t("rows-about", { count: segment.rows }));

// What a user should know of a segment before choosing it.
export function SegmentStatus({ segment }) {
  const empty = segment.rows === 0 && html`<${Chip} icon="info" kind="warn">${t("segment-empty")}<//>`;
  if (segment.problems?.length) {
    return html`${empty || html`<${Chip} icon="alert" kind="warn">${t("problems-count", { count: segment.problems.length })}<//>`}<span class="detail second-line two-lines" title=${textOf(segment.problems[0])} translate=${false}>${textOf(segment.problems[0])}</span>`;
  }
  return empty || html`<${Chip} icon="check" kind="good">${t("ready")}<//>`;
}

export function Segments({ address }) {
  useTitle(t("segments"));
  const list = useList(address, "/api/segments", { field: "segments", filters: { q: "name" }, fixed: { max_age: 10 }, every: 30000 });
  const columns = [
    { key: "name", label: t("segment"), main: true, cell: (one) => mayViewRows()
      ? html`<a href=${`/segments/${encodeURIComponent(one.name)}`} class="two-lines" title=${one.name} translate=${false}>${one.name}</a>` : html`<${Data} class="two-lines">${one.name}<//>` },
    { key: "rows", label: t("rows"), number: true, cell: (one) => html`<span class="number">${rowsOf(one)}</span>` },
    { key: "size", label: t("size"), number: true, cell: (one) => html`<span class="number">${bytes(one.size)}</span>` },
    { key: "parts", label: t("parts"), number: true, cell: (one) => html`<span class="number">${number(one.parts)}</span>` },
    { key: "kind", label: t("format"), cell: (one) => html`<${Data}>${one.kind ?? one.format}<//>` },
    { key: "updated", label: t("updated"), cell: (one) => html`<${Time} at=${one.updated} />` },
    { key: "problems", label: t("status"), cell: (one) => html`<${SegmentStatus} segment=${one} />` },
  ];
  return html`
    <${PageHead} title=${t("segments")} lead=${html`<p>${t("segments-lead")}</p>`}
      actions=${mayManageSegments() && html`<${LinkButton} icon="add" href="/define-segment">${t("define-segment")}<//>`} />
    <${ListProblem} list=${list} />
    ${!list.data ? !list.error && html`<${Loading} />`
      : !list.rows.length && !list.filtered ? html`<${Empty} icon="segments" title=${t("no-segments")}><p>${t("no-segments-text")}</p><//>`
      : html`<div class="toolbar"><${ListSearch} list=${list} name="q" label=${t("search-segments")} /></div>
        ${list.rows.length ? html`<${Table} label=${t("segments")} columns=${columns} rows=${list.rows} id=${(one) => one.name} />`
          : html`<${Empty} icon="help" title=${t("nothing-found")} actions=${html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`}`}
    <${Pager} list=${list} />`;
}
