// A text that people need elsewhere, such as an ID, with a button that copies it.
import { html } from "../html.js";
import { t } from "../i18n.js";
import { Button, announce } from "./components.js";

// `name`: what is shown instead of the text.
export function Copy({ text, label, name }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(t("copied"));
    } catch {
      announce(t("copy-failed"), "warn");
    }
  };
  return html`<span class="copy">${name ? html`<span translate=${false}>${name}</span>` : html`<code translate=${false}>${text}</code>`}<${Button} class="square" icon="copy" title=${text} aria-label=${t("copy-named", { name: label })} onClick=${copy} /></span>`;
}

// Where Klaviyo makes private keys, with these scopes chosen (Klaviyo's Help Center: How to create a private API key). A
// key cannot be given further scopes later, so those that the app needs are always among them.
const NEEDED_SCOPES = ["accounts:read", "lists:read", "lists:write", "profiles:read", "profiles:write"];
export const KeyLink = ({ scopes = [] }) => html`<a href=${`https://www.klaviyo.com/create-private-api-key?scopes=${[...new Set([...NEEDED_SCOPES, ...scopes])].join(",")}`}
  target="_blank" rel="noopener noreferrer">${t("create-key")}</a>`;

// The list in Klaviyo: its address is the one that Klaviyo's own pages have.
export const ListLink = ({ id, name }) => html`<span class="copy"><${Copy} text=${id} name=${name} label=${t("list-id")} />
  <a href=${`https://www.klaviyo.com/list/${encodeURIComponent(id)}`} target="_blank" rel="noopener noreferrer">${t("open-in-klaviyo")}</a></span>`;
