// What to do first, while there are no exports.
import { html } from "../html.js";
import { t } from "../i18n.js";
import { mayManageConnections, mayManageExports } from "../session.js";
import { Empty, LinkButton } from "./components.js";

export const FirstSteps = ({ connected }) => html`
  <${Empty} icon="exports" title=${t("no-exports")} actions=${connected
    ? mayManageExports() && html`<${LinkButton} kind="primary" icon="add" href="/exports/new">${t("add-export")}<//>`
    : mayManageConnections() && html`<${LinkButton} kind="primary" icon="add" href="/connections?add">${t("add-connection")}<//>`}>
    <ol class="first-steps">
      <li class=${connected ? "done" : ""}>${t("first-connection")}</li>
      <li>${t("first-export")}</li>
      <li>${t("first-run")}</li>
    </ol>
    ${!connected && !mayManageConnections() && html`<p>${t("first-ask")}</p>`}<//>`;
