// One run: how far it is, where its rows went, what went wrong and what to do.
import { html, useEffect, useRef, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { duration, number, percent, t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { mayManage } from "../session.js";
import { ACTIVE, Button, Dialog, Facts, LinkButton, Loading, Notice, PageHead, Section, StateChip, Time, announce } from "../ui/parts.js";
import { ProblemNotice, errorActions } from "../ui/problem.js";
import { After, RowFlow } from "../ui/flow.js";
import { Rejects } from "./rejects.js";
import { seconds } from "./runs.js";

export function RunPage({ id }) {
  const path = `/api/runs/${encodeURIComponent(id)}`;
  const [live, setLive] = useState(true);
  const { data: run, error, reload } = useLoad(path, { every: live ? 1000 : undefined });
  const exported = useLoad(run && `/api/exports/${run.export_id}`);
  const connections = useLoad("/api/connections", { all: "connections" });
  const [asked, ask] = useState(null);
  const wasActive = useRef(false);
  useTitle(run ? `${run.export_name}: ${t(`state-${run.state}`)}` : t("run"));
  useEffect(() => {
    if (!run) return;
    const active = ACTIVE.has(run.state);
    if (wasActive.current && !active) announce(t("run-ended", { state: t(`state-${run.state}`) }), run.state === "failed" ? "bad" : "good");
    wasActive.current = active;
    setLive(active);
  }, [run?.state]);

  const crumb = { href: "/runs", text: t("runs") };
  if (!run) return html`<${PageHead} title=${t("run")} crumb=${crumb} />${error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} />`}`;
  const active = ACTIVE.has(run.state);
  const may = exported.data && mayManage(exported.data, connections.data?.connections);
  const retryable = may && run.state !== "successful" && !active && (run.counts.failed > 0 || (run.error && run.counts.read === 0));
  return html`
    <${PageHead} title=${run.export_name} data crumb=${crumb}
      lead=${html`<p class="run-state"><${StateChip} state=${run.state} /> <span>${t(`trigger-${run.trigger}`)}</span> · <${Time} at=${run.queued_at} exact /></p>`}
      actions=${html`
        ${may && active && html`<${Button} icon="stop" disabled=${run.cancel_requested_at} onClick=${() => ask("cancel")}>${t("cancel-run")}<//>`}
        ${retryable && html`<${Button} kind="primary" icon="retry" onClick=${() => ask("retry")}>${t("retry")}<//>`}
        <${LinkButton} href=${`/exports/${run.export_id}`} icon="exports">${t("export")}<//>`} />
    ${error && html`<${ProblemNotice} problem=${error} kind="warn" />`}
    ${run.cancel_requested_at && active && html`<${Notice} title=${t("cancel-asked")} />`}
    ${run.error && html`<${ProblemNotice} problem=${run.error}>${errorActions(run.error.type, run, exported.data?.connection_id)}<//>`}
    ${run.removal?.state === "held" && html`<${Removal} run=${run} may=${may} />`}
    ${active && html`<${Progress} run=${run} />`}
    ${!active && run.counts.read === 0 && !run.error && html`<${Notice} title=${t("run-nothing")} />`}
    ${run.counts.read + run.counts.removed > 0 && html`<${Section} title=${t("flow-title")}>
      ${run.counts.read > 0 && html`<${RowFlow} counts=${run.counts} running=${active} />`}<${After} counts=${run.counts} /><//>`}
    <${Sentences} title=${t("warnings")} lines=${run.warnings} />
    <${Sentences} title=${t("notes")} lines=${run.notes} />
    ${!active && run.counts.rejected + run.counts.duplicates + run.counts.failed > 0 &&
      html`<${Rejects} run=${run} may=${may} />`}
    <${Section} title=${t("details")}><${Facts} items=${[
      [t("started-by"), run.trigger === "on_demand" ? html`<span translate=${false}>${run.started_by}</span>` : t(`trigger-${run.trigger}`)],
      [t("queued"), html`<${Time} at=${run.queued_at} exact />`],
      [t("started"), run.started_at && html`<${Time} at=${run.started_at} exact />`],
      [t("ended"), run.ended_at && html`<${Time} at=${run.ended_at} exact />`],
      [t("took"), seconds(run) !== null && html`<span class="number">${duration(seconds(run))}</span>`],
      [t("speed"), run.ended_at && seconds(run) > 0 && run.counts.accepted > 0 && t("per-second", { count: Math.round(run.counts.accepted / seconds(run)) })],
      [t("chunks"), run.chunks.total > 0 && number(run.chunks.total)],
      [t("retry-of"), run.retry_of && html`<a href=${`/runs/${run.retry_of}`}><code translate=${false}>${run.retry_of}</code></a>`],
      [t("identifier"), html`<code translate=${false}>${run.id}</code>`],
    ]} /><//>
    ${asked && html`<${Ask} what=${asked} run=${run} onClose=${() => ask(null)} onDone=${reload} />`}`;
}

// The app's own sentences are in English.
const Sentences = ({ title, lines }) => lines.length > 0 && html`<${Section} title=${title}>
  <ul class="sentences" translate=${false} lang="en">${lines.map((one) => html`<li>${one}</li>`)}</ul><//>`;

// Klaviyo takes 10 import jobs a second and 150 a minute (its rate limits for this endpoint): no chunk goes up sooner.
const windows = (chunks) => (chunks <= 10 ? chunks / 10 : (chunks / 150) * 60);

function Progress({ run }) {
  const { total, uploaded, imported } = run.chunks;
  const staged = run.state !== "queued" && run.state !== "preparing";
  const [rate, left] = usePace(run);
  return html`<${Section} title=${t("progress")} class="progress">
    <${Stage} name=${t("stage-preparing")} share=${staged ? 1 : null} waiting=${run.state === "queued"}
      words=${staged ? t("stage-read", { count: run.counts.read }) : t(`state-${run.state}`)} />
    <${Stage} name=${t("stage-uploading")} share=${total ? uploaded / total : staged ? null : 0} waiting=${!staged}
      words=${total ? t("stage-chunks", { done: uploaded, total }) : staged ? t("stage-chunks-open", { done: uploaded }) : t("stage-waiting")} />
    <${Stage} name=${t("stage-importing")} share=${total ? imported / total : 0} waiting=${!uploaded}
      words=${total ? t("stage-chunks", { done: imported, total }) : t("stage-waiting")} />
    <p class="pace" role="status">${[rate && t("per-second", { count: rate }), left !== null && t("time-left", { time: duration(left) })].filter(Boolean).join(" · ")}</p>
    ${left !== null && html`<p class="hint">${t("time-left-words")}</p>`}
  <//>`;
}

// Profiles a second since the page began to watch, and the seconds Klaviyo's windows ask for at least.
function usePace(run) {
  const first = useRef(null);
  const size = run.chunks.total ? (run.counts.read - run.counts.duplicates - run.counts.rejected - run.counts.unchanged) / run.chunks.total : 0;
  const done = run.chunks.imported * size;
  first.current ??= { at: Date.now(), done };
  const passed = (Date.now() - first.current.at) / 1000;
  const rate = passed > 2 && done > first.current.done ? Math.round((done - first.current.done) / passed) : null;
  const left = run.chunks.total ? Math.max(1, windows(run.chunks.total - run.chunks.uploaded)) : null;
  return [rate, run.chunks.total > run.chunks.uploaded ? left : null];
}

const Stage = ({ name, share, words, waiting }) => html`<div class=${`stage ${waiting ? "waiting" : ""}`}>
  <span class="stage-name">${name}</span>
  <progress aria-label=${name} max="1" ...${share === null ? {} : { value: share }}></progress>
  <span class="stage-words">${words}${share ? html` <span class="faint">${percent(share)}</span>` : ""}</span>
</div>`;

function Removal({ run, may }) {
  const action = useAction(async () => {
    const { data } = await call("POST", `/api/runs/${run.id}/confirm-removal`);
    announce(t("removal-confirmed"));
    navigate(`/runs/${data.id}`);
  });
  const [asked, ask] = useState(false);
  const words = t("removal-held-words", { count: run.removal.planned, share: percent(run.removal.share_percent / 100) });
  return html`<${Notice} kind="warn" title=${t("removal-held")}
      actions=${may && html`<${Button} kind="danger" onClick=${() => ask(true)}>${t("confirm-removal")}<//>`}>
      <p>${words}</p><//>
    ${asked && html`<${Dialog} title=${t("confirm-removal")} onClose=${() => ask(false)} actions=${html`
        <${Button} onClick=${() => ask(false)}>${t("cancel")}<//>
        <${Button} kind="danger" busy=${action.busy} onClick=${() => action.start()}>${t("confirm-removal")}<//>`}>
      <p>${words}</p><${ProblemNotice} problem=${action.problem} /><//>`}`;
}

function Ask({ what, run, onClose, onDone }) {
  const action = useAction(async () => {
    const { data } = await call("POST", `/api/runs/${run.id}/${what}`);
    onClose();
    if (what === "retry") navigate(`/runs/${data.id}`);
    else onDone();
  });
  const word = what === "cancel" ? "cancel-run" : "retry";
  return html`<${Dialog} title=${t(`ask-${word}`)} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("close")}<//>
      <${Button} kind=${what === "cancel" ? "danger" : "primary"} busy=${action.busy} onClick=${() => action.start()}>${t(word)}<//>`}>
    <p>${t(`ask-${word}-words`)}</p><${ProblemNotice} problem=${action.problem} /><//>`;
}
