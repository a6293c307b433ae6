// One segment: details, and its columns with examples.
import { html } from "../html.js";
import { useLoad } from "../api.js";
import { bytes, has, number, t, textOf } from "../i18n.js";
import { useTitle } from "../router.js";
import { mayManageSegments } from "../session.js";
import { DetailList, LinkButton, Loading, Notice, PageHead, Section, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";
import { hasFormat, SegmentFormat } from "./segment-format.js";
import { rowsOf, SegmentStatus } from "./segments.js";

// A column as {name, type, examples}.
export const columnsOf = (segment) => (segment?.columns ?? []).map((one) => (typeof one === "string" ? { name: one, type: "string", examples: [] } : one));
export const typeName = (type) => (has(`type-${type}`) ? t(`type-${type}`) : type);

export function SegmentPage({ name }) {
  useTitle(name);
  const { data: segment, error, reload } = useLoad(`/api/segments/${encodeURIComponent(name)}`);
  const crumb = { href: "/segments", text: t("segments") };
  if (!segment) return html`<${PageHead} title=${name} data crumb=${crumb} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const columns = columnsOf(segment);
  return html`
    <${PageHead} title=${name} data crumb=${crumb}
      actions=${html`${segment.kind === "defined" && mayManageSegments() && html`<${LinkButton} icon="edit" href=${`/define-segment/${encodeURIComponent(name)}`}>${t("edit-definition")}<//>`}
        <${LinkButton} kind="primary" icon="add" href=${`/exports/new?segment=${encodeURIComponent(name)}`}>${t("add-export")}<//>`} />
    ${segment.problems.length > 0 && html`<${Notice} kind="warn" title=${t("problems-count", { count: segment.problems.length })}>
      <ul class="detail" translate=${false}>${segment.problems.map((one) => html`<li>${textOf(one)}</li>`)}</ul><//>`}
    <${Section} title=${t("details")}><${DetailList} items=${[
      [t("rows"), rowsOf(segment)], [t("size"), html`<span class="number">${bytes(segment.size)}</span>`], [t("parts"), number(segment.parts)],
      [t("format"), html`<span translate=${false}>${segment.kind ?? segment.format}</span>`], [t("updated"), html`<${Time} at=${segment.updated} exact />`],
      !segment.problems.length && [t("status"), html`<${SegmentStatus} segment=${segment} />`],
    ]} /><//>
    ${hasFormat(segment.kind) && html`<${SegmentFormat} name=${name} kind=${segment.kind} onChange=${reload} />`}
    ${columns.length > 0 && html`<${Section} title=${t("columns")}><${Table} label=${t("columns")} rows=${columns} id=${(one) => one.name} columns=${[
      { key: "name", label: t("column"), main: true, cell: (one) => html`<code translate=${false}>${one.name}</code>` },
      { key: "type", label: t("type"), cell: (one) => typeName(one.type) },
      { key: "examples", label: t("examples"), cell: (one) => html`<span translate=${false} class="examples">${examplesOf(one, segment).join(" · ") || "–"}</span>` },
    ]} /><//>`}`;
}

export const examplesOf = (column, segment) => (column.examples?.length ? column.examples
  : [...new Set((segment.sample ?? []).map((row) => row[column.name]).filter((value) => value !== null && value !== "" && value !== undefined))].slice(0, 3)).map(String);
