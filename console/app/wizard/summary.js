// Beside the form: what the export is by now, and the first row of its segment as a profile. Both follow the form.
import { html } from "../html.js";
import { useLoad } from "../api.js";
import { t } from "../i18n.js";
import { DetailList, Section } from "../ui/components.js";
import { distinctName } from "../pages/connection-parts.js";
import { rowsOf } from "../pages/segments.js";
import { describeSchedule } from "../schedule.js";
import { fieldName, identityOf, mappingRows, partsOf } from "./fields.js";

const data = (text) => html`<span translate=${false}>${text}</span>`;
const open = html`<span class="muted">–</span>`;

export function Summary({ draft, connections, details, columns }) {
  const lists = useLoad(draft.connection_id && `/api/connections/${draft.connection_id}/lists`);
  const found = connections?.find(({ id }) => id === draft.connection_id);
  const connection = found && distinctName(found, connections);
  const list = lists.data?.lists.find(({ id }) => id === draft.list_id)?.name ?? draft.list_id;
  return html`<aside class="wizard-side" aria-label=${t("summary")}>
    <${Section} title=${t("summary")}><${DetailList} items=${[
      [t("export-name"), draft.name ? data(draft.name) : open],
      [t("connection"), connection ? data(connection) : open],
      [t("klaviyo-list"), list ? data(list) : open],
      [t("segments"), draft.segments.length ? draft.segments.map((name, i) => html`<span class="second-line" translate=${false}>${name}${sizeOf(details[i])}</span>`) : open],
      [t("identity"), fieldName(identityOf(draft.mapping))],
      [t("mode"), t(`mode-${draft.mode}`)],
      [t("schedule"), describeSchedule(draft.schedule)],
    ]} /><//>
    <${SampleProfile} draft=${draft} row=${details.find((one) => one?.sample?.length)?.sample[0]} columns=${columns} />
  </aside>`;
}

const sizeOf = (segment) => (segment?.rows === undefined || segment.rows === null ? "" : html` <span class="muted">${t("rows-count", { rows: rowsOf(segment), count: segment.rows })}</span>`);

// The values as they are in the file: a preview shows what the checks make of them. Users who may not see rows get none.
function SampleProfile({ draft, row, columns }) {
  const { "*": rest, ...properties } = draft.mapping.properties ?? {};
  const shown = mappingRows({ ...draft.mapping, properties });
  if (!row || !shown.length) return null;
  const used = new Set(shown.map(({ entry }) => partsOf(entry).column));
  const others = rest ? (columns ?? []).filter(({ name }) => !used.has(name)).map(({ name }) => [data(name), row[name]]) : [];
  const values = [...shown.map(({ id, entry }) => [id.startsWith("properties.") ? data(fieldName(id)) : fieldName(id), valueOf(partsOf(entry), row)]), ...others];
  return html`<${Section} title=${t("sample-profile")}><p class="hint">${t("sample-profile-text")}</p>
    <dl class="sample">${values.map(([name, value]) => html`<div><dt>${name}</dt><dd translate=${false}>${value === null || value === undefined || value === "" ? "–" : String(value)}</dd></div>`)}</dl><//>`;
}

const valueOf = ({ constant, column }, row) => (constant === undefined ? row[column] : constant);
