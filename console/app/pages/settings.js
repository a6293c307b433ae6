// For administrators: system refresh, notifications, erasure of a person's data, version and licences.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { useTitle } from "../router.js";
import { session } from "../session.js";
import { Button, Dialog, DetailList, Loading, Notice, PageHead, Section, Time, submitOnEnter } from "../ui/components.js";
import { Check, Select } from "../ui/form.js";
import { ProblemNotice } from "../ui/problem.js";
import { describeCron } from "../schedule.js";
import { IDENTIFIERS, fieldName } from "../wizard/fields.js";
import { ErasureResult } from "./erasure-result.js";
import { Notifications } from "./notifications.js";
import { PersonField, isComplete } from "./people.js";

export function Settings() {
  useTitle(t("settings"));
  return html`
    <${PageHead} title=${t("settings")} />
    <${SystemRefresh} />
    <${Notifications} />
    <${Erasure} />
    <${Section} title=${t("about")}><${DetailList} items=${[
      [t("version"), html`<span translate=${false}>${session.me.version}</span>`],
      [t("api-description"), html`<a href="/api/openapi.json" translate=${false}>/api/openapi.json</a>`],
      [t("libraries"), html`<a href="/licences.txt">${t("licences")}</a>`],
    ]} /><//>`;
}

function SystemRefresh() {
  const { data, error, reload } = useLoad("/api/schedules", { query: { limit: 1 } });
  return html`<${Section} title=${t("system-refresh")} help="console#when-an-export-runs">
    <p class="hint">${t("system-refresh-text")}</p>
    ${error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`}
    ${!data ? !error && html`<${Loading} rows=${2} />`
      : !data.refresh.expressions.length ? html`<${Notice} title=${t("system-refresh-off")} />`
      : html`<${DetailList} items=${[
          [t("schedule"), data.refresh.expressions.map((one) => html`<div>${describeCron(one, data.refresh.time_zone)}</div>`)],
          [t("next-runs"), data.refresh.next_runs.map((one) => html`<div><${Time} at=${one} exact beside=${data.refresh.time_zone} /></div>`)],
        ]} />`}
  <//>`;
}

// Deletes the data that the app stores about a person and, on request, the profile in Klaviyo.
function Erasure() {
  const [kind, setKind] = useState("email");
  const [who, set] = useState("");
  const [klaviyo, setKlaviyo] = useState(false);
  const [dialog, setDialog] = useState(false);
  const [done, setDone] = useState(null);
  const action = useAction(async () => {
    // In the body, because logs contain URLs.
    const { data } = await call("POST", "/api/people/erasures", { body: { [kind]: who.trim(), klaviyo } });
    setDialog(false);
    set("");
    setDone(data);
  });
  return html`<${Section} title=${t("erasure")} help="sync#erase-a-person">
    <p class="hint">${t("erasure-text")}</p>
    <div data-submits onKeyDown=${submitOnEnter}><${Select} label=${t("identity")} value=${kind} options=${IDENTIFIERS.map((field) => [field, fieldName(field)])} onChange=${(next) => (setDone(null), setKind(next))} />
    <${PersonField} kind=${kind} who=${who} onInput=${(value) => (setDone(null), set(value))} />
    <${Check} label=${t("erasure-klaviyo")} help="sync#erase-a-person" hint=${t("erasure-klaviyo-text")} checked=${klaviyo} onChange=${setKlaviyo} />
    <${Button} kind="danger" icon="remove" disabled=${!isComplete(kind, who)} onClick=${() => setDialog(true)}>${t("erase")}<//></div>
    ${done && html`<${ErasureResult} key=${done.id} id=${done.id} asked=${done} />`}
    ${dialog && html`<${Dialog} title=${t("erasure-ask")} onClose=${() => setDialog(false)} actions=${html`
        <${Button} onClick=${() => setDialog(false)}>${t("cancel")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("erase")}<//>`}>
      <p><strong translate=${false}>${who}</strong></p><p>${t(klaviyo ? "erasure-both" : "erasure-app")}</p>
      <${ProblemNotice} problem=${action.problem} /><//>`}
  <//>`;
}
