// Choice of segments, with their sizes and update times. The app searches: there may be thousands.
import { html, useState } from "../html.js";
import { useLoad } from "../api.js";
import { bytes, t, textOf } from "../i18n.js";
import { Button, Chip, Empty, Icon, Loading, Notice, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Search } from "../ui/table.js";
import { LISTED, rowsOf } from "../pages/segments.js";

// The maximum of an export.
const MAX_SEGMENTS = 20;
const SHOWN = 20;

export function SegmentsStep({ draft, change, errorOf, details }) {
  const [text, setText] = useState("");
  const [cursors, setCursors] = useState([""]);
  const list = useLoad("/api/segments", { query: { name: text.trim(), limit: SHOWN, ...LISTED.fixed, cursor: cursors.at(-1) }, keep: true, every: 30000, changed: LISTED.changed });
  // It has its place before the list is there, and keeps it: Next puts the focus on it at once.
  const error = errorOf("segments");
  const refused = error && html`<p key="refused" class="error" role="alert"><${Icon} name="alert" /><span>${error}</span></p>`;
  if (!list.data) return html`${refused}${list.error ? html`<${ProblemNotice} problem=${list.error} onRetry=${list.reload} />` : html`<${Loading} />`}`;
  const found = list.data.segments;
  if (!found.length && !text && !draft.segments.length) return html`<${Empty} icon="segments" title=${t("no-segments")}><p>${t("no-segments-text")}</p><//>`;
  const toggle = (name, on) => change({ segments: on ? [...draft.segments, name] : draft.segments.filter((one) => one !== name) });
  const search = (value) => (setText(value), setCursors([""]));
  const full = draft.segments.length >= MAX_SEGMENTS;
  const missing = draft.segments.filter((name, i) => details[i]?.failed);
  const chosen = draft.segments.filter((name) => !missing.includes(name) && !found.some((one) => one.name === name));
  return html`${refused}
    ${(list.data.total > 6 || text) && html`<${Search} value=${text} onInput=${search} label=${t("search-segments")} />`}
    ${missing.map((name) => html`<${Notice} kind="warn" title=${t("segment-missing", { name })} actions=${html`<${Button} onClick=${() => toggle(name, false)}>${t("remove")}<//>`}><p>${t("segment-missing-text")}</p><//>`)}
    <fieldset class="segment-list"><legend class="visually-hidden">${t("segments")}</legend>
      ${chosen.map((name) => html`<${Item} key=${name} segment=${details[draft.segments.indexOf(name)] ?? { name }} checked onToggle=${toggle} />`)}
      ${found.map((one) => html`<${Item} key=${one.name} segment=${one} checked=${draft.segments.includes(one.name)} disabled=${full && !draft.segments.includes(one.name)} onToggle=${toggle} />`)}
      ${!found.length && html`<p class="muted">${t("nothing-found")}</p>`}
    </fieldset>
    ${(list.data.next_cursor || cursors.length > 1) && html`<nav class="pager" aria-label=${t("pages")}>
      <${Button} icon="back" disabled=${cursors.length < 2} onClick=${() => setCursors(cursors.slice(0, -1))}>${t("previous-page")}<//>
      <${Button} icon="arrow" disabled=${!list.data.next_cursor} onClick=${() => setCursors([...cursors, list.data.next_cursor])}>${t("next-page")}<//></nav>`}
    ${draft.segments.length > 1 && html`<p class="hint">${t("segments-several")}</p>`}`;
}

const Item = ({ segment, checked, disabled, onToggle }) => html`<label class="segment-item">
  <input type="checkbox" checked=${checked} disabled=${disabled} onChange=${(event) => onToggle(segment.name, event.target.checked)} />
  <span class="segment-item-body"><span class="segment-item-name two-lines" title=${segment.name} translate=${false}>${segment.name}</span>
    ${segment.size !== undefined && html`<span class="muted">${segment.rows !== undefined && segment.rows !== null && html`${t("rows-count", { rows: rowsOf(segment), count: segment.rows })} · `}<span class="number">${bytes(segment.size)}</span> · <${Time} at=${segment.updated} /></span>`}
    ${segment.rows === 0 && html`<${Chip} icon="info" kind="warn">${t("segment-empty")}<//>`}
    ${segment.problems?.length > 0 && html`<span class="warning-text"><${Icon} name="alert" /><span translate=${false}>${textOf(segment.problems[0])}</span></span>`}</span>
</label>`;
