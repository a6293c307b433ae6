// A list that the app searches and pages. Search, filters and page are in the address, so that reload, Back and a
// copied link show the same.
import { html, useEffect, useRef, useState } from "../html.js";
import { useLoad } from "../api.js";
import { number, t } from "../i18n.js";
import { navigate } from "../router.js";
import { Button, Notice } from "./components.js";
import { ProblemNotice } from "./problem.js";
import { Search } from "./table.js";

export const PAGE_ROWS = 50;
const TYPING_MS = 60;

// Addresses of earlier pages in this visit, so that Previous leads back to them: the API's cursors only lead forward.
const visited = new Map();

// `filters`: {name in the address: parameter of the API, null if `fixed` has it}. `field`: where the answer has the rows.
export function useList(address, path, { field, filters, fixed, every, changed }) {
  const given = (name) => address.searchParams.get(name) ?? "";
  const values = Object.fromEntries(Object.keys(filters).map((name) => [name, given(name)]));
  const query = Object.fromEntries(Object.entries(filters).filter(([, parameter]) => parameter).map(([name, parameter]) => [parameter, values[name]]));
  const page = Math.max(1, Number(given("page")) || 1);
  const loaded = useLoad(path, { query: { ...query, ...fixed, limit: PAGE_ROWS, cursor: given("cursor") }, every, keep: true, changed });
  const addressOf = (changes) => {
    const next = new URLSearchParams(address.search);
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    const search = next.toString();
    return search ? `${address.pathname}?${search}` : address.pathname;
  };
  const go = (changes, options) => navigate(addressOf(changes), { scroll: false, ...options });
  const chosen = (changes) => ({ ...changes, cursor: "", page: "" });
  const choose = (changes, options) => go(chosen(changes), options);
  const key = (number) => JSON.stringify([path, query, number]);
  if (given("cursor")) visited.set(key(page), given("cursor"));
  return {
    ...loaded,
    query,
    values,
    choose,
    linkTo: (changes) => addressOf(chosen(changes)),
    rows: loaded.data?.[field] ?? [],
    pageRows: PAGE_ROWS,
    // Also on a later page: what was there may have gone since.
    filtered: Object.values(values).some(Boolean) || Boolean(given("cursor")),
    clear: () => choose(Object.fromEntries(Object.keys(filters).map((name) => [name, ""]))),
    page,
    next: loaded.data?.next_cursor ? () => go({ cursor: loaded.data.next_cursor, page: String(page + 1) }, { scroll: true }) : null,
    previous: page > 1 || given("cursor") ? () => go({ cursor: visited.get(key(page - 1)) ?? "", page: page > 2 && visited.has(key(page - 1)) ? String(page - 1) : "" }, { scroll: true }) : null,
  };
}

// A list of people that the app searches and pages. What is typed may name a person: it is sent in a body, and is in no
// address, neither the page's nor the API's. `filter`: other parameters of the API.
export function usePeople(path, { field, filter = {}, pageRows = PAGE_ROWS }) {
  const [search, setSearch] = useState("");
  const [visitedPages, setVisitedPages] = useState({});
  const key = JSON.stringify([path, filter, search]);
  // Another search or filter begins at the first page.
  const cursors = visitedPages.key === key ? visitedPages.cursors : [null];
  const given = { ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value)), limit: pageRows, cursor: cursors.at(-1) };
  const loaded = useLoad(search ? `${path}/search` : path, { ...(search ? { body: { search, ...given } } : { query: given }), keep: true });
  const show = (cursors) => setVisitedPages({ key, cursors });
  return {
    ...loaded,
    values: { search },
    choose: (changes) => setSearch(changes.search),
    rows: loaded.data?.[field] ?? [],
    pageRows,
    page: cursors.length,
    next: loaded.data?.next_cursor ? () => show([...cursors, loaded.data.next_cursor]) : null,
    previous: cursors.length > 1 ? () => show(cursors.slice(0, -1)) : null,
  };
}

// Why the list is not shown. An address may have filters or a page that do not exist: they can be cleared.
export const ListProblem = ({ list }) => list.error && (list.error.status === 400
  ? html`<${Notice} kind="bad" title=${t("list-address-invalid")} actions=${html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`
  : html`<${ProblemNotice} problem=${list.error} onRetry=${list.reload} />`);

// Which rows the page shows, and the ways to the other pages.
export function Pager({ list }) {
  const { rows, page, pageRows, data } = list;
  if (!data || (!list.next && !list.previous)) return null;
  const first = (page - 1) * pageRows + 1, last = first + rows.length - 1;
  const shown = rows.length === 0 ? "" : data.total === undefined ? t("page-rows", { first: number(first), last: number(last) })
    : t("page-rows-of", { first: number(first), last: number(last), total: number(data.total) });
  return html`<nav class="pager" aria-label=${t("pages")}>
    <span class="muted">${shown}</span>
    <${Button} icon="back" disabled=${!list.previous} onClick=${list.previous}>${t("previous-page")}<//>
    <${Button} icon="arrow" disabled=${!list.next} onClick=${list.next}>${t("next-page")}<//>
  </nav>`;
}

// A search box that follows a value of the list, and changes it when typing rests.
export function ListSearch({ list, name, label }) {
  const [text, setText] = useState(list.values[name]);
  const timer = useRef();
  // The address has no blanks at the ends; a word may follow the one that was typed.
  useEffect(() => setText((before) => (before.trim() === list.values[name] ? before : list.values[name])), [list.values[name]]);
  const type = (value) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => list.choose({ [name]: value.trim() }, { replace: true }), TYPING_MS);
  };
  return html`<${Search} value=${text} onInput=${type} label=${label} />`;
}

// A filter that a link set, such as the export whose runs are shown; it can be removed.
export const SetFilter = ({ label, value, data = true, onClear }) => html`
  <span class="set-filter"><span>${label}: <strong translate=${data ? false : undefined}>${value}</strong></span>
    <${Button} class="square" icon="cross" aria-label=${t("remove-filter", { name: label })} onClick=${onClear} /></span>`;
