// Where did my rows go: from one bar of all rows read, a band to each outcome, as thick as it has rows.
import { html } from "../html.js";
import { number, percent, t } from "../i18n.js";

const OUTCOMES = ["added", "updated", "accepted", "unchanged", "duplicates", "rejected", "failed"];
const ROW = 52, WIDTH = 120, BAR = 14;

// `counts` as the API gives them. Accepted rows are shown as added and updated where that is known.
export function outcomes(counts) {
  const split = counts.added + counts.updated === counts.accepted;
  return OUTCOMES.filter((name) => (split ? name !== "accepted" : name !== "added" && name !== "updated"))
    .map((name) => ({ name, count: counts[name] }))
    .filter(({ count }) => count > 0);
}

export function RowFlow({ counts, running }) {
  const parts = outcomes(counts);
  const open = counts.read - parts.reduce((sum, { count }) => sum + count, 0);
  if (open > 0 && running) parts.push({ name: "open", count: open });
  const height = Math.max(parts.length * ROW, ROW);
  const rest = height - 2 * (parts.length - 1);
  // The smallest part stays visible; the others give it room in proportion.
  const least = parts.map(({ count }) => Math.max((count / counts.read) * rest, 3));
  const scale = rest / least.reduce((sum, size) => sum + size, 0);
  let from = 0;
  const bands = parts.map(({ name }, i) => {
    const thick = least[i] * scale, end = Math.min(thick, ROW - 12), middle = i * ROW + ROW / 2;
    const y = from;
    from += thick + 2;
    return { name, bar: [y, thick], path: `M${BAR} ${y}C${WIDTH / 2} ${y} ${WIDTH / 2} ${middle - end / 2} ${WIDTH} ${middle - end / 2}V${middle + end / 2}C${WIDTH / 2} ${middle + end / 2} ${WIDTH / 2} ${y + thick} ${BAR} ${y + thick}Z` };
  });
  return html`<div class="flow">
    <p class="flow-read"><span class="flow-count">${number(counts.read)}</span> ${t("flow-read", { count: counts.read })}</p>
    <svg class="flow-picture" viewBox=${`0 0 ${WIDTH} ${height}`} width=${WIDTH} height=${height} aria-hidden="true" focusable="false">
      ${bands.map(({ name, bar, path }) => html`<path class=${`fill-${name} band`} d=${path} />
        <rect class=${`fill-${name}`} x="0" y=${bar[0]} width=${BAR - 2} height=${bar[1]} rx="1.5" />`)}
    </svg>
    <ul class="flow-parts">${parts.map(({ name, count }) => html`<li>
      <span class=${`swatch fill-${name}`} aria-hidden="true"></span>
      <span><span class="flow-line"><span class="flow-count">${number(count)}</span> <span class="flow-name">${t(`count-${name}`)}</span>
        <span class="faint">${percent(count / counts.read)}</span></span>
        <span class="flow-words">${t(`count-${name}-words`)}</span></span></li>`)}</ul>
  </div>`;
}

// What was done after the import.
export const After = ({ counts }) => ["removed", "cleared", "subscribed"].filter((name) => counts[name] > 0).map((name) => html`
  <p class="flow-after" key=${name}>${t(`flow-${name}`, { count: counts[name] })}</p>`);
