// One run: progress, row outcomes, errors and their fixes.
import { html, useEffect, useRef, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { duration, list, number, percent, t, textOf } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage, mayRun } from "../session.js";
import { ACTIVE, Button, Dialog, DetailList, LinkButton, Loading, Notice, PageHead, Section, StateChip, Time, announce } from "../ui/components.js";
import { ProblemNotice, errorActions } from "../ui/problem.js";
import { PostImportCounts, RowOutcomes } from "../ui/outcomes.js";
import { Copy, ListLink } from "../ui/copy.js";
import { FirstPortion } from "./first-portion.js";
import { HeldPeople, HeldRemoval } from "./held-removal.js";
import { HeldRun } from "./held-run.js";
import { ImportJobs } from "./import-jobs.js";
import { Rejects } from "./rejects.js";
import { notSentOf, seconds, unconfirmedOf } from "./runs.js";
import { UndoDialog, UndoNotice, mayBeUndone } from "./undo-run.js";

// Errors that end each retry, too: it sends what the run would have sent, to where the export sent then.
const NEEDS_CHANGE = new Set(["list-not-found", "connection-missing"]);

export function RunPage({ id, address }) {
  const path = `/api/runs/${encodeURIComponent(id)}`;
  const [live, setLive] = useState(true);
  const { data: run, error, reload } = useLoad(path, { every: live ? 1000 : undefined });
  const exportConfig = useLoad(run && `/api/exports/${run.export_id}`);
  const [dialog, setDialog] = useState(null);
  const wasActive = useRef(false);
  useTitle(run ? `${run.export_name}: ${t(`state-${run.state}`)}` : t("runs"));
  useEffect(() => {
    if (!run) return;
    const active = ACTIVE.has(run.state);
    if (wasActive.current && !active) announce(t("run-ended", { state: t(`state-${run.state}`) }), run.state === "failed" ? "bad" : "good");
    wasActive.current = active;
    setLive(active);
  }, [run?.state]);

  const crumb = { href: "/runs", text: t("runs") };
  if (!run) return html`<${PageHead} title=${t("runs")} crumb=${crumb} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const active = ACTIVE.has(run.state);
  const waits = active && run.canary?.state === "waiting";
  const manageable = exportConfig.data && mayManage(exportConfig.data);
  const zone = exportConfig.data?.schedule.time_zone;
  const runnable = exportConfig.data && mayRun(exportConfig.data);
  const retryable = runnable && !NEEDS_CHANGE.has(run.error?.type) && run.state !== "successful" && run.state !== "skipped" && !active && (run.counts.failed > 0 || (run.error && run.counts.read === 0));
  return html`
    <${PageHead} title=${runTitle(run, exportConfig.data)} data crumb=${crumb}
      lead=${html`<p class="run-target"><a href=${`/exports/${run.export_id}`} translate=${false}>${run.export_name}</a> · ${t("klaviyo-list")}: <${ListLink} id=${run.list_id} name=${run.list_name} /></p>
        <p class="run-state"><${StateChip} state=${run.state} waits=${waits} /> <span>${t(`trigger-${run.trigger}`)}</span> · <${Time} at=${run.queued_at} exact beside=${zone} /></p>`}
      actions=${html`
        ${runnable && active && html`<${Button} icon="stop" disabled=${run.cancel_requested_at} onClick=${() => setDialog("cancel")}>${t("cancel-run")}<//>`}
        ${retryable && html`<${Button} kind="primary" icon="retry" onClick=${() => setDialog("retry")}>${t("retry")}<//>`}
        ${manageable && mayBeUndone(run) && html`<${Button} onClick=${() => setDialog("undo")}>${t("undo-run")}<//>`}
        <${LinkButton} href=${`/exports/${run.export_id}`} icon="exports">${t("export")}<//>`} />
    <${UndoNotice} run=${run} />
    ${error && html`<${ProblemNotice} problem=${error} kind="warn" />`}
    ${run.cancel_requested_at && active && html`<${Notice} title=${t("cancel-requested")} />`}
    ${run.error && html`<${ProblemNotice} problem=${run.error} kind=${run.error.type === "held-for-confirmation" ? "warn" : "bad"}>${errorActions(run.error.type, run, exportConfig.data?.connection_id)}<//>`}
    ${run.impact && (run.impact.held.length > 0 || run.state === "successful") && html`<${HeldRun} run=${run} manageable=${manageable && run.impact.held.length > 0} />`}
    ${run.canary && html`<${FirstPortion} run=${run} exportConfig=${exportConfig.data} manageable=${manageable} onDone=${reload} />`}
    ${run.removal?.state === "held" && html`<${HeldRemoval} run=${run} manageable=${manageable} />`}
    ${active && !run.undo_of && html`<${Progress} run=${run} />`}
    ${!active && run.counts.read === 0 && !run.error && !run.undo_of && html`<${Notice} title=${t("no-rows-read")} />`}
    ${run.counts.read + run.counts.removed > 0 && html`<${Section} title=${t("outcomes-title")} help="lifecycle#counts">
      ${run.counts.read > 0 && html`<${RowOutcomes} counts=${run.counts} running=${active} waits=${waits} unconfirmed=${unconfirmedOf(run)} />`}<${PostImportCounts} counts=${run.counts} />
      ${!active && manageable && run.counts.suppressed > 0 && html`<p><${LinkButton} icon="download" href=${`/api/runs/${run.id}/not-subscribed.csv`} download>${t("not-subscribed-csv")}<//></p>`}<//>`}
    ${!active && html`<${SinceLast} run=${run} recent=${exportConfig.data?.recent_runs} />`}
    ${run.removal?.state === "held" && manageable && html`<${HeldPeople} run=${run} />`}
    <${BulletList} title=${t("warnings")} lines=${run.warnings} actions=${manageable && run.warnings.some((one) => one.code.startsWith("shared-identifiers"))
      && html`<${LinkButton} icon="download" href=${`/api/runs/${run.id}/shared-identifiers.csv`} download>${t("shared-csv")}<//>`} />
    <${BulletList} title=${t("notes")} lines=${run.notes} />
    ${!active && run.counts.rejected + run.counts.duplicates + run.counts.failed > 0 &&
      html`<${Rejects} run=${run} manageable=${manageable} address=${address} />`}
    <${Section} title=${t("details")}><${DetailList} items=${[
      [t("started-by"), run.trigger === "on_demand" ? html`<span translate=${false}>${run.started_by}</span>` : t(`trigger-${run.trigger}`)],
      [t("queued"), html`<${Time} at=${run.queued_at} exact beside=${zone} />`],
      [t("started"), run.started_at && html`<${Time} at=${run.started_at} exact beside=${zone} />`],
      [t("ended"), run.ended_at && html`<${Time} at=${run.ended_at} exact beside=${zone} />`],
      [t("duration"), seconds(run) !== null && html`<span class="number">${duration(seconds(run))}</span>`],
      [t("speed"), run.ended_at && run.counts.accepted >= seconds(run) && t("per-second", { count: Math.round(run.counts.accepted / seconds(run)) })],
      [t("chunks"), run.chunks.total > 0 && number(run.chunks.total)],
      [t("retry-of"), run.retry_of && html`<a href=${`/runs/${run.retry_of}`}>${t("view-run")}</a>`],
      [t("identifier"), html`<${Copy} text=${run.id} label=${t("identifier")} />`],
    ]} /><${ImportJobs} run=${run} /><//>
    ${dialog === "undo" && html`<${UndoDialog} run=${run} onClose=${() => setDialog(null)} />`}
    ${dialog && dialog !== "undo" && html`<${ConfirmDialog} kind=${dialog} run=${run} onClose=${() => setDialog(null)} onDone=${reload} />`}`;
}

// Which segments went to which list of which account: the names that they had when the run was prepared. The account is
// left out where the export has another connection since then.
const runTitle = (run, exportConfig) => {
  const account = exportConfig?.connection_id === run.connection_id && exportConfig.account_name;
  return `${run.segments.join(", ")} → ${run.list_name || run.list_id}${account ? ` (${account})` : ""}`;
};

// What changed since the run before that read the segment: did the segment shrink, and are more rows not sent?
function SinceLast({ run, recent }) {
  const before = recent?.find((one) => one.id < run.id && one.read > 0);
  const changes = run.column_changes;
  if (!before || !(run.counts.read || changes)) return null;
  const now = { read: run.counts.read, accepted: run.counts.accepted, not_sent: notSentOf(run), removed: run.counts.removed };
  const change = (value) => number(value, { signDisplay: "exceptZero" });
  const items = [["read", "read"], ["accepted", "accepted"], ["not_sent", "not-sent"], ["removed", "count-removed"]].filter(([name]) => name !== "removed" || now.removed + before.removed > 0).map(([name, key]) => [t(key), html`<span class="number">${change(now[name] - before[name])}</span>${" "}<span class="muted number">(${number(before[name])} → ${number(now[name])})</span>`]);
  for (const [key, names] of [["columns-added", changes?.added], ["columns-removed", changes?.removed]]) {
    if (names?.length) items.push([t(key), html`<span translate=${false}>${list(names)}</span>`]);
  }
  return html`<${Section} title=${t("since-last-run")} actions=${html`<${LinkButton} href=${`/runs/${before.id}`}>${t("run-before")}<//>`}><${DetailList} items=${items} /><//>`;
}

const BulletList = ({ title, lines, actions }) => lines.length > 0 && html`<${Section} title=${title} actions=${actions}>
  <ul class="bullets" translate=${false}>${lines.map((one) => html`<li>${textOf(one)}</li>`)}</ul><//>`;

// The minimum number of seconds to upload the chunks: Klaviyo accepts 10 import jobs per second and 150 per minute (its rate
// limits of this endpoint).
const minSeconds = (chunks) => (chunks <= 10 ? chunks / 10 : (chunks / 150) * 60);

function Progress({ run }) {
  const { total, uploaded, imported } = run.chunks;
  const staged = run.state !== "queued" && run.state !== "preparing";
  const [rate, left] = useThroughput(run);
  return html`<${Section} title=${t("progress")} class="progress">
    <${Stage} name=${t("stage-preparing")} share=${staged ? 1 : null} waiting=${run.state === "queued"}
      text=${staged ? t("stage-read", { count: run.counts.read }) : t(`state-${run.state}`)} />
    <${Stage} name=${t("stage-uploading")} share=${total ? uploaded / total : staged ? null : 0} waiting=${!staged}
      text=${total ? t("stage-chunks", { done: uploaded, total }) : staged ? t("stage-chunks-open", { done: uploaded }) : t("stage-waiting")} />
    <${Stage} name=${t("stage-importing")} share=${total ? imported / total : 0} waiting=${!uploaded}
      text=${total ? t("stage-chunks", { done: imported, total }) : t("stage-waiting")} />
    <p class="throughput" role="status">${[rate && t("per-second", { count: rate }), left !== null && t("time-left", { time: duration(left) })].filter(Boolean).join(" · ")}</p>
    ${left !== null && html`<p class="hint">${t("time-left-text")}</p>`}
  <//>`;
}

// Returns the profiles per second since the page was opened, and the minimum number of seconds left.
function useThroughput(run) {
  const first = useRef(null);
  const size = run.chunks.total ? (run.counts.read - run.counts.duplicates - run.counts.rejected - run.counts.unchanged) / run.chunks.total : 0;
  const done = run.chunks.imported * size;
  first.current ??= { at: Date.now(), done };
  const elapsed = (Date.now() - first.current.at) / 1000;
  const rate = elapsed > 2 && done > first.current.done ? Math.round((done - first.current.done) / elapsed) : null;
  const left = run.chunks.total ? Math.max(1, minSeconds(run.chunks.total - run.chunks.uploaded)) : null;
  if (run.canary?.state === "waiting") return [null, null];
  return [rate, run.chunks.total > run.chunks.uploaded ? left : null];
}

const Stage = ({ name, share, text, waiting }) => html`<div class=${`stage ${waiting ? "waiting" : ""}`}>
  <span class="stage-name">${name}</span>
  <progress aria-label=${name} max="1" ...${share === null ? {} : { value: share }}></progress>
  <span class="stage-text">${text}${share ? html` <span class="muted">${percent(share)}</span>` : ""}</span>
</div>`;

function ConfirmDialog({ kind, run, onClose, onDone }) {
  const action = useAction(async () => {
    const { data } = await call("POST", `/api/runs/${run.id}/${kind}`);
    onClose();
    if (kind === "retry") navigate(`/runs/${data.id}`);
    else onDone();
  });
  const name = kind === "cancel" ? "cancel-run" : "retry";
  return html`<${Dialog} title=${t(`ask-${name}`)} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("close")}<//>
      <${Button} kind=${kind === "cancel" ? "danger" : "primary"} busy=${action.busy} onClick=${() => action.start()}>${t(name)}<//>`}>
    <p>${t(`ask-${name}-text`)}</p><${ProblemNotice} problem=${action.problem} /><//>`;
}
