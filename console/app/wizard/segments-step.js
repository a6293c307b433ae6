// Choice of segments, with their sizes and update times.
import { html, useState } from "../html.js";
import { bytes, t } from "../i18n.js";
import { Empty, Icon, Loading, Notice, Time } from "../ui/components.js";
import { Search, matches } from "../ui/table.js";
import { rowsOf } from "../pages/segments.js";

// The maximum of an export.
const MAX_SEGMENTS = 20;

export function SegmentsStep({ draft, change, errorOf, segments }) {
  const [text, setText] = useState("");
  if (!segments) return html`<${Loading} />`;
  if (!segments.length) return html`<${Empty} icon="segments" title=${t("no-segments")}><p>${t("no-segments-text")}</p><//>`;
  const toggle = (name, on) => change({ segments: on ? [...draft.segments, name] : draft.segments.filter((one) => one !== name) });
  const full = draft.segments.length >= MAX_SEGMENTS;
  const absent = draft.segments.filter((name) => !segments.some((one) => one.name === name));
  const error = errorOf("segments");
  return html`
    ${segments.length > 6 && html`<${Search} value=${text} onInput=${setText} label=${t("search-segments")} />`}
    ${absent.map((name) => html`<${Notice} kind="warn" title=${t("segment-missing", { name })}><p>${t("segment-missing-text")}</p><//>`)}
    <fieldset class="segment-list"><legend class="visually-hidden">${t("segments")}</legend>
      ${segments.filter((one) => matches(text, one.name) || draft.segments.includes(one.name)).map((one) => html`<label class="segment-item" key=${one.name}>
        <input type="checkbox" checked=${draft.segments.includes(one.name)} disabled=${full && !draft.segments.includes(one.name)} onChange=${(event) => toggle(one.name, event.target.checked)} />
        <span class="segment-item-body"><span class="segment-item-name" translate=${false}>${one.name}</span>
          <span class="muted">${one.rows !== undefined && one.rows !== null && html`${t("rows-count", { rows: rowsOf(one), count: one.rows })} · `}<span class="number">${bytes(one.size)}</span> · <${Time} at=${one.updated} /></span>
          ${one.problems?.length > 0 && html`<span class="error"><${Icon} name="alert" /><span translate=${false} lang="en">${one.problems[0]}</span></span>`}</span>
      </label>`)}
    </fieldset>
    ${draft.segments.length > 1 && html`<p class="hint">${t("segments-several")}</p>`}
    ${error && html`<p class="error" role="alert"><${Icon} name="alert" /><span>${error}</span></p>`}`;
}
