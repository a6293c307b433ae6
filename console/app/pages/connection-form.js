// Adds a connection: name, access, key or sign-in to Klaviyo, consent. Then it shows the account, and asks who may use it.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { session } from "../session.js";
import { Button, Dialog, Notice } from "../ui/components.js";
import { Check, Choice, Text } from "../ui/form.js";
import { KeyLink } from "../ui/copy.js";
import { ProblemNotice, fieldProblem, keyProblem } from "../ui/problem.js";
import { ExportUsers } from "./connection-parts.js";
import { beginSignIn, takeDraft } from "./sign-in.js";

const PRIVACY = "https://www.klaviyo.com/legal/privacy/privacy-notice";

// Names need not be unique; a hint warns of equal ones, because users choose by name.
export const isTaken = (name, names) => names.some((one) => one.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase());

export const accessOptions = () => [
  ["administrators", t("access-administrators"), t("access-administrators-text")],
  ["contributors", t("access-contributors"), t("access-contributors-text")],
];

export function ConnectionForm({ names, onClose, onDone }) {
  const [form, set] = useState(() => ({ name: "", access: "administrators", from: "key", key: "", secret: "", consent: false, ...takeDraft() }));
  const [submitted, setSubmitted] = useState(false);
  const [created, setCreated] = useState(null);
  const change = (part) => set({ ...form, ...part });
  const key = { key: form.key.trim(), secret: form.secret.trim(), oauth: form.signedIn?.id }[form.from];
  const errors = {
    name: !form.name.trim() && t("field-required"),
    key: !key && t(form.from === "oauth" ? "auth-oauth-required" : "field-required"),
    consent: !form.consent && t("consent-required"),
  };
  const action = useAction(async () => {
    const body = { display_name: form.name.trim(), access: form.access, consent: true,
      [{ key: "api_key", secret: "secret_name", oauth: "sign_in" }[form.from]]: key };
    setCreated((await call("POST", "/api/connections", { body })).data);
  });
  const signIn = useAction(() => beginSignIn({ draft: { name: form.name, access: form.access, from: "oauth" } }));
  const connect = () => {
    setSubmitted(true);
    if (!Object.values(errors).some(Boolean)) action.start();
  };
  const refused = action.problem && {
    name: fieldProblem(action.problem, "display_name"),
    key: keyProblem(action.problem),
  };
  const error = (name) => (submitted && errors[name]) || refused?.[name] || null;

  if (created) return html`<${Connected} connection=${created} onDone=${() => onDone(created.id)} />`;
  return html`<${Dialog} title=${t("add-connection")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" icon="connection" busy=${action.busy} onClick=${connect}>${t("connect")}<//>`}>
    <${Text} label=${t("display-name")} hint=${isTaken(form.name, names) ? t("name-in-use") : t("display-name-hint")} value=${form.name} maxlength="200" error=${error("name")} onInput=${(name) => change({ name })} />
    <${Choice} label=${t("who-can-use")} help="connections#who-can-use-a-connection" value=${form.access} options=${accessOptions()} onChange=${(access) => change({ access })} />
    <${Choice} label=${t("authentication")} help="connections" value=${form.from} onChange=${(from) => change({ from })} error=${form.from === "oauth" && error("key")} options=${[
      ["key", t("auth-key"), t("auth-key-text")], ["secret", t("auth-secret"), t("auth-secret-text")],
      ["oauth", t("auth-oauth"), t(session.me.klaviyo_sign_in ? "auth-oauth-text" : "auth-oauth-off"), !session.me.klaviyo_sign_in]]} />
    ${form.from === "key" && html`<${Text} label=${t("api-key")} help="connections#private-api-key" hint=${html`${t("api-key-hint")} <${KeyLink} />`} type="password" value=${form.key} error=${error("key")} onInput=${(value) => change({ key: value })} autocomplete="new-password" />`}
    ${form.from === "secret" && html`<${Text} label=${t("secret-name")} help="connections#private-api-key" value=${form.secret} error=${error("key")} onInput=${(secret) => change({ secret })} />`}
    ${form.from === "oauth" && html`<div class="nested">
      ${form.signedIn && html`<${Notice} kind="good" title=${t("signed-in-to", { account: form.signedIn.account })} />`}
      <${Button} icon="user" busy=${signIn.busy} onClick=${signIn.start}>${t("authenticate")}<//>
      <${ProblemNotice} problem=${signIn.problem} /></div>`}
    <div class="consent"><h3>${t("consent-title")}</h3><p class="hint">${t("consent-text")} <a href=${PRIVACY} target="_blank" rel="noreferrer">${t("privacy-statement")}</a></p>
      <${Check} label=${t("agree")} checked=${form.consent} onChange=${(consent) => change({ consent })} aria-invalid=${error("consent") ? "true" : undefined} />
      ${error("consent") && html`<p class="error" role="alert">${error("consent")}</p>`}</div>
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}

// The connection exists. Save adds the export users, if there are any.
function Connected({ connection, onDone }) {
  const [users, setUsers] = useState([]);
  const action = useAction(async () => {
    if (users.length) await call("PATCH", `/api/connections/${connection.id}`, { body: { export_users: users } });
    onDone();
  });
  return html`<${Dialog} title=${t("connected")} onClose=${onDone}
      actions=${html`<${Button} kind="primary" icon="check" busy=${action.busy} onClick=${() => action.start()}>${t("save")}<//>`}>
    <${Notice} kind="good" title=${html`<span translate=${false}>${connection.account_name}</span>`}><p>${t("connected-text")}</p><//>
    <${ExportUsers} users=${users} onChange=${setUsers} />
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}
