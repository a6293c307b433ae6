// Errors in the user's language: a title and help for each error type of the API, with what happened below.
import { html } from "../html.js";
import { detailOf, has, list, t } from "../i18n.js";
import { Button, LinkButton, Notice } from "./components.js";
import { KeyLink } from "./copy.js";
import { HelpLink } from "./help.js";
import { mayManageConnections, signInAside } from "../session.js";

// The only type that is not the app's: the browser got no answer.
const NO_ANSWER = "network";
const MAX_LISTED = 20;

// The titles of the API's errors are texts of the app; that of the browser's own error is the console's.
export function errorTitle({ type, title }) {
  const message = [`text-error-${type}`, `error-${type}`].find(has);
  return message ? t(message) : title;
}

// What a refused request says about a field of the form.
export function fieldProblem(problem, field) {
  const isAbout = (one) => one.field === field || one.field?.startsWith(`${field}.`);
  const found = problem && [...(problem.errors ?? []), problem].find(isAbout);
  return found ? detailOf(found) : null;
}

// What it says about the key of a connection, however it was given.
export const keyProblem = (problem) => ["api_key", "secret_name", "sign_in"].map((field) => fieldProblem(problem, field)).find(Boolean)
  ?? (problem?.type === "key-refused" ? errorTitle(problem) : null);

// A field of the API by the label that forms have for it.
function labelOf(field) {
  const name = field.split(".")[0].replaceAll("_", "-");
  return has(name) ? t(name) : field;
}

function sentenceOf(problem) {
  const [only] = problem.code === "field-invalid" ? problem.errors ?? [] : [];
  return only ? `${labelOf(only.field)}: ${detailOf(only)}` : detailOf(problem);
}

export const errorHelp = (problem) => (has(`error-${problem.type}-help`) ? t(`error-${problem.type}-help`) : null);

// `problem` is a Problem, or the error of a run. `onRetry` offers to try again.
export function ProblemNotice({ problem, onRetry, children, kind = "bad" }) {
  if (!problem) return null;
  const help = errorHelp(problem), scopes = problem.missing_scopes ?? [];
  const more = (problem.more_errors ?? 0) + Math.max(0, (problem.errors?.length ?? 0) - MAX_LISTED);
  const actions = [
    problem.type === "sign-in-required" && html`<${LinkButton} kind="primary" icon="user" ...${signInAside}>${t("sign-in")}<span class="visually-hidden"> (${t("new-tab")})</span><//>`,
    onRetry && html`<${Button} icon="retry" onClick=${onRetry}>${t("try-again")}<//>`,
    children,
  ].filter(Boolean);
  return html`<${Notice} problem=${problem} kind=${kind} title=${errorTitle(problem)} actions=${actions.length ? actions : null}>
    ${scopes.length > 0 ? html`<p>${t("missing-scopes", { scopes: list(scopes) })} <${KeyLink} scopes=${scopes} /></p>`
      : help && html`<p>${help} ${problem.type !== NO_ANSWER && html`<${HelpLink} to=${`errors#${problem.type}`} />`}</p>`}
    ${problem.detail && !scopes.length && html`<p class="detail" translate=${false}>${sentenceOf(problem)}</p>`}
    ${problem.errors?.length > 1 && html`<ul class="detail" translate=${false}>
      ${problem.errors.slice(0, MAX_LISTED).map((one) => html`<li>${one.field ? `${labelOf(one.field)}: ${detailOf(one)}` : one.name ?? detailOf(one)}</li>`)}
    </ul>`}
    ${more > 0 && html`<p>${t("more-errors", { count: more })}</p>`}
  <//>`;
}

// 412: someone else changed the resource first. The user decides which version stays.
export const ConflictNotice = ({ problem, onReload, onOverwrite }) => html`
  <${Notice} problem=${problem} kind="warn" title=${t("conflict-title")} actions=${[
    html`<${Button} icon="retry" onClick=${onReload}>${t("conflict-reload")}<//>`,
    html`<${Button} kind="danger" onClick=${onOverwrite}>${t("conflict-overwrite")}<//>`,
  ]}><p>${t("conflict-text")}</p><//>`;

// Links that help after an error that ended a run.
export function errorActions(type, run, connectionId) {
  const edit = html`<${LinkButton} icon="edit" href=${`/exports/${run.export_id}/edit`}>${t("edit-export")}<//>`;
  const places = {
    "key-refused": mayManageConnections() && connectionId &&
      html`<${LinkButton} icon="key" href=${`/connections/${connectionId}`}>${t("replace-key")}<//>`,
    "connection-missing": edit, "list-not-found": edit, "column-missing": edit, "over-limit": edit,
    "segment-not-found": html`<${LinkButton} icon="segments" href="/segments">${t("segments")}<//>`,
  };
  return places[type] || null;
}
