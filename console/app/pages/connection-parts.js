// Parts of the forms of a connection: who may use it, and when opt-outs are read.
import { html, useState } from "../html.js";
import { t } from "../i18n.js";
import { session } from "../session.js";
import { Button } from "../ui/components.js";
import { Choice, Select, Text } from "../ui/form.js";
import { Filter } from "../ui/table.js";

// The name of a connection among these. Of two with the same name, each is told by its ID.
export const distinctName = (one, all) => (all.filter(({ display_name }) => display_name === one.display_name).length > 1
  ? `${one.display_name} (${one.id})` : one.display_name);

// The connection of exports, or of runs. One that was removed, or that the user may not use, has only its ID.
export const ConnectionFilter = ({ value, connections, more = [], onChange }) => {
  const known = [...connections.map((one) => [one.id, distinctName(one, connections), true]), ...more];
  const options = !value || known.some(([id]) => id === value) ? known : [...known, [value, value, true]];
  return html`<${Filter} label=${t("connection")} value=${value} options=${options} onChange=${onChange} />`;
};

const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// Users and groups of Entra ID who may use the connection, whatever its access says.
export function ExportUsers({ users, onChange }) {
  const [open, setOpen] = useState(false);
  const me = { id: session.me.id.toLowerCase(), name: session.me.name, kind: "user" };
  const add = (user) => onChange([...users.filter((one) => one.id !== user.id), user]);
  return html`<fieldset class="choice"><legend>${t("export-users")}</legend><p class="hint">${t("export-users-text")}</p>
    ${users.length > 0 && html`<ul class="user-list">${users.map((user) => html`<li key=${user.id}><span translate=${false}>${user.name}</span> <span class="muted">${t(`principal-${user.kind}`)}</span>
      <${Button} icon="remove" class="square" aria-label=${t("remove-property", { name: user.name })} onClick=${() => onChange(users.filter((one) => one !== user))} /></li>`)}</ul>`}
    <div class="actions">
      ${OBJECT_ID.test(me.id) && !users.some((one) => one.id === me.id) && html`<${Button} icon="user" onClick=${() => add(me)}>${t("add-yourself")}<//>`}
      <${Button} icon="add" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t("add-export-user")}<//></div>
    ${open && html`<${NewExportUser} onAdd=${(user) => (add(user), setOpen(false))} />`}
  </fieldset>`;
}

function NewExportUser({ onAdd }) {
  const [user, set] = useState({ id: "", name: "", kind: "user" });
  const ready = OBJECT_ID.test(user.id.trim()) && user.name.trim();
  return html`<div class="nested">
    <${Select} label=${t("kind-of-user")} value=${user.kind} options=${["user", "group"].map((kind) => [kind, t(`principal-${kind}`)])} onChange=${(kind) => set({ ...user, kind })} />
    <${Text} label=${t("name")} value=${user.name} maxlength="200" onInput=${(name) => set({ ...user, name })} />
    <${Text} label=${t("object-id")} value=${user.id} maxlength="36" onInput=${(id) => set({ ...user, id })} />
    <${Button} icon="add" disabled=${!ready} onClick=${() => onAdd({ ...user, id: user.id.trim().toLowerCase(), name: user.name.trim() })}>${t("add-to-list")}<//>
  </div>`;
}

// When opt-outs are read at Klaviyo: never, with the system refresh, or at times of its own.
export function FeedChoice({ feed, onChange }) {
  const kind = feed?.schedule.kind ?? "off";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const schedules = { refresh: { kind: "refresh" }, cron: { kind: "cron", expression: "15 * * * *", time_zone: zone } };
  return html`<${Choice} label=${t("feed")} help="connections#learn-who-opted-out-in-klaviyo" hint=${t("feed-text")} value=${kind} onChange=${(name) => onChange(name === "off" ? null : { schedule: schedules[name] })}
      options=${[["off", t("feed-off")], ["refresh", t("schedule-refresh")], ["cron", t("schedule-custom")]]} />
    ${kind === "cron" && html`<div class="nested"><${Text} label=${t("cron")} hint=${t("cron-hint")} value=${feed.schedule.expression} maxlength="100"
      onInput=${(expression) => onChange({ schedule: { ...feed.schedule, expression } })} /></div>`}`;
}
