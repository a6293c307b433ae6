// Webhooks that are notified of failed runs and other events.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { LANGUAGES, languageNow, list, t, textOf } from "../i18n.js";
import { Button, Chip, Dialog, Empty, Loading, Menu, Section, announce } from "../ui/components.js";
import { Check, Select, Text } from "../ui/form.js";
import { ConflictNotice, ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";

const EVENTS = ["run.failed", "run.held", "run.completed_with_warnings", "run.recovered", "run.started", "run.succeeded",
  "alert.raised", "alert.resolved", "connection.key_problem"];
// Message ids have no dots: in Fluent they separate attributes.
const eventName = (event) => t(`event-${event.replaceAll(/[._]/g, "-")}`);
const FORMATS = [["json", "JSON"], ["teams", "Microsoft Teams"], ["slack", "Slack"]];

export function Notifications() {
  const { data, error, reload } = useLoad("/api/notifications", { all: "notifications" });
  const [dialog, setDialog] = useState(null);
  const test = useAction(async (one) => {
    const { data: result } = await call("POST", `/api/notifications/${one.id}/test`);
    announce(result.delivered ? t("notification-delivered") : t("notification-not-delivered", { problem: result.problem && textOf(result.problem) }), result.delivered ? "good" : "bad");
    reload();
  });
  const columns = [
    { key: "name", label: t("name"), main: true, cell: (one) => html`<span translate=${false}>${one.name}</span>` },
    { key: "url", label: t("address"), cell: (one) => html`<code translate=${false}>${one.url}</code>` },
    { key: "notify-about", label: t("notify-about"), cell: (one) => list(one.events.map(eventName)) },
    { key: "state", label: t("status"), cell: (one) => html`<${Health} one=${one} />` },
    { key: "tools", label: t("actions"), hide: true, cell: (one) => html`<div class="row-actions">
      <${Button} icon="bell" onClick=${() => test.start(one)}>${t("test")}<//>
      <${Menu} label=${t("more-of", { name: one.name })} items=${[
        { text: t("edit"), icon: "edit", act: () => setDialog({ kind: "edit", one }) },
        { text: t("remove"), icon: "remove", kind: "danger", act: () => setDialog({ kind: "remove", one }) }]} /></div>` },
  ];
  const close = () => setDialog(null);
  const add = html`<${Button} icon="add" onClick=${() => setDialog({ kind: "edit" })}>${t("add-notification")}<//>`;
  return html`<${Section} title=${t("notifications")} help="notifications" actions=${data?.notifications.length > 0 && add}>
    <p class="hint">${t("notifications-text")}</p>
    ${error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`}
    <${ProblemNotice} problem=${test.problem} />
    ${!data ? !error && html`<${Loading} rows=${2} />`
      : data.notifications.length ? html`<${Table} label=${t("notifications")} columns=${columns} rows=${data.notifications} />`
      : html`<${Empty} icon="bell" title=${t("no-notifications")} actions=${add} />`}
    ${dialog?.kind === "edit" && html`<${Edit} one=${dialog.one} onClose=${close} onDone=${reload} />`}
    ${dialog?.kind === "remove" && html`<${Remove} one=${dialog.one} onClose=${close} onDone=${reload} />`}
  <//>`;
}

function Health({ one }) {
  if (!one.enabled) return html`<${Chip} icon="stop">${t("notification-disabled")}<//>`;
  if (one.health?.dead_since || one.health?.failures) return html`<${Chip} icon="alert" kind="warn">${t("notification-failing")}<//>`;
  return html`<${Chip} icon="check" kind="good">${t("notification-enabled")}<//>`;
}

function Edit({ one, onClose, onDone }) {
  const [form, set] = useState({ name: one?.name ?? "", url: "", format: one?.format ?? "json", language: one?.language ?? (languageNow() in LANGUAGES ? languageNow() : "en"), events: one?.events ?? ["run.failed", "connection.key_problem"], enabled: one?.enabled ?? true });
  const [secret, setSecret] = useState(null);
  const found = useLoad(one && `/api/notifications/${one.id}`);
  const change = (part) => set({ ...form, ...part });
  const action = useAction(async (force) => {
    const { url, ...rest } = form;
    const body = url.trim() ? { ...rest, url: url.trim() } : rest;
    const { data } = one ? await call("PATCH", `/api/notifications/${one.id}`, { body, etag: force ? undefined : found.etag })
      : await call("POST", "/api/notifications", { body });
    onDone();
    announce(t("saved"));
    if (data.signing_secret) setSecret(data.signing_secret);
    else onClose();
  });
  if (secret) return html`<${Dialog} title=${t("signing-secret")} onClose=${onClose} actions=${html`<${Button} kind="primary" onClick=${onClose}>${t("done")}<//>`}>
    <p>${t("signing-secret-text")}</p><p><code translate=${false}>${secret}</code></p><//>`;
  const ready = form.name.trim() && form.events.length && (one || form.url.trim());
  return html`<${Dialog} title=${one ? t("edit-notification") : t("add-notification")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" busy=${action.busy} disabled=${!ready} onClick=${() => action.start(false)}>${t("save")}<//>`}>
    <${Text} label=${t("name")} value=${form.name} maxlength="200" onInput=${(name) => change({ name })} />
    <${Text} label=${t("address")} help="notifications#delivery" hint=${one ? t("address-keep", { url: one.url }) : t("address-hint")} type="url" value=${form.url} onInput=${(url) => change({ url })} />
    <${Select} label=${t("format")} value=${form.format} options=${FORMATS.map(([key, name]) => [key, name, true])} onChange=${(format) => change({ format })} />
    <${Select} label=${t("message-language")} value=${form.language} options=${Object.entries(LANGUAGES).map(([key, name]) => [key, name, true])} onChange=${(language) => change({ language })} />
    <fieldset class="choice"><legend>${t("notify-about")}</legend>${EVENTS.map((event) => html`
      <${Check} label=${eventName(event)} checked=${form.events.includes(event)}
        onChange=${(on) => change({ events: EVENTS.filter((key) => (key === event ? on : form.events.includes(key))) })} />`)}</fieldset>
    <${Check} label=${t("notification-enabled")} checked=${form.enabled} onChange=${(enabled) => change({ enabled })} />
    ${action.problem?.status === 412 ? html`<${ConflictNotice} problem=${action.problem} onReload=${() => (onClose(), onDone())} onOverwrite=${() => action.start(true)} />`
      : html`<${ProblemNotice} problem=${action.problem} />`}
  <//>`;
}

function Remove({ one, onClose, onDone }) {
  const action = useAction(async () => {
    await call("DELETE", `/api/notifications/${one.id}`);
    onClose();
    onDone();
  });
  return html`<${Dialog} title=${t("ask-remove", { name: one.name })} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//><${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("remove")}<//>`}>
    <p>${t("remove-notification-text")}</p><${ProblemNotice} problem=${action.problem} /><//>`;
}
