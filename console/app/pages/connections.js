// All connections. Contributors and viewers see only name and type.
import { html, useState } from "../html.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManageConnections } from "../session.js";
import { Button, Chip, Data, Empty, Loading, PageHead, Time } from "../ui/components.js";
import { ListProblem, ListSearch, Pager, useList } from "../ui/list.js";
import { Table } from "../ui/table.js";
import { ConnectionForm } from "./connection-form.js";
import { distinctName } from "./connection-parts.js";

export function Connections({ address }) {
  useTitle(t("connections"));
  const list = useList(address, "/api/connections", { field: "connections", filters: { q: "name" } });
  const [adding, setAdding] = useState(mayManageConnections() && address.searchParams.has("add"));
  const add = mayManageConnections() && html`<${Button} kind="primary" icon="add" onClick=${() => setAdding(true)}>${t("add-connection")}<//>`;
  const columns = [
    { key: "name", label: t("display-name"), main: true, cell: (one) => mayManageConnections()
      ? html`<a href=${`/connections/${one.id}`} class="two-lines" title=${one.display_name} translate=${false}>${distinctName(one, list.rows)}</a>` : html`<${Data}>${distinctName(one, list.rows)}<//>` },
    { key: "type", label: t("type"), cell: () => html`<${Data}>Klaviyo<//>` },
    mayManageConnections() && { key: "account", label: t("account"), cell: (one) => html`<${Data}>${one.account_name}<//>` },
    mayManageConnections() && { key: "access", label: t("who-can-use"), cell: (one) => html`<${Chip} icon="user">${t(`access-${one.access}`)}<//>` },
    mayManageConnections() && { key: "exports", label: t("exports"), cell: (one) => (one.export_count
      ? html`<a href=${`/exports?connection=${one.id}`}>${t("exports-count", { count: one.export_count })}</a>` : html`<span class="muted">–</span>`) },
    mayManageConnections() && { key: "used", label: t("last-used"), cell: (one) => html`<${Time} at=${one.last_used_at} />` },
  ].filter(Boolean);
  return html`
    <${PageHead} title=${t("connections")} lead=${html`<p>${t(mayManageConnections() ? "connections-lead" : "connections-lead-others")}</p>`} actions=${add} />
    <${ListProblem} list=${list} />
    ${!list.data ? !list.error && html`<${Loading} />`
      : !list.rows.length && !list.filtered ? html`<${Empty} icon="connection" title=${t("no-connections")} actions=${add}>
          <p>${t(mayManageConnections() ? "no-connections-text" : "first-ask")}</p><//>`
      : html`<div class="toolbar"><${ListSearch} list=${list} name="q" label=${t("search-connections")} /></div>
        ${list.rows.length ? html`<${Table} label=${t("connections")} columns=${columns} rows=${list.rows} />`
          : html`<${Empty} icon="help" title=${t("nothing-found")} actions=${html`<${Button} onClick=${list.clear}>${t("clear-filters")}<//>`} />`}`}
    <${Pager} list=${list} />
    ${adding && html`<${ConnectionForm} names=${list.rows.map((one) => one.display_name)} onClose=${() => setAdding(false)} onDone=${(id) => navigate(`/connections/${id}`)} />`}`;
}
