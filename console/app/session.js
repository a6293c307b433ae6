// The user who is signed in, with the permissions that the API gives the role (shared/api/permissions.py).
export const session = { me: null };

export const may = (permission) => session.me?.permissions.includes(permission) ?? false;
const permitted = (permission) => () => may(permission);

export const mayManageExports = permitted("manage_exports");
export const mayViewRows = permitted("view_rows");
export const mayManageConnections = permitted("manage_connections");
export const mayReadAudit = permitted("read_audit");
export const mayManageNotifications = permitted("manage_notifications");

// An export is managed by users who may use its connection; a detached one by administrators.
export const mayManage = (exported, connections) =>
  mayManageConnections() || (mayManageExports() && (connections ?? []).some(({ id }) => id === exported.connection_id));

const here = () => encodeURIComponent(location.pathname + location.search);
export const signInAddress = () => `/.auth/login/aad?post_login_redirect_uri=${here()}`;
export const signOutAddress = () => "/.auth/logout?post_logout_redirect_uri=%2F";
