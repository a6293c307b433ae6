// All segments found in storage.
import { html } from "../html.js";
import { bytes, number, t, textOf } from "../i18n.js";
import { useTitle } from "../router.js";
import { mayManageSegments, mayViewRows } from "../session.js";
import { Button, Chip, Data, Empty, LinkButton, Loading, PageHead, Time } from "../ui/components.js";
import { ListProblem, ListSearch, Pager, useList } from "../ui/list.js";
import { Filter, Table } from "../ui/table.js";

// The number of rows: exact, estimated, or unknown.
export const rowsOf = (segment) => (segment.rows === null || segment.rows === undefined ? "–"
  : segment.rows_exact ? number(segment.rows) : t("rows-about", { count: segment.rows }));

// How old the list of the app may be, in seconds: to read storage takes longer than a user who types should wait. The
// list is read again when the page opens and every 30 seconds, so that searches have what the page had.
export const LISTED = { fixed: { max_age: 10 }, changed: { max_age: 300 } };

// What a user should know of a segment before choosing it.
export function SegmentStatus({ segment }) {
  const [problem] = segment.problems ?? [];
  const chip = segment.status === "empty" ? html`<${Chip} icon="info" kind="warn">${t("segment-empty")}<//>`
    : segment.status === "problems" ? html`<${Chip} icon="alert" kind="warn">${t("problems-count", { count: segment.problems.length })}<//>`
    : segment.status === "ready" && html`<${Chip} icon="check" kind="good">${t("ready")}<//>`;
  return html`${chip}${problem && html`<span class="detail second-line two-lines" title=${textOf(problem)} translate=${false}>${textOf(problem)}</span>`}`;
}

export function Segments({ address }) {
  useTitle(t("segments"));
  const list = useList(address, "/api/segments", { field: "segments", filters: { q: "name", status: "status" }, every: 30000, ...LISTED });
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
      : html`<div class="toolbar"><${ListSearch} list=${list} name="q" label=${t("search-segments")} />
          <${Filter} label=${t("status")} value=${list.values.status} onChange=${(status) => list.choose({ status })}
            options=${[["ready", t("ready")], ["empty", t("segment-empty")], ["problems", t("with-problems")]]} /></div>
        ${list.rows.length ? html`<${Table} label=${t("segments")} columns=${columns} rows=${list.rows} id=${(one) => one.name} />`
          : html`<${Empty} icon="help" title=${t("nothing-found")} actions=${html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`}`}
    <${Pager} list=${list} />`;
}
