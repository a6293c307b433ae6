// What the page remembers of its reader, in this browser alone: language, theme. Works where storage is denied, too.
export const memory = {
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
      // Remembered until the page is closed, by whoever asked.
    }
  },
};

export function applyTheme(theme = memory.get("theme")) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
