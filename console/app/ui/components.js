// Components that every page uses.
import { html, useEffect, useId, useRef, useState } from "../html.js";
import { exactMoment, moment, needsZone, number, relative, t, zonedMoment } from "../i18n.js";
import { guardInput } from "../router.js";
import { TitleHelp } from "./help.js";
import { Icon } from "./icons.js";

export { Icon };

// While busy, it keeps the focus and ignores clicks.
export const Button = ({ icon, kind = "plain", busy, children, class: extra = "", onClick, ...rest }) => html`
  <button type="button" class=${`button ${kind} ${extra}`} aria-busy=${busy ? "true" : undefined}
    aria-disabled=${busy ? "true" : undefined} onClick=${busy ? undefined : onClick} ...${rest}>
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon && html`<${Icon} name=${icon} />`}
    ${children && html`<span>${children}</span>`}
  </button>`;

export const LinkButton = ({ icon, kind = "plain", children, ...rest }) => html`
  <a class=${`button ${kind}`} ...${rest}>${icon && html`<${Icon} name=${icon} />`}<span>${children}</span></a>`;

// Text from data, not from a message file: browsers must not translate it.
export const Data = ({ children, class: extra }) => html`<span translate=${false} class=${extra}>${children}</span>`;
export const Code = ({ children }) => html`<code translate=${false}>${children}</code>`;
export const Num = ({ value }) => html`<span class="number">${value === null || value === undefined ? "–" : number(value)}</span>`;

// `beside`: the time zone of the schedule that the time belongs to, or true where only the time itself tells it. Where it is
// not the reader's, the time names its zone.
export const Time = ({ at, exact = false, beside }) =>
  at ? html`<time dateTime=${at} title=${exactMoment(at)}>${beside && needsZone(at, beside) ? zonedMoment(at) : exact ? moment(at) : relative(at)}</time>` : html`<span class="muted">–</span>`;

const STATES = {
  queued: ["clock", "active"], preparing: ["clock", "active"], uploading: ["clock", "active"], importing: ["clock", "active"],
  successful: ["check", "good"], completed_with_warnings: ["alert", "warn"], failed: ["cross", "bad"],
  skipped: ["skip", "quiet"], canceled: ["stop", "quiet"],
};

export const Chip = ({ icon, kind = "quiet", children }) => html`
  <span class=${`chip ${kind}`} title=${typeof children === "string" ? children : undefined}><${Icon} name=${icon} /><span>${children}</span></span>`;

// `waits`: the run is active, and goes on once a user has confirmed it.
export function StateChip({ state, waits }) {
  if (waits) return html`<${Chip} icon="alert" kind="warn">${t("canary-waiting")}<//>`;
  const [icon, kind] = STATES[state] ?? ["info", "quiet"];
  return html`<${Chip} icon=${icon} kind=${kind}>${t(`state-${state}`)}<//>`;
}

export const ACTIVE = new Set(["queued", "preparing", "uploading", "importing"]);

const TEXT_FIELDS = 'input:not([type="checkbox"], [type="radio"])';

// Enter in a text field presses the main button of the nearest part of the page that submits (`data-submits`).
export function submitOnEnter(event) {
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !event.target.matches(TEXT_FIELDS)) return;
  const part = event.target.closest("[data-submits]") ?? event.currentTarget.querySelector(".actions[data-submits]");
  const main = part?.querySelector(".button.primary:not(:disabled)") ?? part?.querySelector(".button.danger:not(:disabled), .button:last-of-type:not(:disabled)");
  if (!main) return;
  event.preventDefault();
  main.click();
}

const NOTICES = { info: "info", good: "check", warn: "alert", bad: "alert" };

// `problem`: if it refused an action of the user, the notice scrolls into view and gets the focus.
export function Notice({ kind = "info", title, children, actions, problem }) {
  const box = useRef();
  useEffect(() => {
    if (!problem?.refused) return;
    box.current.scrollIntoView({ block: "center" });
    box.current.focus({ preventScroll: true });
  }, [problem]);
  return html`<div ref=${box} tabindex=${problem?.refused ? "-1" : undefined} class=${`notice ${kind}`} role=${kind === "bad" ? "alert" : "status"}>
    <${Icon} name=${NOTICES[kind]} />
    <div class="notice-body">
      ${title && html`<p class="notice-title">${title}</p>`}
      ${children}
      ${actions && html`<div class="actions">${actions}</div>`}
    </div>
  </div>`;
}

export const Empty = ({ icon, title, children, actions }) => html`
  <div class="empty">
    <span class="empty-icon"><${Icon} name=${icon} /></span>
    <h2>${title}</h2>
    <div class="empty-text">${children}</div>
    ${actions && html`<div class="actions">${actions}</div>`}
  </div>`;

export const Loading = ({ rows = 4 }) => html`
  <div class="skeleton" role="status"><span class="visually-hidden">${t("loading")}</span>
    ${Array.from({ length: rows }, () => html`<span class="skeleton-row" aria-hidden="true"></span>`)}
  </div>`;

// Breadcrumb, title and actions of a page. The title gets the focus when the page changes.
export const PageHead = ({ title, data = false, lead, actions, crumb }) => html`
  <header class="page-head">
    ${crumb && html`<a class="breadcrumb" href=${crumb.href}><${Icon} name="back" /><span>${crumb.text}</span></a>`}
    <div class="page-head-row">
      <div class="page-title"><h1 tabindex="-1" id="title" class="two-lines" title=${data ? title : undefined} translate=${data ? false : undefined}>${title}</h1><${TitleHelp} /></div>
      ${actions && html`<div class="actions">${actions}</div>`}
    </div>
    ${lead && html`<div class="lead">${lead}</div>`}
  </header>`;

// `anchor`: a link to the page with ?show=<anchor> scrolls to it.
export const Section = ({ title, help, actions, children, anchor, class: extra = "" }) => {
  const id = useId();
  const box = useRef();
  useEffect(() => {
    if (!anchor || new URLSearchParams(location.search).get("show") !== anchor) return;
    box.current.scrollIntoView({ block: "start" });
    box.current.querySelector("h2").focus({ preventScroll: true });
  }, []);
  return html`<section ref=${box} class=${`panel ${extra}`} aria-labelledby=${id}>
    <div class="panel-head"><div class="page-title"><h2 id=${id} tabindex=${anchor ? "-1" : undefined}>${title}</h2>${help && html`<${TitleHelp} to=${help} about=${title} />`}</div>${actions && html`<div class="actions">${actions}</div>`}</div>
    ${children}
  </section>`;
};

// A list of [label, value]; entries without a value are omitted.
export const DetailList = ({ items }) => html`
  <dl class="detail-list">${items.filter((item) => item && item[1] !== null && item[1] !== undefined && item[1] !== "" && item[1] !== false).map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;

// A modal <dialog>: the browser keeps the focus inside, Escape closes it, and the focus returns afterwards. Where the user
// has typed something, Escape, a click outside and Back ask first. Enter in a text field presses the main button. A drawer is at
// the side of the page.
export function Dialog({ title, onClose, children, actions, drawer = false }) {
  const box = useRef();
  const touched = useRef(false);
  const [asking, setAsking] = useState(false);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    box.current.showModal();
    return () => (guardInput(null), opener?.isConnected && opener.focus());
  }, []);
  const left = useRef(null);
  const ask = () => {
    if (!asking) left.current = document.activeElement;
    setAsking(true);
  };
  const keep = () => {
    setAsking(false);
    left.current?.focus();
  };
  useEffect(() => void (asking && box.current.querySelector(".dialog-actions .button").focus()), [asking]);
  const onInput = () => (touched.current = true, guardInput(ask));
  const leave = () => (touched.current ? ask() : onClose());
  const closeOutside = (event) => event.target === box.current && leave();
  // Not by the event `cancel`: a browser lets a page prevent only the first of two.
  const onKeyDown = (event) => {
    if (event.key === "Escape") (event.preventDefault(), leave());
    else submitOnEnter(event);
  };
  return html`<dialog ref=${box} class=${drawer ? "drawer" : undefined} aria-labelledby=${id} onMouseDown=${closeOutside} onInput=${onInput}
      onKeyDown=${onKeyDown} onCancel=${(event) => (event.preventDefault(), leave())} onClose=${onClose}>
    <div class="dialog-body" tabindex="-1"><h2 id=${id}>${title}</h2>${children}</div>
    ${asking ? html`<div class="dialog-actions actions" role="alert"><span class="grow">${t("ask-discard")}</span>
        <${Button} onClick=${keep}>${t("keep-editing")}<//><${Button} kind="danger" onClick=${onClose}>${t("discard")}<//></div>`
      : html`<div class="dialog-actions actions" data-submits>${actions}</div>`}
  </dialog>`;
}

// A button that opens a list of actions. `items`: [{text, icon, act | href, kind}].
export function Menu({ label, items }) {
  const id = useId();
  const box = useRef();
  const shown = items.filter(Boolean);
  const place = (event) => {
    if (event.newState !== "open") return;
    const from = box.current.previousElementSibling.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box.current;
    const below = from.bottom + 4 + height < window.innerHeight;
    box.current.style.left = `${Math.max(8, Math.min(from.right - width, window.innerWidth - width - 8))}px`;
    box.current.style.top = `${below ? from.bottom + 4 : Math.max(8, from.top - 4 - height)}px`;
  };
  const entry = ({ text, icon, act, href, kind = "" }) => {
    const inside = html`<${Icon} name=${icon} /><span>${text}</span>`;
    const run = () => (box.current.hidePopover(), act?.());
    return href
      ? html`<li><a class=${`menu-item ${kind}`} href=${href} onClick=${() => box.current.hidePopover()}>${inside}</a></li>`
      : html`<li><button type="button" class=${`menu-item ${kind}`} onClick=${run}>${inside}</button></li>`;
  };
  if (!shown.length) return null;
  return html`<div class="menu">
    <button type="button" class="button plain square" aria-label=${label} popovertarget=${id}><${Icon} name="more" /></button>
    <ul ref=${box} id=${id} popover="auto" class="menu-list" onToggle=${place}>${shown.map(entry)}</ul>
  </div>`;
}

// Announces a text to screen readers and shows it for six seconds.
export function announce(text, kind = "good") {
  window.dispatchEvent(new CustomEvent("announce", { detail: { text, kind } }));
}

export function Announcements() {
  const [toast, set] = useState(null);
  useEffect(() => {
    let timer;
    const show = ({ detail }) => {
      set(detail);
      clearTimeout(timer);
      timer = setTimeout(() => set(null), 6000);
    };
    window.addEventListener("announce", show);
    return () => window.removeEventListener("announce", show);
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toast && html`<div class=${`toast ${toast.kind}`}><${Icon} name=${NOTICES[toast.kind]} /><span>${toast.text}</span></div>`}
  </div>`;
}
