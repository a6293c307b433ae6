// Defines a segment, or changes its definition: people of a table by conditions, by membership in Customer Insights or
// another table, or by one SELECT.
import { html, useEffect, useRef, useState } from "../html.js";
import { call, get, useAction, useLoad } from "../api.js";
import { number, t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayWriteSelects } from "../session.js";
import { Button, DetailList, Dialog, Loading, Notice, PageHead, Section, announce, submitOnEnter } from "../ui/components.js";
import { Area, Check, Choice, Select, Text } from "../ui/form.js";
import { ConflictNotice, ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";
import { Conditions, isComplete, readGroup, writeGroup } from "./conditions.js";

const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const noMembers = { table: "", key: "", profile_key: "", conditions: readGroup(null) };

// What the page edits, from a stored definition or for a new one.
const draftOf = (definition) => {
  const rule = definition?.rule ?? { kind: "conditions" };
  return {
    name: definition?.name ?? "", kind: rule.kind, table: rule.table ?? "", sql: rule.sql ?? "", time_zone: rule.time_zone ?? localZone(),
    columns: rule.columns ?? null, conditions: readGroup(rule.conditions),
    members: rule.members ? { ...rule.members, conditions: readGroup(rule.members.conditions) } : noMembers,
  };
};

const ruleOf = (draft) => (draft.kind === "select" ? { kind: "select", sql: draft.sql, time_zone: draft.time_zone } : {
  kind: "conditions", table: draft.table, time_zone: draft.time_zone, columns: draft.columns, conditions: writeGroup(draft.conditions),
  members: draft.members.table ? { ...draft.members, conditions: writeGroup(draft.members.conditions) } : null,
});

export function DefineSegment({ name }) {
  useTitle(name ?? t("define-segment"));
  const stored = useLoad(name ? `/api/segment-definitions/${encodeURIComponent(name)}` : null);
  const tables = useLoad("/api/tables", { all: "tables" });
  const known = useLoad("/api/segment-suggestions");
  const crumb = { href: "/segments", text: t("segments") };
  const error = stored.error ?? tables.error;
  if (error) return html`<${PageHead} title=${name ?? t("define-segment")} crumb=${crumb} /><${ProblemNotice} problem=${error} onRetry=${tables.reload} />`;
  if (!tables.data || (name && !stored.data)) return html`<${PageHead} title=${name ?? t("define-segment")} crumb=${crumb} /><${Loading} />`;
  return html`<${PageHead} title=${name ?? t("define-segment")} data=${Boolean(name)} crumb=${crumb} lead=${html`<p>${t("define-segment-lead")}</p>`} />
    <${Form} key=${stored.etag} stored=${stored} tables=${tables.data.tables} suggestions=${known.data?.suggestions ?? []} />`;
}

function Form({ stored, tables, suggestions }) {
  const [draft, set] = useState(() => draftOf(stored.data));
  const [submitted, setSubmitted] = useState(false);
  const [removing, setRemoving] = useState(false);
  const change = (part) => set((before) => ({ ...before, ...part }));
  const definition = stored.data;
  const errors = {
    name: !draft.name.trim() && t("field-required"),
    table: draft.kind === "conditions" && !draft.table && t("field-required"),
    sql: draft.kind === "select" && !draft.sql.trim() && t("field-required"),
    members: draft.members.table && !(draft.members.key && draft.members.profile_key) && t("field-required"),
    conditions: draft.kind === "conditions" && !(isComplete(draft.conditions) && isComplete(draft.members.conditions)) && t("conditions-incomplete"),
  };
  const complete = !Object.values(errors).some(Boolean);
  const error = (field) => (submitted && errors[field]) || null;
  const path = `/api/segment-definitions/${encodeURIComponent(definition?.name ?? "")}`;
  const save = useAction(async (options = {}) => {
    if (definition) await call("PATCH", path, { body: { rule: ruleOf(draft) }, etag: options.overwrite ? undefined : stored.etag });
    else await call("POST", "/api/segment-definitions", { body: { name: draft.name.trim(), rule: ruleOf(draft) } });
    announce(t("saved"));
    navigate(`/segments/${encodeURIComponent(draft.name.trim())}`);
  });
  const remove = useAction(async () => {
    await call("DELETE", path, { etag: stored.etag });
    navigate("/segments");
  });
  const submit = (options) => {
    setSubmitted(true);
    if (complete) save.start(options);
  };
  return html`<div onKeyDown=${submitOnEnter}>
    <${Section} title=${t("details")}>
      ${!definition && html`<${Text} label=${t("segment-name")} hint=${t("segment-name-hint")} value=${draft.name} maxlength="200" error=${error("name")} onInput=${(name) => change({ name })} />`}
      ${(mayWriteSelects() || draft.kind === "select") && html`<${Choice} label=${t("rule")} help="segments-defined#conditions" value=${draft.kind} onChange=${(kind) => change({ kind })}
        options=${[["conditions", t("rule-conditions"), t("rule-conditions-text")], ["select", t("rule-select"), t("rule-select-text"), !mayWriteSelects()]]} />`}
      ${draft.kind === "select" ? html`<${Area} label=${t("rule-select")} help="segments-defined#select" hint=${t("rule-select-hint")} value=${draft.sql} error=${error("sql")} onInput=${(sql) => change({ sql })} maxlength="20000" />`
        : html`<${People} draft=${draft} change=${change} tables=${tables} suggestions=${suggestions} error=${error} />`}
      <${Text} label=${t("time-zone")} hint=${t("rule-zone-hint")} value=${draft.time_zone} onInput=${(time_zone) => change({ time_zone })} />
    <//>
    <${Sample} rule=${complete ? ruleOf(draft) : null} />
    ${save.problem?.type === "stale-version" ? html`<${ConflictNotice} problem=${save.problem} onReload=${() => (save.clear(), stored.reload())} onOverwrite=${() => submit({ overwrite: true })} />`
      : html`<${ProblemNotice} problem=${save.problem} />`}
    <div class="actions" data-submits>
      <${Button} kind="primary" icon="check" busy=${save.busy} onClick=${() => submit()}>${t("save")}<//>
      <${Button} onClick=${() => navigate("/segments")}>${t("cancel")}<//>
      ${definition && html`<${Button} kind="danger" onClick=${() => setRemoving(true)}>${t("remove")}<//>`}
    </div></div>
    ${removing && html`<${Dialog} title=${t("remove-segment")} onClose=${() => setRemoving(false)} actions=${html`
        <${Button} onClick=${() => setRemoving(false)}>${t("cancel")}<//><${Button} kind="danger" busy=${remove.busy} onClick=${() => remove.start()}>${t("remove")}<//>`}>
      <p>${t("remove-segment-text")}</p><${ProblemNotice} problem=${remove.problem} /><//>`}`;
}

// The table, who of it is a member, conditions and columns.
function People({ draft, change, tables, suggestions, error }) {
  const columnsOf = (name) => tables.find((one) => one.name === name)?.columns ?? [];
  const columns = columnsOf(draft.table), { members } = draft;
  const pair = suggestions.find((one) => one.profiles === draft.table);
  const named = (list) => [["", "–"], ...list.map((name) => [name, name, true])];
  const names = (name, chosen) => named([...new Set([...columnsOf(name).map((one) => one.name), chosen].filter(Boolean))]);
  const suggested = (pair?.segments ?? []).map((one) => [one.name, one.display_name, true]);
  const chosen = pair && members.table === pair.memberships && members.conditions.items.length === 1 ? members.conditions.items[0].values?.[0] ?? "" : "";
  const choose = (name) => {
    const rule = pair.segments.find((one) => one.name === name)?.rule.members;
    change({ members: rule ? { ...rule, conditions: readGroup(rule.conditions) } : noMembers });
  };
  const setMembers = (part) => change({ members: { ...members, ...part } });
  return html`
    <${Select} label=${t("rule-table")} value=${draft.table} error=${error("table")} onChange=${(table) => change({ table, columns: null, members: noMembers })} options=${named([...new Set([...tables.map((one) => one.name), draft.table].filter(Boolean))])} />
    ${pair && html`<${Select} label=${t("known-segment")} hint=${t(pair.complete ? "known-segment-hint" : "known-segment-partly")} value=${chosen} onChange=${choose} options=${[["", "–"], ...suggested]} />`}
    ${draft.table && !chosen && html`
      <${Select} label=${t("member-table")} help="segments-defined#conditions" hint=${t("member-table-hint")} value=${members.table} onChange=${(table) => change({ members: table ? { ...noMembers, table } : noMembers })} options=${named([...new Set([...tables.map((one) => one.name), members.table].filter(Boolean))])} />
      ${members.table && html`<div class="columns">
          <${Select} label=${t("member-key")} value=${members.key} error=${error("members")} onChange=${(key) => setMembers({ key })} options=${names(members.table, members.key)} />
          <${Select} label=${t("profile-key")} value=${members.profile_key} error=${error("members")} onChange=${(profile_key) => setMembers({ profile_key })} options=${names(draft.table, members.profile_key)} /></div>
        <${Conditions} label=${t("member-conditions")} group=${members.conditions} columns=${columnsOf(members.table)} onChange=${(conditions) => setMembers({ conditions })} />`}`}
    ${draft.table && html`<${Conditions} label=${t("conditions")} group=${draft.conditions} columns=${columns} onChange=${(conditions) => change({ conditions })} />
      ${error("conditions") && html`<p class="error" role="alert">${error("conditions")}</p>`}
      <${Choice} label=${t("columns")} value=${draft.columns ? "chosen" : "all"} onChange=${(which) => change({ columns: which === "all" ? null : columns.map((one) => one.name) })}
        options=${[["all", t("columns-all")], ["chosen", t("columns-chosen")]]} />
      ${draft.columns && html`<div class="nested">${columns.map((one) => html`<${Check} key=${one.name} label=${html`<span translate=${false}>${one.name}</span>`} checked=${draft.columns.includes(one.name)}
        onChange=${(on) => change({ columns: columns.map((each) => each.name).filter((each) => (each === one.name ? on : draft.columns.includes(each))) })} />`)}</div>`}`}`;
}

// The number of people now, and the first rows. `rule`: null where something is missing.
function Sample({ rule }) {
  const [found, set] = useState(null);
  const latest = useRef(0);
  const action = useAction(async () => {
    const current = ++latest.current;
    set(null);
    let { data } = await call("POST", "/api/segment-preview", { body: { rule } });
    while (current === latest.current && data.state === "preparing") {
      await new Promise((done) => setTimeout(done, 700));
      data = await get(`/api/previews/${data.id}`);
    }
    if (current === latest.current) set(data);
  });
  useEffect(() => () => void latest.current++, []);
  const sample = found?.segment;
  const names = sample ? Object.keys(sample.sample[0] ?? {}) : [];
  return html`<${Section} title=${t("rule-preview")} actions=${html`<${Button} icon="segments" busy=${action.busy} disabled=${!rule} onClick=${() => action.start()}>${t("rule-count")}<//>`}>
    ${action.busy && html`<div role="status"><p>${t("preview-preparing")}</p></div>`}
    <${ProblemNotice} problem=${action.problem ?? (found?.state === "failed" ? found.error : null)} />
    ${sample && html`<${DetailList} items=${[[t("rows"), number(sample.rows)], [t("unreadable-rows"), sample.unreadable > 0 && number(sample.unreadable)]]} />
      ${names.length > 0 && html`<${Table} label=${t("rule-preview")} rows=${sample.sample.map((row, id) => ({ id, row }))} columns=${names.map((name, i) => ({
        key: name, label: html`<span translate=${false}>${name}</span>`, main: i === 0, cell: ({ row }) => html`<span translate=${false}>${row[name] ?? "–"}</span>` }))} />`}`}
    ${!rule && html`<${Notice} title=${t("rule-preview-blocked")} />`}
  <//>`;
}
