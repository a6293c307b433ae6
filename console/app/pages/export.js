// One export: what is sent where, and how its runs went.
import { html, useState } from "../html.js";
import { useAction, useLoad } from "../api.js";
import { number, t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage } from "../session.js";
import { ACTIVE, Button, Chip, Empty, Facts, LinkButton, Loading, Menu, Notice, PageHead, Section, Time } from "../ui/parts.js";
import { ProblemNotice } from "../ui/problem.js";
import { History } from "../ui/history.js";
import { Table } from "../ui/table.js";
import { scheduleWords } from "../schedule.js";
import { fieldName, mappingRows } from "../wizard/fields.js";
import { ExportDialogs, exportItems } from "./export-actions.js";
import { startExport } from "./exports.js";
import { RunTable } from "./runs.js";

export function ExportPage({ id }) {
  const path = `/api/exports/${encodeURIComponent(id)}`;
  const { data: exported, error, reload } = useLoad(path);
  const runs = useLoad(exported && `${path}/runs`, { query: { limit: 30 }, every: 5000 });
  const connections = useLoad("/api/connections", { all: "connections" });
  const [asked, ask] = useState(null);
  const start = useAction(async () => navigate(`/runs/${(await startExport(id)).id}`));
  useTitle(exported?.name);
  const crumb = { href: "/exports", text: t("exports") };
  if (!exported) return html`<${PageHead} title=${t("export")} crumb=${crumb} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const may = mayManage(exported, connections.data?.connections);
  const connection = connections.data?.connections.find((one) => one.id === exported.connection_id);
  const active = runs.data?.runs.find((run) => ACTIVE.has(run.state));
  const done = (what) => (what === "remove" ? navigate("/exports") : (reload(), runs.reload()));
  return html`
    <${PageHead} title=${exported.name} data crumb=${crumb} actions=${html`
      ${active ? html`<${LinkButton} kind="primary" icon="runs" href=${`/runs/${active.id}`}>${t("watch")}<//>`
        : may && html`<${Button} kind="primary" icon="play" busy=${start.busy} disabled=${!exported.connection_id} onClick=${() => start.start()}>${t("run")}<//>`}
      ${may && html`<${LinkButton} icon="edit" href=${`/exports/${id}/edit`}>${t("edit")}<//>
        <${Menu} label=${t("more-of", { name: exported.name })} items=${exportItems(exported, ask).slice(1)} />`}`} />
    <${ProblemNotice} problem=${start.problem} />
    ${!exported.connection_id && html`<${Notice} kind="warn" title=${t("detached-title")}
      actions=${may && html`<${LinkButton} href=${`/exports/${id}/edit`}>${t("choose-connection")}<//>`}><p>${t("detached-words")}</p><//>`}
    <${Section} title=${t("export-what")}><${Facts} items=${[
      [t("connection"), connection ? html`<span translate=${false}>${connection.display_name}</span>` : exported.connection_id ? t("connection-closed") : html`<${Chip} icon="unlink" kind="warn">${t("detached")}<//>`],
      [t("list-id"), html`<code translate=${false}>${exported.list_id}</code>`],
      [t("segments"), html`<span translate=${false}>${exported.segments.join(", ")}</span>`],
      [t("mode"), t(`mode-${exported.mode}`)],
      [t("schedule"), exported.enabled || exported.schedule.kind === "manual" ? scheduleWords(exported.schedule) : t("schedule-off")],
      [t("next-run"), exported.next_runs[0] && html`<${Time} at=${exported.next_runs[0]} exact />`],
      [t("profile-limit"), exported.profile_limit && number(exported.profile_limit)],
      [t("subscribe"), exported.subscribe && t("subscribe-on")],
      [t("created"), html`<${Time} at=${exported.created_at} exact /> <span class="faint" translate=${false}>${exported.created_by}</span>`],
    ]} /><//>
    <${Section} title=${t("runs")} actions=${runs.data?.runs.length > 0 && html`<${LinkButton} href=${`/runs?export=${id}`}>${t("all-runs")}<//>`}>
      ${runs.error && html`<${ProblemNotice} problem=${runs.error} onRetry=${runs.reload} />`}
      ${!runs.data ? !runs.error && html`<${Loading} rows=${2} />` : !runs.data.runs.length
        ? html`<${Empty} icon="runs" title=${t("never-run-title")}><p>${t("never-run-words")}</p><//>`
        : html`${runs.data.runs.length > 1 && html`<${History} runs=${runs.data.runs} />`}<${RunTable} runs=${runs.data.runs.slice(0, 8)} withExport=${false} />`}
    <//>
    <${Section} title=${t("data-matching")}><${Table} label=${t("data-matching")} rows=${mappingRows(exported.mapping)} columns=${[
      { key: "field", label: t("klaviyo-field"), main: true, cell: (row) => (/^properties\.[^*]/.test(row.id) ? html`<span translate=${false}>${fieldName(row.id)}</span>` : fieldName(row.id)) },
      { key: "from", label: t("comes-from"), cell: (row) => html`<${Source} entry=${row.entry} />` },
    ]} /><//>
    <${ExportDialogs} asked=${asked} onClose=${() => ask(null)} onDone=${done} />`;
}

function Source({ entry }) {
  if (entry === "*") return t("all-other-columns");
  if (typeof entry === "string") return html`<code translate=${false}>${entry}</code>`;
  if ("constant" in entry) return html`${t("fixed-value")}: <span translate=${false}>${String(entry.constant)}</span>`;
  return html`<code translate=${false}>${entry.column}</code>${entry.type && html` <span class="faint">${t(`type-${entry.type}`)}</span>`}
    ${entry.blank === "clear" && html` <span class="faint">${t("blank-clear")}</span>`}`;
}
