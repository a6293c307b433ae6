// Name, connection and list of the export.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { mayManageConnections } from "../session.js";
import { Button, Empty, LinkButton, Loading } from "../ui/components.js";
import { Choice, Select, Text } from "../ui/form.js";
import { ProblemNotice } from "../ui/problem.js";
import { isTaken } from "../pages/connection-form.js";
import { distinctName } from "../pages/connection-parts.js";

export function ConnectionStep({ id, draft, change, errorOf, connections }) {
  const named = useLoad(draft.name.trim() && "/api/exports", { query: { name: draft.name.trim(), limit: 20 } });
  const lists = useLoad(draft.connection_id && `/api/connections/${draft.connection_id}/lists`);
  const [listBy, setListBy] = useState("name");
  if (!connections) return html`<${Loading} />`;
  if (!connections.length) return html`<${Empty} icon="connection" title=${t("no-connections")}
    actions=${mayManageConnections() && html`<${LinkButton} kind="primary" icon="add" href="/connections?add">${t("add-connection")}<//>`}><p>${t("first-ask")}</p><//>`;
  const names = lists.data?.lists ?? [];
  const taken = isTaken(draft.name, (named.data?.exports ?? []).filter((one) => one.id !== id).map((one) => one.name));
  const found = names.find(({ id }) => id === draft.list_id);
  const choices = [["", t("choose")], ...names.map(({ id, name }) => [id, names.filter((one) => one.name === name).length > 1 ? `${name} (${id})` : name, true])];
  if (draft.list_id && !found) choices.push([draft.list_id, draft.list_id, true]);
  const hint = found ? t("list-found", { name: found.name }) : draft.list_id && lists.data ? t("list-unknown") : t("list-id-hint");
  return html`
    <${Text} label=${t("export-name")} hint=${draft.name && taken && t("name-in-use")} value=${draft.name} maxlength="200" error=${errorOf("name")} onInput=${(name) => change({ name })} />
    <${Select} label=${t("connection-for-export")} help="connections#who-can-use-a-connection" value=${draft.connection_id} error=${errorOf("connection_id")}
      options=${[["", t("choose")], ...connections.map((one) => [one.id, distinctName(one, connections), true])]}
      onChange=${(connection_id) => change({ connection_id, list_id: "" })} />
    ${draft.connection_id && html`
      <${ProblemNotice} problem=${lists.error} onRetry=${lists.reload} kind="warn" />
      <${Choice} label=${t("list-how")} value=${listBy} onChange=${setListBy} options=${[["name", t("list-by-name")], ["id", t("list-by-id")]]} />
      ${listBy === "name"
        ? lists.loading ? html`<${Loading} rows=${1} />` : html`<${Select} label=${t("klaviyo-list")} help="console#the-list" value=${draft.list_id} error=${errorOf("list_id")} options=${choices} onChange=${(list_id) => change({ list_id })} />`
        : html`<${Text} label=${t("list-id")} help="console#the-list" hint=${hint} value=${draft.list_id} error=${errorOf("list_id")} maxlength="32" onInput=${(list_id) => change({ list_id: list_id.trim() })} />`}
      <${NewList} connection=${draft.connection_id} onCreated=${(created) => (lists.reload(), change({ list_id: created.id }))} />`}`;
}

function NewList({ connection, onCreated }) {
  const [name, set] = useState("");
  const action = useAction(async () => {
    onCreated((await call("POST", `/api/connections/${connection}/lists`, { body: { name: name.trim() } })).data);
    set("");
  });
  return html`<details class="aside" data-submits><summary>${t("new-list")}</summary>
    <${Text} label=${t("new-list-name")} value=${name} maxlength="200" onInput=${set} />
    <${ProblemNotice} problem=${action.problem} />
    <${Button} icon="add" busy=${action.busy} disabled=${!name.trim()} onClick=${() => action.start()}>${t("create-list")}<//>
  </details>`;
}
