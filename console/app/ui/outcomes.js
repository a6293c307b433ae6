// The outcomes of a run's rows as a picture: from one bar of all rows read, a band leads to each outcome, its height in
// proportion to the rows.
import { html } from "../html.js";
import { number, percent, t } from "../i18n.js";

const OUTCOMES = ["added", "updated", "accepted", "unchanged", "duplicates", "rejected", "failed", "unconfirmed"];
const ROW = 52, WIDTH = 120, BAR = 14;

// `counts` as the API gives them. Accepted rows are shown as added and updated where that is known.
export function listOutcomes(counts) {
  const split = counts.added + counts.updated === counts.accepted;
  return OUTCOMES.filter((name) => (split ? name !== "accepted" : name !== "added" && name !== "updated"))
    .map((name) => ({ name, count: counts[name] }))
    .filter(({ count }) => count > 0);
}

// `unconfirmed`: those of the failed rows that were sent, and may have been accepted. `waits`: the rows without an outcome wait for a user's confirmation, not for Klaviyo.
export function RowOutcomes({ counts, running, waits, unconfirmed = 0 }) {
  const parts = listOutcomes({ ...counts, failed: counts.failed - unconfirmed, unconfirmed });
  const pending = counts.read - parts.reduce((sum, { count }) => sum + count, 0);
  if (pending > 0 && running) parts.push({ name: "pending", count: pending });
  const height = Math.max(parts.length * ROW, ROW);
  const rest = height - 2 * (parts.length - 1);
  // Keep the smallest part visible; the others shrink in proportion.
  const sizes = parts.map(({ count }) => Math.max((count / counts.read) * rest, 3));
  const scale = rest / sizes.reduce((sum, size) => sum + size, 0);
  let top = 0;
  const bands = parts.map(({ name }, i) => {
    const thickness = sizes[i] * scale, end = Math.min(thickness, ROW - 12), middle = i * ROW + ROW / 2;
    const y = top;
    top += thickness + 2;
    return { name, bar: [y, thickness], path: `M${BAR} ${y}C${WIDTH / 2} ${y} ${WIDTH / 2} ${middle - end / 2} ${WIDTH} ${middle - end / 2}V${middle + end / 2}C${WIDTH / 2} ${middle + end / 2} ${WIDTH / 2} ${y + thickness} ${BAR} ${y + thickness}Z` };
  });
  return html`<div class="outcomes">
    <p class="outcomes-read"><span class="outcomes-count">${number(counts.read)}</span> ${t("outcomes-read", { count: counts.read })}</p>
    <svg class="outcomes-chart" viewBox=${`0 0 ${WIDTH} ${height}`} width=${WIDTH} height=${height} aria-hidden="true" focusable="false">
      ${bands.map(({ name, bar, path }) => html`<path class=${`fill-${name} outcome-band`} d=${path} />
        <rect class=${`fill-${name}`} x="0" y=${bar[0]} width=${BAR - 2} height=${bar[1]} rx="1.5" />`)}
    </svg>
    <ul class="outcomes-list">${parts.map(({ name, count }) => html`<li>
      <span class=${`swatch fill-${name}`} aria-hidden="true"></span>
      <span><span class="outcomes-line"><span class="outcomes-count">${number(count)}</span> <span class="outcomes-name">${t(`count-${name}`)}</span>
        <span class="muted">${percent(count / counts.read)}</span></span>
        <span class="outcomes-text">${name === "pending" && waits ? t("canary-waiting") : t(`count-${name}-text`)}</span></span></li>`)}</ul>
  </div>`;
}

// Counts beside those of the rows: whom Klaviyo did not have, and what followed the import.
const NOTES = ["not_found", "removed", "cleared", "subscribed", "suppressed", "unsubscribed"];
export const PostImportCounts = ({ counts }) => NOTES.filter((name) => counts[name] > 0).map((name) => html`
  <p class="outcomes-note" key=${name}>${t(`outcomes-${name}`, { count: counts[name] })}</p>`);
