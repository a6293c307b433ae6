// Starts the page: language, who is signed in, then what the address asks for.
import { html, render, useEffect, useState } from "./html.js";
import { ahead, useLoad } from "./api.js";
import { changeLanguage, startLanguage } from "./i18n.js";
import { applyTheme } from "./memory.js";
import { followLinks, match, useAddress } from "./router.js";
import { mayManageConnections, mayManageExports, mayManageNotifications, mayReadAudit, mayViewRows, session } from "./session.js";
import { Shell } from "./shell.js";
import { Announcements, Loading } from "./ui/parts.js";
import { Nobody, NotAllowed, NotThere, Stranger, Unreachable } from "./pages/doors.js";
import { Audit } from "./pages/audit.js";
import { ConnectionPage } from "./pages/connection.js";
import { Connections } from "./pages/connections.js";
import { ExportPage } from "./pages/export.js";
import { Exports } from "./pages/exports.js";
import { RunPage } from "./pages/run.js";
import { Runs } from "./pages/runs.js";
import { SegmentPage } from "./pages/segment.js";
import { Segments } from "./pages/segments.js";
import { Settings } from "./pages/settings.js";
import { Wizard } from "./wizard/wizard.js";

// Address → page, and who may see it.
const PAGES = [
  ["/", Exports],
  ["/exports", Exports],
  ["/exports/new", Wizard, mayManageExports],
  ["/exports/:id", ExportPage],
  ["/exports/:id/edit", Wizard, mayManageExports],
  ["/runs", Runs],
  ["/runs/:id", RunPage],
  ["/connections", Connections],
  ["/connections/:id", ConnectionPage, mayManageConnections],
  ["/segments", Segments],
  ["/segments/:name", SegmentPage, mayViewRows],
  ["/audit", Audit, mayReadAudit],
  ["/settings", Settings, mayManageNotifications],
];

// What a page asks as soon as it is drawn, for the one that most visits begin with.
const EXPORTS = ["/api/exports?limit=200", "/api/connections?limit=200", "/api/runs?limit=200"];
const FIRST = { "/": EXPORTS, "/exports": EXPORTS };

function Page({ address }) {
  for (const [pattern, page, allowed] of PAGES) {
    const found = match(pattern, address.pathname);
    if (found) return allowed && !allowed() ? html`<${NotAllowed} />` : html`<${page} key=${address.pathname} ...${found} address=${address} />`;
  }
  return html`<${NotThere} />`;
}

function App() {
  const address = useAddress();
  const [drawn, redraw] = useState(0);
  const [gone, setGone] = useState(false);
  const { data: me, error, loading } = useLoad("/api/me");
  session.me = me;
  useEffect(() => {
    const leave = () => setGone(true);
    window.addEventListener("signed-out", leave);
    return () => window.removeEventListener("signed-out", leave);
  }, []);
  useFocusOnTitle(address.pathname, Boolean(me));
  const onLanguage = async (name) => {
    await changeLanguage(name);
    redraw((n) => n + 1);
  };
  if (loading && !me) return html`<div class="boot"><${Loading} rows=${3} /></div>`;
  if (error?.status === 401) return html`<${Nobody} onLanguage=${onLanguage} key=${drawn} />`;
  if (error?.status === 403) return html`<${Stranger} onLanguage=${onLanguage} key=${drawn} />`;
  if (!me) return html`<${Unreachable} problem=${error} />`;
  return html`<${Shell} key=${drawn} me=${me} address=${address} gone=${gone} onLanguage=${onLanguage}>
      <${Page} address=${address} />
    <//><${Announcements} />`;
}

// After a change of the page a screen reader is told where it is. Not after the first one: the browser does that.
function useFocusOnTitle(path, ready) {
  const [first, setFirst] = useState(path);
  useEffect(() => {
    if (!ready || path === first) return;
    setFirst(null);
    document.getElementById("title")?.focus({ preventScroll: true });
  }, [path, ready]);
}

applyTheme();
followLinks();
const words = startLanguage();
ahead("/api/me", ...(FIRST[location.pathname] ?? []));
words.then(() => {
  document.getElementById("app").replaceChildren();
  render(html`<${App} />`, document.getElementById("app"));
});
