// Adding a connection: name, who may use it, the key, consent; then it is connected, and the account's name shown.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { Button, Dialog, Notice } from "../ui/parts.js";
import { Check, Choice, Text } from "../ui/form.js";
import { ProblemNotice } from "../ui/problem.js";

// Names need not be unique, but whoever chooses by name is glad if they are.
export const isTaken = (name, names) => names.some((one) => one.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase());

export const accessOptions = () => [
  ["administrators", t("access-administrators"), t("access-administrators-words")],
  ["contributors", t("access-contributors"), t("access-contributors-words")],
];

export function ConnectionForm({ names, onClose, onDone }) {
  const [form, set] = useState({ name: "", access: "administrators", from: "key", key: "", secret: "", consent: false });
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState(null);
  const change = (part) => set({ ...form, ...part });
  const key = form.from === "key" ? form.key.trim() : form.secret.trim();
  const wrong = {
    name: !form.name.trim() && t("needed"),
    key: !key && t("needed"),
    consent: !form.consent && t("consent-needed"),
  };
  const action = useAction(async () => {
    const body = { display_name: form.name.trim(), access: form.access, consent: true,
      ...(form.from === "key" ? { api_key: key } : { secret_name: key }) };
    setMade((await call("POST", "/api/connections", { body })).data);
  });
  const connect = () => {
    setTried(true);
    if (!Object.values(wrong).some(Boolean)) action.start();
  };
  const error = (name) => (tried && wrong[name]) || null;

  if (made) return html`<${Dialog} title=${t("connected")} onClose=${() => onDone(made.id)}
      actions=${html`<${Button} kind="primary" icon="check" onClick=${() => onDone(made.id)}>${t("done")}<//>`}>
    <${Notice} kind="good" title=${html`<span translate=${false}>${made.account_name}</span>`}><p>${t("connected-words")}</p><//>
  <//>`;
  return html`<${Dialog} title=${t("add-connection")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" icon="connection" busy=${action.busy} onClick=${connect}>${t("connect")}<//>`}>
    <${Text} label=${t("display-name")} hint=${isTaken(form.name, names) ? t("name-taken") : t("display-name-hint")} value=${form.name} maxlength="200" error=${error("name")} onInput=${(name) => change({ name })} />
    <${Choice} label=${t("who-may-use")} value=${form.access} options=${accessOptions()} onChange=${(access) => change({ access })} />
    <${Choice} label=${t("authenticate")} value=${form.from} onChange=${(from) => change({ from })}
      options=${[["key", t("from-key"), t("from-key-words")], ["secret", t("from-secret"), t("from-secret-words")]]} />
    ${form.from === "key"
      ? html`<${Text} label=${t("api-key")} hint=${t("api-key-hint")} type="password" value=${form.key} error=${error("key")} onInput=${(value) => change({ key: value })} autocomplete="new-password" />`
      : html`<${Text} label=${t("secret-name")} value=${form.secret} error=${error("key")} onInput=${(secret) => change({ secret })} />`}
    <div class="consent"><h3>${t("consent-title")}</h3><p class="hint">${t("consent-words")}</p>
      <${Check} label=${t("agree")} checked=${form.consent} onChange=${(consent) => change({ consent })} aria-invalid=${error("consent") ? "true" : undefined} />
      ${error("consent") && html`<p class="error" role="alert">${error("consent")}</p>`}</div>
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}
