// The signed-in user, with the permissions that the API gives the role (shared/api/permissions.py).
export const session = { me: null };

export const may = (permission) => session.me?.permissions.includes(permission) ?? false;
const permitted = (permission) => () => may(permission);

export const mayManageExports = permitted("manage_exports");
export const mayManageSegments = permitted("manage_segments");
export const mayWriteSelects = permitted("write_selects");
const mayRunExports = permitted("run_exports");
export const mayViewRows = permitted("view_rows");
export const mayManageConnections = permitted("manage_connections");
export const mayLookUpPeople = permitted("look_up_people");
export const mayErasePeople = permitted("erase_people");
export const mayReadAudit = permitted("read_audit");
export const mayManageNotifications = permitted("manage_notifications");

// Users manage and run exports on the connections that they may use, which the API names to them; only administrators
// manage detached ones.
export const mayManage = (exportConfig) => mayManageConnections() || (mayManageExports() && Boolean(exportConfig.connection_name));
export const mayRun = (exportConfig) => mayManageConnections() || (mayRunExports() && Boolean(exportConfig.connection_name));

const currentAddress = () => encodeURIComponent(location.pathname + location.search);
export const signInAddress = () => `/.auth/login/aad?post_login_redirect_uri=${currentAddress()}`;

// Signing in again, in a tab of its own: what a dialog or a form of this page holds stays. The page of that tab tells this one.
const SIGNED_IN = "/signed-in";
export const signInAside = { href: `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(SIGNED_IN)}`, target: "_blank" };
const tabs = () => new BroadcastChannel("console.signed-in");
export const tellOtherTabs = () => {
  const channel = tabs();
  channel.postMessage(null);
  channel.close();
};

// Calls `act` when the user has signed in again in another tab; returns what ends that.
export function onSignedInElsewhere(act) {
  const channel = tabs();
  channel.onmessage = act;
  return () => channel.close();
}

export const signOutAddress = () => "/.auth/logout?post_logout_redirect_uri=%2F";
