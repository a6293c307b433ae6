// One export: configuration, runs, data matching.
import { html, useState } from "../html.js";
import { useAction, useLoad } from "../api.js";
import { number, t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage, mayRun } from "../session.js";
import { ACTIVE, Button, Chip, Empty, DetailList, LinkButton, Loading, Menu, Notice, PageHead, Section, Time } from "../ui/components.js";
import { ProblemNotice, errorTitle } from "../ui/problem.js";
import { ListLink } from "../ui/copy.js";
import { History } from "../ui/history.js";
import { Table } from "../ui/table.js";
import { describeSchedule, zoneOf } from "../schedule.js";
import { CHANNELS } from "../wizard/consent.js";
import { fieldName, identityOf, mappingRows } from "../wizard/fields.js";
import { ruleText } from "../wizard/alert-rules.js";
import { ExportDialogs, exportItems } from "./export-actions.js";
import { startExport } from "./exports.js";
import { NextPortion, canarySize, endedAfterFirstPortion } from "./first-portion.js";
import { ListCheck } from "./list-check.js";
import { PendingChange } from "./pending-change.js";
import { RunTable } from "./runs.js";

export function ExportPage({ id }) {
  const path = `/api/exports/${encodeURIComponent(id)}`;
  const { data: exportConfig, error, reload } = useLoad(path, { every: 30000 });
  const runs = useLoad(exportConfig && `${path}/runs`, { query: { limit: 30 }, every: 5000 });
  const [dialog, setDialog] = useState(null);
  const start = useAction(async () => navigate(`/runs/${(await startExport(id)).id}`));
  useTitle(exportConfig?.name);
  const crumb = { href: "/exports", text: t("exports") };
  if (!exportConfig) return html`<${PageHead} title=${t("export")} crumb=${crumb} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const manageable = mayManage(exportConfig);
  const runnable = mayRun(exportConfig);
  const active = runs.data?.runs.find((run) => ACTIVE.has(run.state));
  const last = exportConfig.recent_runs.find((run) => run.error !== "run-active");
  const done = (kind) => (kind === "remove" ? navigate("/exports") : (reload(), runs.reload()));
  return html`
    <${PageHead} title=${exportConfig.name} data crumb=${crumb} actions=${html`
      ${active ? html`<${LinkButton} kind="primary" icon="runs" href=${`/runs/${active.id}`}>${t("view-run")}<//>`
        : runnable && html`<${Button} kind="primary" icon="play" busy=${start.busy} disabled=${!exportConfig.connection_id} onClick=${() => start.start()}>${t("run")}<//>`}
      ${manageable && exportConfig.connection_id && html`<${LinkButton} icon="audit" href=${`/exports/${id}/edit?step=preview`}>${t("preview")}<//>`}
      ${manageable && html`<${LinkButton} icon="edit" href=${`/exports/${id}/edit`}>${t("edit")}<//>
        <${Menu} label=${t("more-of", { name: exportConfig.name })} items=${exportItems(exportConfig, setDialog).slice(1)} />`}`} />
    <${ProblemNotice} problem=${start.problem} />
    ${!exportConfig.connection_id && html`<${Notice} kind="warn" title=${t("detached-title")}
      actions=${manageable && html`<${LinkButton} href=${`/exports/${id}/edit`}>${t("choose-connection")}<//>`}><p>${t("detached-text")}</p><//>`}
    ${exportConfig.pending_change && html`<${PendingChange} change=${exportConfig.pending_change} onDone=${reload} />`}
    ${endedAfterFirstPortion(last?.error) && html`<${Notice} kind="warn" title=${errorTitle({ type: last.error })}
      actions=${html`<${LinkButton} href=${`/runs/${last.id}`}>${t("view-run")}<//>`}><${NextPortion} exportConfig=${exportConfig} /><//>`}
    <${Section} title=${t("configuration")}><${DetailList} items=${[
      [t("connection"), exportConfig.connection_name ? html`<span translate=${false}>${exportConfig.connection_name}</span>` : exportConfig.connection_id ? t("connection-hidden") : html`<${Chip} icon="unlink" kind="warn">${t("detached")}<//>`],
      exportConfig.list_name && [t("klaviyo-list"), html`<span translate=${false}>${exportConfig.list_name}</span>`],
      [t("list-id"), html`<${ListLink} id=${exportConfig.list_id} />`],
      [t("segments"), html`<span translate=${false}>${exportConfig.segments.join(", ")}</span>`],
      [t("mode"), t(`mode-${exportConfig.mode}`)],
      [t("schedule"), exportConfig.enabled || exportConfig.schedule.kind === "manual" ? describeSchedule(exportConfig.schedule) : t("schedule-off")],
      [t("next-run"), exportConfig.next_runs[0] && html`<${Time} at=${exportConfig.next_runs[0]} exact beside=${zoneOf(exportConfig)} />`],
      [t("profile-limit"), exportConfig.profile_limit && number(exportConfig.profile_limit)],
      [t("subscribe"), exportConfig.subscribe && CHANNELS.filter((channel) => exportConfig.subscribe[channel]).map((channel) => t(`channel-${channel}`)).join(", ")],
      [t("opt-outs"), exportConfig.subscribe && !exportConfig.respect_suppressions && t("opt-outs-ignored")],
      [t("removal-limit"), exportConfig.mode === "mirror" && exportConfig.removal_limit_percent !== null && number(exportConfig.removal_limit_percent)],
      [t("hold-when"), exportConfig.hold_when && html`<ul>${holdTexts(exportConfig.hold_when).map((one) => html`<li>${one}</li>`)}</ul>`],
      [t("canary"), exportConfig.canary && `${canarySize(exportConfig.canary)} · ${t(`canary-${exportConfig.canary.then}`)}`],
      [t("check-every"), exportConfig.check_list_every_days],
      [t("row-log-name"), t(!exportConfig.row_log ? "row-log-off" : exportConfig.row_log.fields ? "row-log-with-fields" : "row-log-on")],
      [t("alert-rules"), exportConfig.alerts.length > 0 && html`<ul>${exportConfig.alerts.map((rule) => html`<li>${ruleText(rule)}</li>`)}</ul>`],
      [t("created"), html`<${Time} at=${exportConfig.created_at} exact /> <span class="muted" translate=${false}>${exportConfig.created_by}</span>`],
    ]} /><//>
    <${Section} title=${t("runs")} actions=${runs.data?.runs.length > 0 && html`<${LinkButton} href=${`/runs?export=${id}`}>${t("all-runs")}<//>`}>
      ${runs.error && html`<${ProblemNotice} problem=${runs.error} onRetry=${runs.reload} />`}
      ${!runs.data ? !runs.error && html`<${Loading} rows=${2} />` : !runs.data.runs.length
        ? html`<${Empty} icon="runs" title=${t("never-run-title")}><p>${t("never-run-text")}</p><//>`
        : html`${runs.data.runs.length > 1 && html`<${History} runs=${runs.data.runs} />`}<${RunTable} runs=${runs.data.runs.slice(0, 8)} withExport=${false} />`}
    <//>
    ${runs.data?.runs.length > 0 && html`<${ListCheck} exportConfig=${exportConfig} manageable=${manageable} idle=${!active} />`}
    <${Section} title=${t("data-matching")}><p class="hint">${t("identity")}: ${fieldName(identityOf(exportConfig.mapping))}</p><${Table} label=${t("data-matching")} rows=${mappingRows(exportConfig.mapping)} columns=${[
      { key: "field", label: t("klaviyo-field"), main: true, cell: (row) => (/^properties\.[^*]/.test(row.id) ? html`<span translate=${false}>${fieldName(row.id)}</span>` : fieldName(row.id)) },
      { key: "from", label: t("source"), cell: (row) => html`<${Source} entry=${row.entry} />` },
    ]} /><//>
    <${ExportDialogs} dialog=${dialog} onClose=${() => setDialog(null)} onDone=${done} />`;
}

const holdTexts = (held) => [
  held.new_profiles_over !== null && `${t("hold-new")} ${number(held.new_profiles_over)}`,
  held.plan_share_over !== null && `${t("hold-plan")} ${number(held.plan_share_over)}`,
  held.triggers_live_flows && t("hold-flows"),
].filter(Boolean);

function Source({ entry }) {
  if (entry === "*") return t("all-other-columns");
  if (typeof entry === "string") return html`<code translate=${false}>${entry}</code>`;
  if ("constant" in entry) return html`${t("fixed-value")}: <span translate=${false}>${String(entry.constant)}</span>`;
  return html`<code translate=${false}>${entry.column}</code>${entry.type && html` <span class="muted">${t(`type-${entry.type}`)}</span>`}
    ${entry.blank === "clear" && html` <span class="muted">${t("blank-clear")}</span>`}`;
}
