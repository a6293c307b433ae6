// Adds a connection: name, access, key, consent. Then it shows the name of the account.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { Button, Dialog, Notice } from "../ui/components.js";
import { Check, Choice, Text } from "../ui/form.js";
import { ProblemNotice } from "../ui/problem.js";

// Names need not be unique; a hint warns of equal ones, because users choose by name.
export const isTaken = (name, names) => names.some((one) => one.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase());

export const accessOptions = () => [
  ["administrators", t("access-administrators"), t("access-administrators-text")],
  ["contributors", t("access-contributors"), t("access-contributors-text")],
];

export function ConnectionForm({ names, onClose, onDone }) {
  const [form, set] = useState({ name: "", access: "administrators", from: "key", key: "", secret: "", consent: false });
  const [submitted, setSubmitted] = useState(false);
  const [created, setCreated] = useState(null);
  const change = (part) => set({ ...form, ...part });
  const key = form.from === "key" ? form.key.trim() : form.secret.trim();
  const errors = {
    name: !form.name.trim() && t("field-required"),
    key: !key && t("field-required"),
    consent: !form.consent && t("consent-required"),
  };
  const action = useAction(async () => {
    const body = { display_name: form.name.trim(), access: form.access, consent: true,
      ...(form.from === "key" ? { api_key: key } : { secret_name: key }) };
    setCreated((await call("POST", "/api/connections", { body })).data);
  });
  const connect = () => {
    setSubmitted(true);
    if (!Object.values(errors).some(Boolean)) action.start();
  };
  const error = (name) => (submitted && errors[name]) || null;

  if (created) return html`<${Dialog} title=${t("connected")} onClose=${() => onDone(created.id)}
      actions=${html`<${Button} kind="primary" icon="check" onClick=${() => onDone(created.id)}>${t("done")}<//>`}>
    <${Notice} kind="good" title=${html`<span translate=${false}>${created.account_name}</span>`}><p>${t("connected-text")}</p><//>
  <//>`;
  return html`<${Dialog} title=${t("add-connection")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" icon="connection" busy=${action.busy} onClick=${connect}>${t("connect")}<//>`}>
    <${Text} label=${t("display-name")} hint=${isTaken(form.name, names) ? t("name-in-use") : t("display-name-hint")} value=${form.name} maxlength="200" error=${error("name")} onInput=${(name) => change({ name })} />
    <${Choice} label=${t("who-can-use")} value=${form.access} options=${accessOptions()} onChange=${(access) => change({ access })} />
    <${Choice} label=${t("authenticate")} value=${form.from} onChange=${(from) => change({ from })}
      options=${[["key", t("auth-key"), t("auth-key-text")], ["secret", t("auth-secret"), t("auth-secret-text")]]} />
    ${form.from === "key"
      ? html`<${Text} label=${t("api-key")} hint=${t("api-key-hint")} type="password" value=${form.key} error=${error("key")} onInput=${(value) => change({ key: value })} autocomplete="new-password" />`
      : html`<${Text} label=${t("secret-name")} value=${form.secret} error=${error("key")} onInput=${(secret) => change({ secret })} />`}
    <div class="consent"><h3>${t("consent-title")}</h3><p class="hint">${t("consent-text")}</p>
      <${Check} label=${t("agree")} checked=${form.consent} onChange=${(consent) => change({ consent })} aria-invalid=${error("consent") ? "true" : undefined} />
      ${error("consent") && html`<p class="error" role="alert">${error("consent")}</p>`}</div>
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}
