// The frame of every page: navigation, the signed-in user, language and appearance.
import { html, useEffect, useState } from "./html.js";
import { LANGUAGES, languageNow, t } from "./i18n.js";
import { applyTheme, preferences } from "./preferences.js";
import { mayLookUpPeople, mayManageNotifications, mayReadAudit, signInAside, signOutAddress } from "./session.js";
import { Icon, LinkButton, Loading, Notice } from "./ui/components.js";

const PAGES = [
  ["/", "overview", "home"],
  ["/exports", "exports", "exports"],
  ["/runs", "runs", "runs"],
  ["/connections", "connections", "connection"],
  ["/segments", "segments", "segments"],
  ["/people", "people", "user", mayLookUpPeople],
  ["/audit", "audit", "audit", mayReadAudit],
  ["/settings", "settings", "settings", mayManageNotifications],
];

export const Brand = () => html`<span class="brand"><span class="brand-mark"><${Icon} name="exports" /></span><span>${t("app-name")}</span></span>`;

// As in index.html: shown until the signed-in user is known.
export const ShellSkeleton = () => html`<div class="shell boot">
  <div class="side"><div class="side-head"><span class="brand-mark"><${Icon} name="exports" /></span></div></div>
  <div class="page-content"><${Loading} rows=${3} /></div>
</div>`;

export const LanguageChoice = ({ onLanguage }) => html`
  <label class="plain-select"><span class="visually-hidden">${t("language")}</span>
    <select value=${languageNow()} onChange=${(event) => onLanguage(event.target.value)}>
      ${Object.entries(LANGUAGES).map(([key, name]) => html`<option value=${key} lang=${key} translate=${false}>${name}</option>`)}
    </select></label>`;

export function ThemeChoice() {
  const [theme, set] = useState(preferences.get("theme") ?? "");
  const choose = (event) => {
    preferences.set("theme", event.target.value || null);
    applyTheme(event.target.value);
    set(event.target.value);
  };
  return html`<label class="plain-select"><span class="visually-hidden">${t("theme")}</span>
    <select value=${theme} onChange=${choose}>
      <option value="">${t("theme-system")}</option>
      <option value="light">${t("theme-light")}</option>
      <option value="dark">${t("theme-dark")}</option>
    </select></label>`;
}

export function Shell({ me, address, sessionExpired, onLanguage, children }) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [address.pathname]);
  const isCurrent = (path) => (path === "/" ? address.pathname === "/" : address.pathname.startsWith(path));
  return html`
    <a class="skip" href="#main">${t("skip")}</a>
    <div class="shell">
      <header class="side">
        <div class="side-head">
          <a class="brand-link" href="/"><${Brand} /></a>
          <button type="button" class="button plain square phone-only" aria-expanded=${open ? "true" : "false"}
            aria-controls="navigation" aria-label=${t("menu")} onClick=${() => setOpen(!open)}><${Icon} name=${open ? "cross" : "menu"} /></button>
        </div>
        <div id="navigation" class=${`side-body ${open ? "open" : ""}`}>
          <nav aria-label=${t("navigation")}><ul>
            ${PAGES.filter(([, , , allowed]) => !allowed || allowed()).map(([path, word, icon]) => html`<li>
              <a href=${path} aria-current=${isCurrent(path) ? "page" : undefined}><${Icon} name=${icon} /><span>${t(word)}</span></a></li>`)}
          </ul></nav>
          <div class="side-foot">
            <div class="user"><${Icon} name="user" />
              <span><span translate=${false} class="user-name" title=${me.name}>${me.name}</span><span class="muted">${t(`role-${me.role}`)}</span></span></div>
            <div class="preferences"><${LanguageChoice} onLanguage=${onLanguage} /><${ThemeChoice} /></div>
            <div class="side-links"><a class="subtle-link" href="/help" target="_blank" hreflang="en">${t("help-all")}<span class="visually-hidden"> (${t("new-tab")})</span></a>
              <a class="subtle-link" href=${signOutAddress()}>${t("sign-out")}</a></div>
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1">
        ${sessionExpired && html`<${Notice} kind="warn" title=${t("session-expired")}
          actions=${html`<${LinkButton} kind="primary" icon="user" ...${signInAside}>${t("sign-in")}<span class="visually-hidden"> (${t("new-tab")})</span><//>`}
          ><p>${t("error-sign-in-required-help")}</p><//>`}
        ${children}
      </main>
    </div>`;
}
