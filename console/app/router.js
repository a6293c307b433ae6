// The page's addresses: history, links, document title.
import { useEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";

const changed = new EventTarget();

export function navigate(path, { replace = false, scroll = true } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  changed.dispatchEvent(new Event("change"));
  if (scroll) window.scrollTo(0, 0);
}

const here = () => location.pathname + location.search;

export function useAddress() {
  const [address, set] = useState(here());
  const shown = useRef(address);
  shown.current = address;
  useEffect(() => {
    const update = () => set(here());
    const onBack = () => {
      if (!askFirst) return update();
      // The page stays as it is, at its address, until the user has decided.
      history.pushState(null, "", shown.current);
      askFirst();
    };
    changed.addEventListener("change", update);
    window.addEventListener("popstate", onBack);
    return () => {
      changed.removeEventListener("change", update);
      window.removeEventListener("popstate", onBack);
    };
  }, []);
  return new URL(address, location.origin);
}

let askFirst = null;
const warn = (event) => event.preventDefault();

// Has Back, Forward, reload and closing the tab ask first, because they would lose what was entered: `ask` for the first
// two, the browser for the others. Null ends that.
export function guardInput(ask) {
  askFirst = ask;
  window[ask ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
}

// Links to the page's own addresses change the page without reloading it.
export function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    const external = url.origin !== location.origin || /^\/(api|\.auth|help|licences\.txt)\b/.test(url.pathname);
    if (external || link.target || link.hasAttribute("download") || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    navigate(url.pathname + url.search);
  });
}

// Matches a pattern such as "/exports/:id/edit"; returns the named parts, or null.
export function match(pattern, path) {
  const wanted = pattern.split("/"), parts = path.replace(/(.)\/$/, "$1").split("/");
  if (wanted.length !== parts.length) return null;
  const found = {};
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(":")) found[part.slice(1)] = decoded(parts[i]);
    else if (part !== parts[i]) return null;
  }
  return found;
}

// An address that is not well-formed names nothing, but must not blank the page.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const back = () => (history.length > 1 ? history.back() : navigate("/"));

export function useTitle(title) {
  useEffect(() => {
    document.title = title ? `${title} · ${t("app-name")}` : t("app-name");
  }, [title]);
}
