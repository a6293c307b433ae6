// Pages with only a message: signed out, no role, app unreachable, not allowed, not found.
import { html, useEffect } from "../html.js";
import { t } from "../i18n.js";
import { useTitle } from "../router.js";
import { Brand, LanguageChoice } from "../shell.js";
import { signInAddress, signOutAddress, tellOtherTabs } from "../session.js";
import { Empty, LinkButton, PageHead } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

function MessagePage({ title, children, actions, onLanguage }) {
  useTitle(title);
  return html`<main class="message-page">
    <${Brand} />
    <h1>${title}</h1>
    <div class="message-page-text">${children}</div>
    <div class="actions">${actions}</div>
    ${onLanguage && html`<${LanguageChoice} onLanguage=${onLanguage} />`}
  </main>`;
}

export const SignedOut = ({ onLanguage }) => html`
  <${MessagePage} title=${t("signed-out-title")} onLanguage=${onLanguage}
    actions=${html`<${LinkButton} kind="primary" icon="user" href=${signInAddress()}>${t("sign-in")}<//>`}>
    <p>${t("signed-out-text")}</p><//>`;

// In the tab that was opened to sign in again: the page that waits is told, and goes on.
export function SignedIn() {
  useEffect(tellOtherTabs, []);
  return html`<${MessagePage} title=${t("signed-in-title")} actions=${html`<${LinkButton} href="/">${t("overview")}<//>`}><p>${t("signed-in-text")}</p><//>`;
}

export const NoRole = ({ onLanguage }) => html`
  <${MessagePage} title=${t("no-role-title")} onLanguage=${onLanguage}
    actions=${html`<${LinkButton} href=${signOutAddress()}>${t("other-account")}<//>`}>
    <p>${t("no-role-text")}</p><//>`;

export const Unreachable = ({ problem }) => html`
  <${MessagePage} title=${t("unreachable-title")}><${ProblemNotice} problem=${problem} onRetry=${() => location.reload()} /><//>`;

export function NotAllowed() {
  useTitle(t("not-allowed-title"));
  return html`<${PageHead} title=${t("not-allowed-title")} />
    <${Empty} icon="key" title=${t("error-not-allowed-help")} actions=${html`<${LinkButton} href="/exports">${t("exports")}<//>`} />`;
}

export function NotFound() {
  useTitle(t("page-not-found-title"));
  return html`<${PageHead} title=${t("page-not-found-title")} />
    <${Empty} icon="help" title=${t("error-not-found-help")} actions=${html`<${LinkButton} href="/exports">${t("exports")}<//>`} />`;
}
