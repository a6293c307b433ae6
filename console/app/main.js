// Starts the page: loads the language and the signed-in user, then shows the page of the address.
import { html, render, useEffect, useState } from "./html.js";
import { get, prefetch, useLoad } from "./api.js";
import { changeLanguage, startLanguage, t } from "./i18n.js";
import { applyTheme } from "./preferences.js";
import { followLinks, match, useAddress } from "./router.js";
import { mayLookUpPeople, mayManageConnections, mayManageExports, mayManageNotifications, mayManageSegments, mayReadAudit, mayViewRows, onSignedInElsewhere, session } from "./session.js";
import { Shell, ShellSkeleton } from "./shell.js";
import { Announcements, announce } from "./ui/components.js";
import { PageHelp } from "./ui/help.js";
import { SignedIn, SignedOut, NotAllowed, NotFound, NoRole, Unreachable } from "./pages/messages.js";
import { Audit } from "./pages/audit.js";
import { ConnectionPage } from "./pages/connection.js";
import { Connections } from "./pages/connections.js";
import { DefineSegment } from "./pages/define-segment.js";
import { ExportPage } from "./pages/export.js";
import { Exports } from "./pages/exports.js";
import { Home } from "./pages/home.js";
import { People } from "./pages/people.js";
import { RunPage } from "./pages/run.js";
import { Runs } from "./pages/runs.js";
import { SegmentPage } from "./pages/segment.js";
import { Segments } from "./pages/segments.js";
import { Settings } from "./pages/settings.js";
import { SignInPage } from "./pages/sign-in.js";
import { Wizard } from "./wizard/wizard.js";

// Address → page, the section of the documentation that explains it, and the check of who may open it.
const PAGES = [
  ["/", Home, "console#pages"],
  ["/exports", Exports, "console#pages"],
  ["/exports/new", Wizard, "console#from-a-connection-to-a-run", mayManageExports],
  ["/exports/:id", ExportPage, "lifecycle#start"],
  ["/exports/:id/edit", Wizard, "console#from-a-connection-to-a-run", mayManageExports],
  ["/runs", Runs, "lifecycle#states"],
  ["/runs/:id", RunPage, "console#after-a-run"],
  ["/connections", Connections, "connections"],
  ["/connections/sign-in", SignInPage, "connections#sign-in-to-klaviyo", mayManageConnections],
  ["/connections/:id", ConnectionPage, "connections", mayManageConnections],
  ["/segments", Segments, "segments#the-list-of-segments"],
  ["/segments/:name", SegmentPage, "segments#formats", mayViewRows],
  ["/define-segment", DefineSegment, "segments-defined", mayManageSegments],
  ["/define-segment/:name", DefineSegment, "segments-defined", mayManageSegments],
  ["/people", People, "people", mayLookUpPeople],
  ["/audit", Audit, "security#roles-and-permissions", mayReadAudit],
  ["/settings", Settings, "console#pages", mayManageNotifications],
];

// API requests of the pages that most visits start with: sent before the page is rendered.
const PREFETCHED = { "/": ["/api/overview"], "/exports": ["/api/exports?limit=50", "/api/connections?limit=200"] };

function Page({ address }) {
  for (const [pattern, page, help, allowed] of PAGES) {
    const found = match(pattern, address.pathname);
    if (found) return html`<${PageHelp.Provider} value=${help}>${allowed && !allowed() ? html`<${NotAllowed} />`
      : html`<${page} key=${address.pathname} ...${found} address=${address} />`}<//>`;
  }
  return html`<${NotFound} />`;
}

function App() {
  const address = useAddress();
  const [renderKey, rerender] = useState(0);
  const [sessionExpired, setSessionExpired] = useState(false);
  const { data: me, error, loading } = useLoad("/api/me");
  session.me = me;
  useEffect(() => {
    const expire = () => setSessionExpired(true);
    window.addEventListener("signed-out", expire);
    return () => window.removeEventListener("signed-out", expire);
  }, []);
  useEffect(() => sessionExpired && onSignedInElsewhere(async () => {
    const user = await get("/api/me").catch(() => null);
    if (!user) return;
    // Another user must not go on with the work of the first.
    if (user.id !== session.me?.id) return location.reload();
    setSessionExpired(false);
    announce(t("signed-in-again"));
  }) || undefined, [sessionExpired]);
  useFocusOnTitle(address.pathname, Boolean(me));
  const onLanguage = async (name) => {
    await changeLanguage(name);
    rerender((n) => n + 1);
  };
  if (loading && !me) return html`<${ShellSkeleton} />`;
  if (error?.status === 401) return html`<${SignedOut} onLanguage=${onLanguage} key=${renderKey} />`;
  if (error?.status === 403) return html`<${NoRole} onLanguage=${onLanguage} key=${renderKey} />`;
  if (me && address.pathname === "/signed-in") return html`<${SignedIn} />`;
  if (!me) return html`<${Unreachable} problem=${error} />`;
  return html`<${Shell} key=${renderKey} me=${me} address=${address} sessionExpired=${sessionExpired} onLanguage=${onLanguage}>
      <${Page} address=${address} />
    <//><${Announcements} />`;
}

// Moves the focus to the title after each change of the page, so that a screen reader announces it. After the first
// load the browser does that.
function useFocusOnTitle(path, ready) {
  const [initialPath, setInitialPath] = useState(path);
  useEffect(() => {
    if (!ready || path === initialPath) return;
    setInitialPath(null);
    document.getElementById("title")?.focus({ preventScroll: true });
  }, [path, ready]);
}

applyTheme();
followLinks();
const messagesLoaded = startLanguage();
prefetch("/api/me", ...(PREFETCHED[location.pathname] ?? []));
messagesLoaded.then(() => {
  document.getElementById("app").replaceChildren();
  render(html`<${App} />`, document.getElementById("app"));
});
