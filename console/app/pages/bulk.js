// Actions on many exports at once: what happens is said first, then done one after the other, and refusals are listed.
import { html, useState } from "../html.js";
import { call, clearCache, get, useLoad } from "../api.js";
import { detailOf, number, t } from "../i18n.js";
import { Button, Data, Dialog, Notice } from "../ui/components.js";
import { Check, Select } from "../ui/form.js";
import { ProblemNotice, errorTitle } from "../ui/problem.js";
import { distinctExport } from "../ui/names.js";
import { moveTo, readLists } from "./bulk-move.js";
import { distinctName } from "./connection-parts.js";

const KINDS = ["run", "pause", "resume", "move", "remove"];
const ICONS = { run: "play", pause: "clock", resume: "clock", move: "connection", remove: "remove" };
const AT_ONCE = 4;

const ACTIONS = {
  run: (one) => call("POST", `/api/exports/${one.id}/runs`),
  pause: (one) => call("PATCH", `/api/exports/${one.id}`, { body: { enabled: false } }),
  resume: (one) => call("PATCH", `/api/exports/${one.id}`, { body: { enabled: true } }),
  remove: (one) => call("DELETE", `/api/exports/${one.id}`),
};

// Loads every export that a query of the list finds, page by page.
export async function allMatching(query) {
  const found = [];
  for (let cursor; cursor !== null; ) {
    const page = await get("/api/exports", { ...query, limit: 200, cursor });
    found.push(...page.exports);
    cursor = page.next_cursor ?? null;
  }
  return found;
}

// `chosen`: Map of ID → export. `total`: how many match the filters.
export function BulkBar({ chosen, total, onAll, onClear, onAct }) {
  if (!chosen.size) return null;
  return html`<div class="bulk" role="region" aria-label=${t("chosen-exports")}>
    <strong>${t("chosen-count", { count: chosen.size })}</strong>
    ${chosen.size < total && html`<button type="button" class="link" onClick=${onAll}>${t("choose-all", { count: total })}</button>`}
    <button type="button" class="link" onClick=${onClear}>${t("choose-none")}</button>
    <div class="actions">${KINDS.map((kind) => html`<${Button} key=${kind} icon=${ICONS[kind]} kind=${kind === "remove" ? "danger" : "plain"} onClick=${() => onAct(kind)}>${t(`bulk-${kind}`)}<//>`)}</div>
  </div>`;
}

export function BulkDialog({ kind, exports, connections, onClose, onDone }) {
  const [progress, setProgress] = useState(null);
  const [target, setTarget] = useState("");
  const [create, setCreate] = useState(false);
  const [problem, setProblem] = useState(null);
  const lists = useLoad(kind === "move" && target ? `/api/connections/${target}/lists` : null, { query: { limit: 200 } });
  const start = async () => {
    const refused = [];
    let done = 0;
    setProblem(null);
    setProgress({ done, refused, running: true });
    try {
      const act = kind === "move" ? moveTo(target, await readLists([...exports.map((one) => one.connection_id), target]), create) : ACTIONS[kind];
      const waiting = [...exports];
      const work = async () => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          await act(one).catch((error) => refused.push({ one, error }));
          done += 1;
          setProgress({ done, refused: [...refused], running: true });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      clearCache();
      setProgress({ done, refused, running: false });
      onDone();
    } catch (error) {
      setProblem(error);
      setProgress(null);
    }
  };
  const finished = progress && !progress.running;
  const close = () => (progress?.running ? undefined : onClose(finished));
  return html`<${Dialog} title=${t(`bulk-ask-${kind}`, { count: exports.length })} onClose=${close} actions=${finished
      ? html`<${Button} kind="primary" onClick=${close}>${t("close")}<//>`
      : html`<${Button} disabled=${progress?.running} onClick=${close}>${t("cancel")}<//>
        <${Button} kind=${kind === "remove" ? "danger" : "primary"} icon=${ICONS[kind]} busy=${progress?.running} disabled=${kind === "move" && !target} onClick=${start}>${t(`bulk-${kind}`)}<//>`}>
    ${!progress && html`<p>${t(`bulk-text-${kind}`)}</p>
      <ul class="bullets" translate=${false}>${exports.slice(0, 5).map((one) => html`<li key=${one.id}>${distinctExport(one, exports)}</li>`)}${exports.length > 5 && html`<li>… +${number(exports.length - 5)}</li>`}</ul>
      ${kind === "move" && html`<${Select} label=${t("connection-for-export")} value=${target} onChange=${setTarget}
          options=${[["", t("choose")], ...connections.map((one) => [one.id, one.account_name ? `${distinctName(one, connections)} (${one.account_name})` : distinctName(one, connections), true])]} />
        <${ProblemNotice} problem=${lists.error} />
        <${Check} label=${t("bulk-create-lists")} hint=${t("bulk-create-lists-text")} checked=${create} onChange=${setCreate} />`}`}
    <${ProblemNotice} problem=${problem} />
    ${progress && html`<p role="status">${t("bulk-progress", { done: progress.done - progress.refused.length, count: exports.length })}</p>
      <progress aria-label=${t("progress")} max=${exports.length} value=${progress.done}></progress>
      ${progress.refused.length > 0 && html`<${Notice} kind="warn" title=${t("bulk-refused", { count: progress.refused.length })}>
        <ul class="bullets">${progress.refused.slice(0, 50).map(({ one, error }) => html`<li key=${one.id}><${Data}>${distinctExport(one, exports)}<//>: ${errorTitle(error)}${error.detail && html`<span class="detail second-line" translate=${false}>${detailOf(error)}</span>`}</li>`)}</ul><//>`}`}
  <//>`;
}
