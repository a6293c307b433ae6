// One connection, for administrators: verify, edit, replace the key or sign in again, remove.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { list, t, textOf } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { announce, Button, DetailList, Dialog, Empty, LinkButton, Loading, Notice, PageHead, Section, Time } from "../ui/components.js";
import { Choice, Text } from "../ui/form.js";
import { KeyLink } from "../ui/copy.js";
import { ConflictNotice, ProblemNotice, keyProblem } from "../ui/problem.js";
import { describeSchedule } from "../schedule.js";
import { session } from "../session.js";
import { accessOptions } from "./connection-form.js";
import { ExportUsers, FeedChoice } from "./connection-parts.js";
import { beginSignIn } from "./sign-in.js";

export function ConnectionPage({ id, address }) {
  const path = `/api/connections/${encodeURIComponent(id)}`;
  const { data: connection, etag, error, reload } = useLoad(path);
  const [dialog, setDialog] = useState(address.searchParams.has("replace-key") ? "key" : null);
  const verify = useAction(async () => (await call("POST", `${path}/verify`)).data);
  const [verified, setVerified] = useState(null);
  const signIn = useAction(() => beginSignIn({ connectionId: id }));
  useTitle(connection?.display_name);
  const crumb = { href: "/connections", text: t("connections") };
  if (!connection) return html`<${PageHead} title=${t("connection")} crumb=${crumb} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const close = () => setDialog(null);
  const saved = () => (announce(t("saved")), close(), reload());
  return html`
    <${PageHead} title=${connection.display_name} data crumb=${crumb} actions=${html`
      <${Button} icon="check" busy=${verify.busy} onClick=${async () => setVerified(await verify.start())}>${t("verify")}<//>
      ${connection.auth === "oauth"
        ? html`<${Button} icon="user" busy=${signIn.busy} onClick=${signIn.start}>${t("sign-in-again")}<//>`
        : html`<${Button} icon="key" onClick=${() => setDialog("key")}>${t("replace-key")}<//>`}
      <${Button} icon="edit" onClick=${() => setDialog("edit")}>${t("edit")}<//>
      <${Button} kind="danger" icon="remove" onClick=${() => setDialog("remove")}>${t("remove")}<//>`} />
    <${ProblemNotice} problem=${verify.problem ?? signIn.problem} />
    ${verified && html`<${Verified} result=${verified} signedIn=${connection.auth === "oauth"} />`}
    ${connection.consent_feed?.error && html`<${ProblemNotice} problem=${connection.consent_feed.error} kind="warn" />`}
    <${Section} title=${t("connection")}><${DetailList} items=${[
      [t("type"), html`<span translate=${false}>Klaviyo</span>`],
      [t("account"), html`<span translate=${false}>${connection.account_name} <span class="muted">${connection.account_id}</span></span>`],
      [t("who-can-use"), t(`access-${connection.access}`)],
      connection.export_users.length && [t("export-users"), html`<span translate=${false}>${list(connection.export_users.map((user) => user.name))}</span>`],
      [t("authentication"), t(connection.auth === "oauth" ? "auth-oauth" : "auth-key")],
      connection.consent_feed && [t("feed"), html`${describeSchedule(connection.consent_feed.schedule)}<br /><span class="muted">${t("feed-read-until")} <${Time} at=${connection.consent_feed.read_until} exact /></span>`],
      [t("secret-name"), html`<code translate=${false}>${connection.secret_name}</code>`],
      [t("consent-given"), html`<${Time} at=${connection.consent.at} exact /> <span class="muted" translate=${false}>${connection.consent.by}</span>`],
      [t("last-used"), html`<${Time} at=${connection.last_used_at} exact />`],
      [t("created"), html`<${Time} at=${connection.created_at} exact />`],
    ]} /><//>
    <${Section} title=${t("exports")} actions=${connection.export_count > 0 && html`
        <${LinkButton} icon="connection" href=${`/exports?connection=${id}&move`}>${t("move-exports")}<//>
        <${LinkButton} href=${`/exports?connection=${id}`}>${t("exports-count", { count: connection.export_count })}<//>`}>${connection.export_count
      ? html`<ul class="bullets">${connection.exports.map((one) => html`<li><a href=${`/exports/${one.id}`} translate=${false}>${one.name}</a></li>`)}</ul>`
      : html`<${Empty} icon="exports" title=${t("connection-unused")} />`}<//>
    ${dialog === "edit" && html`<${Edit} ...${{ path, connection, etag, onClose: close, onDone: saved, reload }} />`}
    ${dialog === "key" && html`<${ReplaceKey} ...${{ path, connection, onClose: close, onDone: saved }} />`}
    ${dialog === "remove" && html`<${Remove} ...${{ path, connection, onClose: close }} />`}`;
}

const Verified = ({ result, signedIn }) => result.verified
  ? html`<${Notice} kind="good" title=${t(signedIn ? "sign-in-valid" : "key-valid")}><p translate=${false}>${result.account_name}</p>
      ${result.missing_optional_scopes.map((scope) => html`<p>${t(`scope-${scope.split(":")[0]}`)}</p>`)}<//>`
  : html`<${Notice} kind="bad" title=${t(signedIn ? "sign-in-invalid" : "key-invalid")}>
      ${result.missing_scopes.length > 0 && html`<p>${t("missing-scopes", { scopes: list(result.missing_scopes) })} ${!signedIn && html`<${KeyLink} scopes=${result.missing_scopes} />`}</p>`}
      <p class="detail" translate=${false}>${textOf(result.problem)}</p><//>`;

function Edit({ path, connection, etag, onClose, onDone, reload }) {
  const feed = connection.consent_feed && { schedule: connection.consent_feed.schedule };
  const [form, set] = useState({ display_name: connection.display_name, access: connection.access, export_users: connection.export_users, consent_feed: feed });
  const action = useAction(async (force) => {
    await call("PATCH", path, { body: form, etag: force ? undefined : etag });
    onDone();
  });
  const conflict = action.problem?.status === 412;
  return html`<${Dialog} title=${t("edit-connection")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" busy=${action.busy} disabled=${!form.display_name.trim()} onClick=${() => action.start(false)}>${t("save")}<//>`}>
    <${Text} label=${t("display-name")} value=${form.display_name} maxlength="200" error=${!form.display_name.trim() && t("field-required")} onInput=${(display_name) => set({ ...form, display_name })} />
    <${Choice} label=${t("who-can-use")} help="connections#who-can-use-a-connection" value=${form.access} options=${accessOptions()} onChange=${(access) => set({ ...form, access })} />
    <${ExportUsers} users=${form.export_users} onChange=${(export_users) => set({ ...form, export_users })} />
    <${FeedChoice} feed=${form.consent_feed} onChange=${(consent_feed) => set({ ...form, consent_feed })} />
    ${conflict ? html`<${ConflictNotice} problem=${action.problem} onReload=${() => (onClose(), reload())} onOverwrite=${() => action.start(true)} />` : html`<${ProblemNotice} problem=${action.problem} />`}
  <//>`;
}

function ReplaceKey({ path, connection, onClose, onDone }) {
  const [key, set] = useState("");
  const action = useAction(async () => {
    await call("PATCH", path, { body: { api_key: key.trim() } });
    onDone();
  });
  const signIn = useAction(() => beginSignIn({ connectionId: connection.id }));
  return html`<${Dialog} title=${t("replace-key")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" icon="key" busy=${action.busy} disabled=${!key.trim()} onClick=${() => action.start()}>${t("replace-key")}<//>`}>
    <p>${t("replace-key-text")}</p>
    <${Text} label=${t("api-key")} help="outages#rotate-or-renew-a-key" hint=${html`${t("api-key-hint")} <${KeyLink} />`} type="password" value=${key} error=${keyProblem(action.problem)} onInput=${set} autocomplete="new-password" />
    ${session.me.klaviyo_sign_in && html`<p>${t("replace-by-sign-in")}</p><${Button} icon="user" busy=${signIn.busy} onClick=${signIn.start}>${t("authenticate")}<//>`}
    <${ProblemNotice} problem=${action.problem ?? signIn.problem} />
  <//>`;
}

// Exports that use the connection are removed with it, or stay detached.
function Remove({ path, connection, onClose }) {
  const [exports, set] = useState("detach");
  const used = connection.export_count;
  const action = useAction(async () => {
    await call("DELETE", path, { query: used ? { exports } : {} });
    announce(t("done-remove", { name: connection.display_name }));
    navigate("/connections");
  });
  return html`<${Dialog} title=${t("ask-remove", { name: connection.display_name })} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="danger" icon="remove" busy=${action.busy} onClick=${() => action.start()}>${t("remove")}<//>`}>
    ${used ? html`<p>${t("remove-connection-used", { count: used })}</p>
      <ul class="bullets" translate=${false}>${connection.exports.map((one) => html`<li>${one.name}</li>`)}${used > connection.exports.length && html`<li>…</li>`}</ul>
      <${Choice} label=${t("remove-connection-choice")} value=${exports} onChange=${set} options=${[
        ["detach", t("detach"), t("remove-connection-detach")],
        ["remove", t("remove-exports"), t("remove-connection-remove")]]} />`
      : html`<p>${t("remove-connection-text")}</p>`}
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}
