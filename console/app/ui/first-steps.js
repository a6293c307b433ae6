// What to do first, until a run has succeeded: connection, list, export, run.
import { html } from "../html.js";
import { useLoad } from "../api.js";
import { t } from "../i18n.js";
import { mayManageConnections, mayManageExports, session } from "../session.js";
import { savedDraft } from "../wizard/saved-draft.js";
import { Empty, LinkButton, Section } from "./components.js";

// Who has more exports than this knows how to start.
const FEW = 3;
const SUCCEEDED = new Set(["successful", "completed_with_warnings"]);

// A list may be chosen in an export that is not saved yet.
const isListChosen = () => Boolean(savedDraft.read(session.me.id, "new  ")?.draft?.list_id);

const Steps = ({ done }) => html`<ol class="first-steps">
  ${["connection", "list", "export", "run"].map((step, i) => html`<li class=${done[i] ? "done" : ""} key=${step}>
    <span>${t(`first-${step}`)}${done[i] && html`<span class="visually-hidden"> – ${t("done")}</span>`}</span></li>`)}</ol>`;

// While there are no exports.
export const FirstSteps = ({ connected }) => html`
  <${Empty} icon="exports" title=${t("no-exports")} actions=${connected
    ? mayManageExports() && html`<${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`
    : mayManageConnections() && html`<${LinkButton} kind="primary" icon="add" href="/connections?add">${t("add-connection")}<//>`}>
    <${Steps} done=${[connected, connected && isListChosen(), false, false]} />
    ${!connected && !mayManageConnections() && html`<p>${t("first-ask")}</p>`}<//>`;

// While there are exports, but no run of them has succeeded.
export function FirstRun({ count }) {
  const { data } = useLoad(count > 0 && count <= FEW && "/api/exports", { query: { limit: FEW } });
  if (!data || data.exports.some((one) => one.recent_runs.some(({ state }) => SUCCEEDED.has(state)))) return null;
  const [first] = data.exports;
  return html`<${Section} title=${`${t("first-steps")}: ${t("first-steps-done", { done: 3, count: 4 })}`} help="console#from-a-connection-to-a-run"
    actions=${first && html`<${LinkButton} kind="primary" href=${`/exports/${first.id}`}>${t("export")}<//>`}>
    <${Steps} done=${[true, true, true, false]} /><//>`;
}
