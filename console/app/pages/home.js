// What needs attention, what is running, and what runs next.
import { html } from "../html.js";
import { useLoad } from "../api.js";
import { number, t } from "../i18n.js";
import { useTitle } from "../router.js";
import { mayManageConnections, mayManageExports } from "../session.js";
import { Chip, LinkButton, Loading, Notice, PageHead, Section, StateChip, Time } from "../ui/components.js";
import { FirstRun, FirstSteps } from "../ui/first-steps.js";
import { Health } from "../ui/health.js";
import { ProblemNotice, errorTitle } from "../ui/problem.js";
import { ruleText } from "../wizard/alert-rules.js";
import { Decide, changeText } from "./pending-change.js";

const WHY = { failed: ["cross", "bad"], held: ["alert", "warn"], alert: ["alert", "warn"], skipped: ["skip", "warn"] };

export function Home() {
  useTitle(t("overview"));
  const { data, error, reload } = useLoad("/api/overview", { every: 10000 });
  if (!data) return html`<${PageHead} title=${t("overview")} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const { counts } = data;
  const attention = counts.failed + counts.held + counts.alert + counts.skipped;
  const urgent = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return html`
    <${PageHead} title=${t("overview")} actions=${mayManageExports() && data.exports > 0 && html`<${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`} />
    ${error && html`<${ProblemNotice} problem=${error} kind="warn" />`}
    ${!data.exports ? html`<${FirstSteps} connected=${data.connections > 0} />` : html`
      <${FirstRun} count=${data.exports} />
      ${!urgent && html`<${Notice} kind="good" title=${t("all-well")}><p>${t("all-well-text", { count: data.exports })}</p><//>`}
      ${counts.changes > 0 && html`<${Section} title=${title("pending-changes", counts.changes)}>
        <ul class="tasks">${data.changes.map((change) => html`<li class="task" key=${change.id}>
          <div class="task-body"><${Name} name=${change.export_name} id=${change.export_id} href=${`/exports/${change.export_id}`} data=${data} /><p>${changeText(change)}</p></div>
          <${Decide} change=${change} onDone=${reload} /></li>`)}</ul><//>`}
      ${counts.keys > 0 && html`<${Section} title=${title("keys-attention", counts.keys)}>
        <ul class="tasks">${data.keys.map((one) => html`<${KeyTask} key=${one.id} one=${one} data=${data} />`)}</ul><//>`}
      ${data.attention.length > 0 && html`<${Section} title=${title("exports-attention", attention)}
          actions=${attention > data.attention.length && html`<${LinkButton} href="/exports?attention=true">${t("show-all")}<//>`}>
        <ul class="tasks">${data.attention.map((one) => html`<${ExportTask} key=${one.id} one=${one} data=${data} />`)}</ul><//>`}
      ${data.missing.length > 0 && html`<${Section} title=${title("missing-attention", counts.missing)}>
        <ul class="tasks">${data.missing.map((one) => html`<li class="task" key=${one.id}>
          <div class="task-body"><${Name} name=${one.name} id=${one.id} href=${`/exports/${one.id}`} data=${data} />
            <span>${t("missing-count", { count: one.list_check.missing })} · <${Time} at=${one.list_check.checked_at} /></span></div>
          <${LinkButton} href=${`/exports/${one.id}?show=list-check`}>${t("review-list")}<//></li>`)}</ul><//>`}
      ${counts.detached > 0 && html`<${Notice} kind="warn" title=${t("detached-count", { count: counts.detached })}
        actions=${html`<${LinkButton} href="/exports?connection=none">${t("exports")}<//>`} />`}
      <div class="halves">
        <${Section} title=${title("running-now", data.active_count)} actions=${html`<${LinkButton} href="/runs">${t("all-runs")}<//>`}>
          ${data.active.length ? html`<ul class="tasks">${data.active.map((run) => html`<li class="task" key=${run.id}>
            <${Name} name=${run.export_name} id=${run.export_id} href=${`/runs/${run.id}`} data=${data} /><${StateChip} state=${run.state} waits=${data.attention.some((one) => one.run?.id === run.id && one.run.waits)} /></li>`)}</ul>` : html`<p class="muted">${t("nothing-running")}</p>`}<//>
        <${Section} title=${title("next-day", data.next_count)} actions=${html`<${LinkButton} href="/exports">${t("exports")}<//>`}>
          ${data.next_runs.length ? html`<ul class="tasks">${data.next_runs.slice(0, 8).map((one) => html`<li class="task" key=${one.export_id}>
            <${Name} name=${one.export_name} id=${one.export_id} href=${`/exports/${one.export_id}`} data=${data} /><${Time} at=${one.at} exact beside /></li>`)}</ul>` : html`<p class="muted">${t("nothing-scheduled")}</p>`}<//>
      </div>`}`;
}

// An export or a connection by name. Of several with the same name, with what tells it apart (`distinctions` of the API).
const Name = ({ name, id, href, data }) => html`<span class="task-name"><a class="two-lines" title=${name} href=${href} translate=${false}>${name}</a>
  ${data.distinctions[id] && html`<span class="muted second-line two-lines" translate=${false}>${data.distinctions[id]}</span>`}</span>`;

const title = (key, count) => (count > 0 ? `${t(key)} (${number(count)})` : t(key));

function KeyTask({ one, data }) {
  return html`<li class="task">
    <div class="task-body"><${Name} name=${one.display_name} id=${one.id} href=${`/connections/${one.id}`} data=${data} />
      <span>${t(`key-${one.problem}`)} · ${t("exports-count", { count: one.exports })}</span></div>
    ${mayManageConnections() && html`<${LinkButton} kind="primary" icon="key" href=${`/connections/${one.id}?replace-key`}>${t("replace-key")}<//>`}</li>`;
}

function ExportTask({ one, data }) {
  const [icon, kind] = WHY[one.why] ?? WHY.failed;
  const { run } = one;
  const confirms = run?.error === "held-for-confirmation";
  const text = one.why === "held" || confirms ? "" : one.why === "alert" ? one.alerts.map(ruleText).join(" · ")
    : run.error ? errorTitle({ type: run.error, title: run.error }) : t("attention-not-sent", { count: run.not_sent });
  return html`<li class="task">
    <div class="task-body"><span class="task-head"><${Chip} icon=${confirms ? "alert" : icon} kind=${kind}>${run?.waits ? t("attention-waits") : confirms ? t("attention-confirm") : t(`attention-${one.why}`, { count: run?.held ?? 0 })}<//>
        <${Name} name=${one.name} id=${one.id} href=${`/exports/${one.id}`} data=${data} /></span>
      <span>${[text, run && html`<${Time} at=${run.ended_at ?? run.queued_at} />`].filter(Boolean).map((part, i) => html`${i > 0 && " · "}${part}`)}</span></div>
    <${Health} runs=${one.recent_runs} />
    ${run ? html`<${LinkButton} href=${`/runs/${run.id}`}>${t(one.why === "held" && !run.waits ? "review-removal" : "view-run")}<//>`
      : html`<${LinkButton} href=${`/exports/${one.id}`}>${t("export")}<//>`}</li>`;
}
