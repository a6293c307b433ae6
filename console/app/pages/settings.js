// For administrators: the system refresh, notifications, a person's erasure, and what this app is.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { useTitle } from "../router.js";
import { session } from "../session.js";
import { Button, Dialog, Facts, Loading, Notice, PageHead, Section, Time } from "../ui/parts.js";
import { Check, Text } from "../ui/form.js";
import { ProblemNotice } from "../ui/problem.js";
import { cronWords } from "../schedule.js";
import { Notifications } from "./notifications.js";

export function Settings() {
  useTitle(t("settings"));
  return html`
    <${PageHead} title=${t("settings")} />
    <${Refresh} />
    <${Notifications} />
    <${Erasure} />
    <${Section} title=${t("about")}><${Facts} items=${[
      [t("version"), html`<span translate=${false}>${session.me.version}</span>`],
      [t("api-description"), html`<a href="/api/openapi.json" translate=${false}>/api/openapi.json</a>`],
      [t("libraries"), html`<a href="/licences.txt">${t("licences")}</a>`],
    ]} /><//>`;
}

function Refresh() {
  const { data, error, reload } = useLoad("/api/schedules", { query: { limit: 1 } });
  return html`<${Section} title=${t("system-refresh")}>
    <p class="hint">${t("system-refresh-words")}</p>
    ${error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`}
    ${!data ? !error && html`<${Loading} rows=${2} />`
      : !data.refresh.expressions.length ? html`<${Notice} title=${t("system-refresh-off")} />`
      : html`<${Facts} items=${[
          [t("schedule"), data.refresh.expressions.map((one) => html`<div>${cronWords(one, data.refresh.time_zone)}</div>`)],
          [t("next-runs"), data.refresh.next_runs.map((one) => html`<div><${Time} at=${one} exact /></div>`)],
        ]} />`}
  <//>`;
}

// What the app keeps of a person, and on wish the person's profile at Klaviyo, is deleted for good.
function Erasure() {
  const [email, set] = useState("");
  const [klaviyo, setKlaviyo] = useState(false);
  const [asked, ask] = useState(false);
  const [done, setDone] = useState(null);
  const action = useAction(async () => {
    // In the body: addresses of requests are kept in logs.
    const { data } = await call("POST", "/api/people/erase", { body: { email: email.trim(), klaviyo } });
    ask(false);
    set("");
    setDone(data);
  });
  return html`<${Section} title=${t("erasure")}>
    <p class="hint">${t("erasure-words")}</p>
    <${Text} label=${t("email")} type="email" value=${email} onInput=${(value) => (setDone(null), set(value))} />
    <${Check} label=${t("erasure-klaviyo")} hint=${t("erasure-klaviyo-words")} checked=${klaviyo} onChange=${setKlaviyo} />
    <${Button} kind="danger" icon="remove" disabled=${!/^\S+@\S+$/.test(email.trim())} onClick=${() => ask(true)}>${t("erase")}<//>
    ${done && html`<${Outcome} refused=${Object.entries(done.refused)} />`}
    ${asked && html`<${Dialog} title=${t("erasure-ask")} onClose=${() => ask(false)} actions=${html`
        <${Button} onClick=${() => ask(false)}>${t("cancel")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("erase")}<//>`}>
      <p><strong translate=${false}>${email}</strong></p><p>${t(klaviyo ? "erasure-both" : "erasure-app")}</p>
      <${ProblemNotice} problem=${action.problem} /><//>`}
  <//>`;
}

// Who was not asked: Klaviyo's accounts, with the app's own words in English.
const Outcome = ({ refused }) => (!refused.length ? html`<${Notice} kind="good" title=${t("erasure-done")} />`
  : html`<${Notice} kind="warn" title=${t("erasure-refused")}><ul class="sentences" translate=${false} lang="en">
    ${refused.map(([account, why]) => html`<li key=${account}><code>${account}</code>: ${why}</li>`)}</ul><//>`);
