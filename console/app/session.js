// Who looks at the page, and what they may.
export const session = { me: null };

const RANK = { viewer: 1, contributor: 2, administrator: 3 };
const atLeast = (role) => (RANK[session.me?.role] ?? 0) >= RANK[role];

export const mayContribute = () => atLeast("contributor");
export const mayAdminister = () => atLeast("administrator");

// An export is managed by whoever may use its connection; a detached one by administrators.
export const mayManage = (exported, connections) =>
  mayAdminister() || (mayContribute() && (connections ?? []).some(({ id }) => id === exported.connection_id));

const here = () => encodeURIComponent(location.pathname + location.search);
export const signInAddress = () => `/.auth/login/aad?post_login_redirect_uri=${here()}`;
export const signOutAddress = () => "/.auth/logout?post_logout_redirect_uri=%2F";
