// Chooses one export, segment, list or user of thousands: suggestions appear while the user types.
import { html, useEffect, useId, useRef, useState } from "../html.js";
import { call, get } from "../api.js";
import { t } from "../i18n.js";
import { target } from "./names.js";
import { matches } from "./table.js";

const SUGGESTED = 10;
const TYPING_MS = 60;

export const FindExport = ({ label, onChoose }) => html`<${Find} label=${label} placeholder=${t("search-exports")} onChoose=${onChoose}
  ask=${async (search) => (await get("/api/exports", { search, limit: SUGGESTED })).exports} below=${target} distinct />`;

export const FindSegment = ({ onChoose }) => html`<${Find} label=${t("segment")} placeholder=${t("search-segments")} onChoose=${onChoose}
  ask=${async (name) => (await get("/api/segments", { name, limit: SUGGESTED, max_age: 300 })).segments.map((one) => ({ id: one.name, name: one.name }))} />`;

// Lists that exports send to. Lists of the same name, in several accounts, are told apart by their IDs.
export const FindList = ({ onChoose }) => html`<${Find} label=${t("klaviyo-list")} placeholder=${t("search-lists")} onChoose=${onChoose} below=${(one) => one.name !== one.id && one.id}
  ask=${async (search) => {
    const { exports } = await get("/api/exports", { search, limit: 200 });
    const lists = new Map(exports.map((one) => [one.list_id, { id: one.list_id, name: one.list_name || one.list_id }]));
    return [...lists.values()].filter((one) => matches(search, one.name, one.id));
  }} />`;

// The name is in the body of the request, and the address gets the id that was found: no URL names a user.
export const FindUser = ({ label, onChoose }) => html`<${Find} label=${label} placeholder=${t("audit-who")} onChoose=${onChoose}
  ask=${async (search) => (await call("POST", "/api/users/search", { body: { search } })).data.users} />`;

// `distinct`: of two that look the same, each is told by its ID.
function Find({ label, placeholder, ask, below, distinct, onChoose }) {
  const id = useId();
  const [text, setText] = useState("");
  const [found, setFound] = useState([]);
  const [at, setAt] = useState(-1);
  const latest = useRef(0);
  useEffect(() => {
    const current = ++latest.current;
    if (!text.trim()) return setFound([]);
    const timer = setTimeout(async () => {
      const answer = await ask(text.trim()).catch(() => []);
      if (current === latest.current) (setFound(answer.slice(0, SUGGESTED)), setAt(-1));
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const twins = (one) => distinct && found.filter((other) => other.name === one.name && below(other) === below(one)).length > 1;
  const choose = (one) => {
    latest.current++;
    setText("");
    setFound([]);
    onChoose(one);
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape") setFound([]);
    if (event.key === "Enter" && found.length) (event.preventDefault(), choose(found[Math.max(at, 0)]));
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setAt((before) => Math.min(found.length - 1, Math.max(0, before + (event.key === "ArrowDown" ? 1 : -1))));
  };
  return html`<div class="find">
    <label class="filter"><span>${label}</span>
      <input type="text" role="combobox" autocomplete="off" spellcheck=${false} value=${text} placeholder=${placeholder}
        aria-expanded=${found.length ? "true" : "false"} aria-controls=${id} aria-activedescendant=${at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list" onInput=${(event) => setText(event.target.value)} onKeyDown=${onKeyDown}
        onBlur=${() => setTimeout(() => setFound([]), 200)} /></label>
    <ul class="find-list" id=${id} role="listbox" aria-label=${label} hidden=${!found.length}>
      ${found.map((one, i) => html`<li key=${one.id} id=${`${id}-${i}`} role="option" aria-selected=${i === at ? "true" : "false"} translate=${false}
        onMouseDown=${(event) => (event.preventDefault(), choose(one))}>${one.name}${below && html`<span class="muted second-line">${below(one)}${twins(one) && ` (${one.id})`}</span>`}</li>`)}
    </ul>
  </div>`;
}
