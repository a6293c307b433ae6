// A range of days, in the user's time zone.
import { html } from "../html.js";
import { t } from "../i18n.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

// The parameters of the API for the days in the address: from the first moment of one to the last of the other.
export function dateQuery(address) {
  const moment = (name, time) => {
    const day = address.searchParams.get(name) ?? "";
    const at = DAY.test(day) ? new Date(`${day}T${time}`) : null;
    return at && !Number.isNaN(at.getTime()) ? at.toISOString() : "";
  };
  return { from: moment("from", "00:00:00"), to: moment("to", "23:59:59.999") };
}

export const Dates = ({ values, onChange }) => html`
  <label class="filter"><span>${t("date-from")}</span>
    <input type="date" value=${values.from} max=${values.to || undefined} onChange=${(event) => onChange({ from: event.target.value })} /></label>
  <label class="filter"><span>${t("date-to")}</span>
    <input type="date" value=${values.to} min=${values.from || undefined} onChange=${(event) => onChange({ to: event.target.value })} /></label>`;
