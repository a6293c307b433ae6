// What an erasure found and did: in the app, and at each Klaviyo account. Nothing is claimed that is not recorded.
import { html, useEffect, useState } from "../html.js";
import { useLoad } from "../api.js";
import { detailOf, list, t, textOf } from "../i18n.js";
import { Loading, Notice, Time } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

// `asked`: the erasure as it was when it was requested, if that is known.
export function ErasureResult({ id, asked }) {
  const [every, setEvery] = useState(1500);
  const { data, error, reload } = useLoad(`/api/people/erasures/${id}`, { every });
  const result = data ?? asked;
  useEffect(() => void (result && result.state !== "queued" && setEvery(0)), [result?.state]);
  if (!result) return error ? html`<${ProblemNotice} problem=${error} onRetry=${reload} />` : html`<${Loading} rows=${2} />`;
  const { state, waiting_for: waiting } = result;
  if (state === "queued") {
    return html`<${Notice} title=${t("erasure-queued")}>${waiting && html`<p translate=${false}>${textOf(waiting)}</p>`}
      <p>${t("erasure-in-audit")}</p><${Done} result=${result} /><//>`;
  }
  const refused = Object.keys(result.refused).length;
  const kind = state === "failed" ? "bad" : refused ? "warn" : "good";
  const title = state === "failed" ? t("erasure-failed") : refused ? t(result.requested.length ? "erasure-refused-some" : "erasure-refused") : found(result);
  return html`<${Notice} kind=${kind} title=${title}>
    ${state === "failed" && html`<p translate=${false}>${detailOf(result.error)}</p>${!result.erased_at && html`<p>${t("erasure-repeat")}</p>`}`}
    ${kind !== "good" && result.erased_at && html`<p>${found(result)}</p>`}
    <${Done} result=${result} />
    ${state === "done" && result.klaviyo && !result.requested.length && !refused && html`<p>${t("erasure-no-accounts")}</p>`}
    <p class="hint"><${Time} at=${result.ended_at} exact /></p><//>`;
}

const found = ({ snapshots, files }) => t(snapshots + files ? "erasure-done" : "erasure-none", { snapshots, files });

const Done = ({ result: { requested, refused } }) => html`
  ${requested.length > 0 && html`<p>${t("erasure-requested")} <span class="muted">(<span translate=${false}>${list(requested)}</span>)</span></p>`}
  ${Object.keys(refused).length > 0 && html`<ul class="bullets" translate=${false}>${Object.entries(refused).map(([account, why]) => html`<li key=${account}><code>${account}</code>: ${textOf(why)}</li>`)}</ul>`}`;
