// Signing in to Klaviyo for a connection: the way there, and the page that Klaviyo sends the browser back to.
import { html, useEffect, useState } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { guardInput, navigate, useTitle } from "../router.js";
import { LinkButton, Loading, PageHead, announce } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

const DRAFT = "connection-draft";

// Opens Klaviyo's page. `draft`: what was entered so far for a new connection; it waits in this tab.
export async function beginSignIn({ connectionId = null, draft = null }) {
  const { data } = await call("POST", "/api/klaviyo-sign-ins", { body: { connection_id: connectionId } });
  if (draft) sessionStorage.setItem(DRAFT, JSON.stringify(draft));
  guardInput(null);
  location.assign(data.url);
  // The page stays busy until the browser leaves it.
  return new Promise(() => {});
}

export function takeDraft() {
  const text = sessionStorage.getItem(DRAFT);
  sessionStorage.removeItem(DRAFT);
  return text ? JSON.parse(text) : null;
}

export function SignInPage({ address }) {
  const [answer] = useState(() => Object.fromEntries(["state", "code", "error"].map((name) => [name, address.searchParams.get(name) || undefined])));
  const action = useAction(async () => (await call("POST", "/api/klaviyo-sign-ins/complete", { body: answer })).data);
  useTitle(t("auth-oauth"));
  useEffect(() => void complete(), []);

  async function complete() {
    if (!answer.state) return navigate("/connections", { replace: true });
    // The code belongs into no history, and a reload must not present it again.
    history.replaceState(null, "", address.pathname);
    const done = await action.start();
    if (!done) return;
    if (done.connection_id) {
      sessionStorage.removeItem(DRAFT);
      announce(t("sign-in-done"));
      navigate(`/connections/${done.connection_id}`, { replace: true });
    } else {
      const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "{}");
      sessionStorage.setItem(DRAFT, JSON.stringify({ ...draft, from: "oauth", signedIn: { id: done.id, account: done.account_name } }));
      navigate("/connections?add", { replace: true });
    }
  }
  const again = sessionStorage.getItem(DRAFT) ? "/connections?add" : "/connections";
  return html`<${PageHead} title=${t("auth-oauth")} crumb=${{ href: "/connections", text: t("connections") }} />
    ${action.problem ? html`<${ProblemNotice} problem=${action.problem}><${LinkButton} icon="retry" href=${again}>${t("try-again")}<//><//>` : html`<${Loading} />`}`;
}
