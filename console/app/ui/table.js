// A table, shown as a list of cards on a phone. Columns: {key, label, cell, head, order, number, main, hide}. The app sorts:
// `order` is the present order, `name` or `-name`; a column with an `order` can be sorted by.
import { html } from "../html.js";
import { t } from "../i18n.js";

export function Table({ label, columns, rows, id = (row) => row.id, order, onOrder }) {
  const head = (column) => {
    const direction = !column.order ? undefined : order === column.order ? "ascending" : order === `-${column.order}` ? "descending" : undefined;
    const changeOrder = () => onOrder(direction === "ascending" ? `-${column.order}` : column.order);
    return html`<th scope="col" key=${column.key} class=${column.number ? "number" : ""} aria-sort=${direction}>
      ${column.order && onOrder
        ? html`<button type="button" class="sort" onClick=${changeOrder}>${column.label}<span class=${`sort-mark ${direction ?? ""}`} aria-hidden="true"></span></button>`
        : column.head || column.hide ? column.head ?? html`<span class="visually-hidden">${column.label}</span>` : column.label}
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
      <tbody>${rows.map((row) => html`<tr key=${id(row)}>${columns.map((column) => cell(column, row))}</tr>`)}</tbody>
    </table></div>`;
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
