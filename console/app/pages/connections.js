// All connections. Contributors and viewers see only name and type.
import { html, useState } from "../html.js";
import { useLoad } from "../api.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManageConnections } from "../session.js";
import { Button, Chip, Data, Empty, Loading, Num, PageHead, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { Search, Table, matches } from "../ui/table.js";
import { ConnectionForm } from "./connection-form.js";

export function Connections({ address }) {
  useTitle(t("connections"));
  const { data, error, reload } = useLoad("/api/connections", { all: "connections" });
  const [text, setText] = useState("");
  const [adding, setAdding] = useState(mayManageConnections() && address.searchParams.has("add"));
  const add = mayManageConnections() && html`<${Button} kind="primary" icon="add" onClick=${() => setAdding(true)}>${t("add-connection")}<//>`;
  const shown = (data?.connections ?? []).filter((one) => matches(text, one.display_name, one.account_name));
  const columns = [
    { key: "name", label: t("display-name"), main: true, sort: (one) => one.display_name, cell: (one) => mayManageConnections()
      ? html`<a href=${`/connections/${one.id}`} translate=${false}>${one.display_name}</a>` : html`<${Data}>${one.display_name}<//>` },
    { key: "type", label: t("type"), cell: () => html`<${Data}>Klaviyo<//>` },
    mayManageConnections() && { key: "account", label: t("account"), sort: (one) => one.account_name, cell: (one) => html`<${Data}>${one.account_name}<//>` },
    mayManageConnections() && { key: "access", label: t("who-can-use"), cell: (one) => html`<${Chip} icon="user">${t(`access-${one.access}`)}<//>` },
    mayManageConnections() && { key: "exports", label: t("exports"), number: true, sort: (one) => one.exports.length, cell: (one) => html`<${Num} value=${one.exports.length} />` },
    mayManageConnections() && { key: "used", label: t("last-used"), sort: (one) => one.last_used_at, cell: (one) => html`<${Time} at=${one.last_used_at} />` },
  ].filter(Boolean);
  return html`
    <${PageHead} title=${t("connections")} lead=${html`<p>${t(mayManageConnections() ? "connections-lead" : "connections-lead-others")}</p>`} actions=${add} />
    ${error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`}
    ${!data ? !error && html`<${Loading} />`
      : !data.connections.length ? html`<${Empty} icon="connection" title=${t("no-connections")} actions=${add}>
          <p>${t(mayManageConnections() ? "no-connections-text" : "first-ask")}</p><//>`
      : html`<div class="toolbar"><${Search} value=${text} onInput=${setText} label=${t("search-connections")} /></div>
        <${Table} label=${t("connections")} columns=${columns} rows=${shown} sorted=${{ key: "name", sign: 1 }} />`}
    ${adding && html`<${ConnectionForm} names=${(data?.connections ?? []).map((one) => one.display_name)} onClose=${() => setAdding(false)} onDone=${(id) => navigate(`/connections/${id}`)} />`}`;
}
