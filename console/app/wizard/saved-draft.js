// The draft of an export in the browser's session storage, one for each user and export: it outlives a reload, another
// page and a sign-in, and goes with the tab. It holds what the form has, and no rows of customers.
const key = (user, name) => `console.draft.${user}.${name}`;

export const savedDraft = {
  read(user, name) {
    try {
      return JSON.parse(sessionStorage.getItem(key(user, name)));
    } catch {
      return null;
    }
  },
  write(user, name, value) {
    try {
      sessionStorage.setItem(key(user, name), JSON.stringify(value));
    } catch {
      // Storage is denied or full: the draft lasts as long as the page.
    }
  },
  remove(user, name) {
    try {
      sessionStorage.removeItem(key(user, name));
    } catch {
      // As above.
    }
  },
};
