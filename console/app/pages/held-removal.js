// A removal that waits for confirmation: how many, who, and the button that confirms it.
import { html, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { percent, t } from "../i18n.js";
import { navigate } from "../router.js";
import { Button, Dialog, LinkButton, Notice, Section, announce } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";
import { ListSearch, Pager, usePeople } from "../ui/list.js";
import { Table } from "../ui/table.js";

const SHOWN = 20;

export function HeldRemoval({ run, manageable }) {
  const action = useAction(async () => {
    const { data } = await call("POST", `/api/runs/${run.id}/confirm-removal`);
    announce(t("removal-confirmed"));
    navigate(`/runs/${data.id}`);
  });
  const [dialog, setDialog] = useState(false);
  const text = t("removal-held-text", { count: run.removal.planned, share: percent(run.removal.share_percent / 100) });
  return html`<${Notice} kind="warn" title=${t("removal-held")}
      actions=${manageable && html`<${Button} kind="danger" onClick=${() => setDialog(true)}>${t("confirm-removal")}<//>`}>
      <p>${text}</p><//>
    ${dialog && html`<${Dialog} title=${t("confirm-removal")} onClose=${() => setDialog(false)} actions=${html`
        <${Button} onClick=${() => setDialog(false)}>${t("cancel")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("confirm-removal")}<//>`}>
      <p>${text}</p><${ProblemNotice} problem=${action.problem} /><//>`}`;
}

// Who would leave. Runs of earlier versions, and removals that failed half-way, have no list.
export function HeldPeople({ run }) {
  const path = `/api/runs/${run.id}/held-removals`;
  const list = usePeople(path, { field: "people", pageRows: SHOWN });
  if (!list.data || (!list.rows.length && !list.values.search)) return null;
  const rows = list.rows.map((one, id) => ({ id, who: one.email || one.phone_number || one.external_id }));
  return html`<${Section} title=${t("would-leave")} help="sync#mode-mirror-remove-people-who-left" actions=${html`<${LinkButton} icon="download" href=${`${path}.csv`} download>${t("download-csv")}<//>`}>
    <div class="toolbar"><${ListSearch} list=${list} name="search" label=${t("search-people")} /></div>
    ${rows.length ? html`<${Table} label=${t("would-leave")} rows=${rows} columns=${[{ key: "who", label: t("person"), main: true, cell: (row) => html`<span translate=${false}>${row.who}</span>` }]} />`
      : html`<p class="muted">${t("nothing-found")}</p>`}
    <${Pager} list=${list} />
  <//>`;
}
