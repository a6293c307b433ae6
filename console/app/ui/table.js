// A table, shown as a list of cards on a phone. Columns: {key, label, cell, sort, number, main, hide}.
import { html, useState } from "../html.js";
import { compare, t } from "../i18n.js";
import { Icon } from "./components.js";

export function Table({ label, columns, rows, id = (row) => row.id, sorted: initialOrder = null }) {
  const [order, set] = useState(initialOrder);
  const by = order && columns.find(({ key }) => key === order.key);
  const shown = by?.sort ? [...rows].sort((a, b) => order.sign * inOrder(by.sort(a), by.sort(b))) : rows;
  const head = (column) => {
    const active = order?.key === column.key;
    const changeOrder = () => set({ key: column.key, sign: active ? -order.sign : 1 });
    const direction = !active ? undefined : order.sign > 0 ? "ascending" : "descending";
    return html`<th scope="col" key=${column.key} class=${column.number ? "number" : ""} aria-sort=${direction}>
      ${column.sort
        ? html`<button type="button" class="sort" onClick=${changeOrder}>${column.label}<span class=${`sort-mark ${direction ?? ""}`} aria-hidden="true"></span></button>`
        : column.hide ? html`<span class="visually-hidden">${column.label}</span>` : column.label}
    </th>`;
  };
  const cell = (column, row) => {
    const kind = `${column.number ? "number" : ""} ${column.main ? "main" : ""} ${column.hide ? "row-actions-cell" : ""}`;
    const inside = column.cell(row);
    return column.main
      ? html`<th scope="row" class=${kind} key=${column.key}>${inside}</th>`
      : html`<td class=${kind} key=${column.key}>
          ${!column.hide && html`<span class="cell-label" aria-hidden="true">${column.label}</span>`}${inside}</td>`;
  };
  return html`<div class="table-box" tabindex="0" role="group" aria-label=${label}>
    <table><caption class="visually-hidden">${label}</caption>
      <thead><tr>${columns.map(head)}</tr></thead>
      <tbody>${shown.map((row) => html`<tr key=${id(row)}>${columns.map((column) => cell(column, row))}</tr>`)}</tbody>
    </table></div>`;
}

function inOrder(a, b) {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return typeof a === "string" ? compare(a, b) : a < b ? -1 : 1;
}

export const Search = ({ value, onInput, label }) => html`
  <label class="search"><span class="visually-hidden">${label}</span>
    <input type="search" value=${value} placeholder=${label} onInput=${(event) => onInput(event.target.value)} /></label>`;

export const Filter = ({ label, value, options, onChange }) => html`
  <label class="filter"><span>${label}</span>
    <select value=${value} onChange=${(event) => onChange(event.target.value)}>
      <option value="">${t("all")}</option>
      ${options.map(([key, text, data]) => html`<option value=${key} translate=${data ? false : undefined}>${text}</option>`)}
    </select></label>`;

export const matches = (text, ...values) =>
  values.some((value) => String(value ?? "").toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()));

export const More = ({ onClick, busy }) => html`
  <div class="more"><button type="button" class="button plain" onClick=${onClick} disabled=${busy}>
    <${Icon} name="download" /><span>${t("load-more")}</span></button></div>`;
