// What is shown to those who cannot come in, or ask for what is not there.
import { html } from "../html.js";
import { t } from "../i18n.js";
import { useTitle } from "../router.js";
import { Brand, LanguageChoice } from "../shell.js";
import { signInAddress, signOutAddress } from "../session.js";
import { Empty, LinkButton, PageHead } from "../ui/parts.js";
import { ProblemNotice } from "../ui/problem.js";

function Door({ title, icon, children, actions, onLanguage }) {
  useTitle(title);
  return html`<main class="door">
    <${Brand} />
    <h1>${title}</h1>
    <div class="door-words">${children}</div>
    <div class="actions">${actions}</div>
    ${onLanguage && html`<${LanguageChoice} onLanguage=${onLanguage} />`}
  </main>`;
}

export const Nobody = ({ onLanguage }) => html`
  <${Door} title=${t("door-nobody")} onLanguage=${onLanguage}
    actions=${html`<${LinkButton} kind="primary" icon="user" href=${signInAddress()}>${t("sign-in")}<//>`}>
    <p>${t("door-nobody-words")}</p><//>`;

export const Stranger = ({ onLanguage }) => html`
  <${Door} title=${t("door-stranger")} onLanguage=${onLanguage}
    actions=${html`<${LinkButton} href=${signOutAddress()}>${t("door-other-account")}<//>`}>
    <p>${t("door-stranger-words")}</p><//>`;

export const Unreachable = ({ problem }) => html`
  <${Door} title=${t("door-unreachable")}><${ProblemNotice} problem=${problem} onRetry=${() => location.reload()} /><//>`;

export function NotAllowed() {
  useTitle(t("error-not-allowed"));
  return html`<${PageHead} title=${t("error-not-allowed")} />
    <${Empty} icon="key" title=${t("door-not-allowed")} actions=${html`<${LinkButton} href="/exports">${t("exports")}<//>`}>
      <p>${t("error-not-allowed-do")}</p><//>`;
}

export function NotThere() {
  useTitle(t("error-not-found"));
  return html`<${PageHead} title=${t("error-not-found")} />
    <${Empty} icon="help" title=${t("door-not-there")} actions=${html`<${LinkButton} href="/exports">${t("exports")}<//>`}>
      <p>${t("error-not-found-do")}</p><//>`;
}
