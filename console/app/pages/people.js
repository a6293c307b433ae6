// For administrators: what happened to one person in the runs of the last days. The person is in bodies of requests alone.
import { html, useEffect, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { detailOf, has, number, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { Button, DetailList, Dialog, Loading, Notice, PageHead, Section, Time, submitOnEnter } from "../ui/components.js";
import { Select, Text } from "../ui/form.js";
import { ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";
import { IDENTIFIERS, fieldName } from "../wizard/fields.js";
import { reasonName, whatToDo } from "./rejects.js";

const DAYS = [7, 30, 90, 400];

// `not_removed` is what was planned and not done.
function outcomeName(outcome) {
  if (has(`person-${outcome}`)) return t(`person-${outcome}`);
  return outcome.startsWith("not_") ? t("person-not-done", { what: outcomeName(outcome.slice(4)) }) : outcome;
}

function why({ reason }) {
  if (IDENTIFIERS.includes(reason)) return fieldName(reason);
  return has(`person-why-${reason}`) ? t(`person-why-${reason}`) : reasonName(reason);
}

// Outcomes with an advice of their own; those of a row that was not sent have that of their reason.
const ADVICE = { accepted: "arrived", unchanged: "arrived", added: "arrived", subscribed: "arrived", removed: "removed", removal_held: "removal-held",
  opted_out: "opted-out", not_subscribed: "opted-out", suppressed: "opted-out", unsubscribed: "opted-out", erased: "erased", failed: "failed", uncertain: "failed" };
const adviceOn = ({ outcome, reason }) => whatToDo(outcome === "duplicate" ? "duplicate" : reason) ?? (ADVICE[outcome] ? t(`person-do-${ADVICE[outcome]}`) : null);

const titleOf = (event) => [outcomeName(event.outcome), event.channel && t(`channel-${event.channel}`)].filter(Boolean).join(" · ");
export const isComplete = (kind, who) => (kind === "email" ? /^\S+@\S+$/ : /\S/).test(who.trim());

// Who is looked up or erased. What is no address is said once the field is left, or Enter is pressed.
export function PersonField({ kind, who, onInput }) {
  const [left, setLeft] = useState(false);
  const error = left && who.trim() && !isComplete(kind, who) && t("reason-email_malformed");
  return html`<${Text} label=${fieldName(kind)} value=${who} error=${error} onInput=${onInput} onChange=${() => setLeft(true)} />`;
}

export function People() {
  useTitle(t("people"));
  const [kind, setKind] = useState("email");
  const [who, setWho] = useState("");
  const [days, setDays] = useState(30);
  const [asked, setAsked] = useState(null);
  const action = useAction(async () => setAsked((await call("POST", "/api/people/lookup", { body: { [kind]: who.trim(), days } })).data));
  const after = (set) => (value) => (setAsked(null), set(value));
  const kinds = IDENTIFIERS.map((field) => [field, fieldName(field)]);
  const ranges = DAYS.map((one) => [String(one), t("lookup-last-days", { count: one })]);
  return html`<${PageHead} title=${t("people")} /><${Section} title=${t("lookup")} help="people"><p class="hint">${t("lookup-text")}</p><div data-submits onKeyDown=${submitOnEnter}>
    <${Select} label=${t("identity")} value=${kind} options=${kinds} onChange=${after(setKind)} />
    <${PersonField} kind=${kind} who=${who} onInput=${after(setWho)} />
    <${Select} label=${t("lookup-days")} value=${String(days)} options=${ranges} onChange=${after((value) => setDays(Number(value)))} />
    <${Button} kind="primary" busy=${action.busy} disabled=${!isComplete(kind, who)} onClick=${() => action.start()}>${t("look-up")}<//>
    <${ProblemNotice} problem=${action.problem} /></div><//><${Result} key=${asked?.id} asked=${asked} />`;
}

function Result({ asked }) {
  const [every, setEvery] = useState(1000);
  const [limit, setLimit] = useState(50);
  const { data, error } = useLoad(asked && `/api/people/lookups/${asked.id}`, { every, query: { limit } });
  const found = data ?? asked;
  useEffect(() => void (found && found.state !== "queued" && setEvery(0)), [found?.state]);
  if (!found) return null;
  if (error || found.error) return html`<${ProblemNotice} problem=${error ?? found.error} />`;
  if (found.state === "queued") return html`<div role="status"><p>${t("lookup-searching", { count: found.searched })}</p><${Loading} rows=${3} /></div>`;
  return html`<${Section} title=${t("lookup-now")}><${Exports} found=${found} /><//>
    <${Section} title=${t("lookup-runs")}><${Events} found=${found} onAll=${() => setLimit(200)} /><${Unseen} found=${found} /><//>`;
}

function Exports({ found }) {
  if (!found.exports.length) return html`<p class="muted">${t("lookup-on-none")}</p>`;
  return html`<ul class="bullets">${found.exports.map((one) => html`<${OnExport} key=${one.export_id} one=${one} />`)}</ul>`;
}

function OnExport({ one }) {
  const state = one.departed_on ? t("lookup-departed") : one.managed ? t("lookup-managed") : t("lookup-known");
  return html`<li><a href=${`/exports/${one.export_id}`} translate=${false}>${one.export_name ?? one.export_id}</a>: ${state}</li>`;
}

function Events({ found, onAll }) {
  const [shown, show] = useState(null);
  const rows = found.events.map((event, id) => ({ ...event, id }));
  if (!rows.length) return html`<${Notice} title=${t("lookup-none", { count: found.searched })}><p>${t("person-do-none")}</p><//>`;
  return html`<${Latest} event=${rows[0]} />${found.truncated && html`<${Notice} kind="warn" title=${t("lookup-truncated")} />`}
    <${Table} label=${t("lookup-runs")} columns=${columns(show)} rows=${rows} />
    ${found.next_cursor && html`<p class="actions"><${Button} onClick=${onAll}>${t("show-all")}<//></p>`}
    ${shown && html`<${Event} event=${shown} onClose=${() => show(null)} />`}`;
}

// The answer in short: the last thing that happened, and what to do about it.
const Latest = ({ event }) => html`<${Notice} kind=${ADVICE[event.outcome] === "arrived" ? "good" : "warn"} title=${t("person-latest", { outcome: titleOf(event) })}>
  <p>${event.run_id && html`<${RunLink} event=${event} /> · `}<${Time} at=${event.at} /><${Why} event=${event} /></p>
  ${adviceOn(event) && html`<p>${adviceOn(event)}</p>`}<//>`;

const columns = (show) => [
  { key: "outcome", label: t("outcome"), main: true, cell: (row) => html`${titleOf(row)}<${Why} event=${row} />` },
  { key: "at", label: t("when"), cell: (row) => html`<${Time} at=${row.at} />` },
  { key: "export", label: t("export"), cell: (row) => html`<${RunLink} event=${row} />` },
  { key: "line", label: t("line"), number: true, cell: (row) => html`<span class="number">${lineOf(row)}</span>` },
  { key: "blob", label: t("file"), cell: (row) => html`<span translate=${false}>${row.blob ?? "–"}</span>` },
  { key: "show", label: t("actions"), hide: true, cell: (row) => html`<div class="row-actions"><${Button} onClick=${() => show(row)}>${t("details")}<//></div>` },
];

const lineOf = ({ line }) => (line ? number(line, { useGrouping: false }) : "–");
const Why = ({ event }) => event.reason && html`<span class="detail second-line">${why(event)}</span>`;
const RunLink = ({ event }) => (event.run_id ? html`<a href=${`/runs/${event.run_id}`} translate=${false}>${event.export_name}</a>` : "–");

function Unseen({ found }) {
  if (!found.unseen_runs) return null;
  return html`<${Notice} title=${t("lookup-unseen", { count: found.unseen_runs })}><ul class="bullets">${found.unseen.map((one) => html`<${UnseenRuns} key=${one.export_id + one.reason} one=${one} />`)}</ul><//>`;
}

const UnseenRuns = ({ one }) => html`<li><a href=${`/exports/${one.export_id}`} translate=${false}>${one.export_name}</a> (${number(one.runs)}): ${t(`unseen-${one.reason}`)}</li>`;

// All that is known of one event, in a drawer.
function Event({ event, onClose }) {
  const data = (value) => value && html`<span translate=${false}>${value}</span>`;
  const items = [
    [t("when"), html`<${Time} at=${event.at} exact />`],
    [t("reason"), event.reason && why(event)],
    [t("what-to-do"), adviceOn(event)],
    [t("details"), data(event.detail && detailOf(event))],
    ...IDENTIFIERS.map((field) => [fieldName(field), data(event[field])]),
    [t("file"), data(event.blob)],
    [t("line"), event.line && lineOf(event)],
    [t("chunks"), data(event.job_id)],
    [t("lookup-fields"), event.fields && html`<pre translate=${false}>${JSON.stringify(event.fields, null, 2)}</pre>`],
  ];
  return html`<${Dialog} drawer title=${titleOf(event)} onClose=${onClose} actions=${html`<${Button} kind="primary" onClick=${onClose}>${t("close")}<//>`}>
    <${DetailList} items=${items} /><//>`;
}
