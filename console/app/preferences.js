// The user's preferences in this browser: language, theme. Works without storage, too.
export const preferences = {
  get(name) {
    try {
      return localStorage.getItem(`console.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(`console.${name}`);
      else localStorage.setItem(`console.${name}`, value);
    } catch {
      // Storage is denied: the caller keeps the value until the page is closed.
    }
  },
};

export function applyTheme(theme = preferences.get("theme")) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
