// Links to the documentation, which the app serves below /help. They open a tab of their own, so that no form is left.
import { createContext, html, useContext } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "./icons.js";

// The section of the documentation that explains the page shown: "mapping#identity".
export const PageHelp = createContext(null);

const TARGET = { target: "_blank", hreflang: "en" };

// Beside a title: of the page, or of the section `about` that `to` explains.
export function TitleHelp({ to, about }) {
  const ofPage = useContext(PageHelp);
  const name = `${about ? t("help-about", { title: about }) : t("help-page")} (${t("new-tab")})`;
  return (to ?? ofPage) && html`<a class="title-help" href=${`/help/${to ?? ofPage}`} ...${TARGET} aria-label=${name} title=${name}><${Icon} name="help" /></a>`;
}

// After the hint of a field, or in a notice. `by` is the id of the label that says what it explains, where the text around
// it does not.
export const HelpLink = ({ to, by }) => html`<a class="help-link" href=${`/help/${to}`} ...${TARGET} aria-describedby=${by}>${t("learn-more")}<span class="visually-hidden"> (${t("new-tab")})</span></a>`;
