// The last runs of an export as bars: the height is the number of rows read, the colors are their outcomes.
import { html } from "../html.js";
import { moment, number, t } from "../i18n.js";
import { navigate } from "../router.js";
import { listOutcomes } from "./outcomes.js";

const HEIGHT = 96, STEP = 22, WIDE = 16;

export function History({ runs }) {
  const shown = runs.slice(0, 30).reverse();
  const most = Math.max(1, ...shown.map((run) => run.counts.read));
  return html`<figure class="history">
    <div class="history-scroll" tabindex="0" role="group" aria-label=${t("history")}>
    <svg width=${shown.length * STEP} height=${HEIGHT + 8} viewBox=${`0 0 ${shown.length * STEP} ${HEIGHT + 8}`} role="img" aria-label=${t("history-text", { count: shown.length })}>
      ${shown.map((run, i) => html`<${Bar} run=${run} x=${i * STEP} most=${most} key=${run.id} />`)}
      <line class="baseline" x1="0" x2=${shown.length * STEP} y1=${HEIGHT + 0.5} y2=${HEIGHT + 0.5} />
    </svg></div>
    <figcaption class="legend">${["added", "updated", "unchanged", "duplicates", "rejected", "failed"].map((name) => html`<span><span class=${`swatch fill-${name}`}></span>${t(`count-${name}`)}</span>`)}</figcaption>
  </figure>`;
}

function Bar({ run, x, most }) {
  let y = HEIGHT;
  const title = `${moment(run.queued_at)} · ${t(`state-${run.state}`)} · ${number(run.counts.read)} → ${number(run.counts.accepted)}`;
  const parts = listOutcomes(run.counts).map(({ name, count }) => {
    const barHeight = Math.max((count / most) * (HEIGHT - 4), 1.5);
    y -= barHeight;
    return html`<rect class=${`fill-${name === "accepted" ? "added" : name}`} x=${x} y=${Math.max(y, 0)} width=${WIDE} height=${barHeight} />`;
  });
  return html`<g class="history-bar" onClick=${() => navigate(`/runs/${run.id}`)}><title>${title}</title>
    <rect class="history-hit" x=${x - 3} y="0" width=${STEP} height=${HEIGHT} />
    ${parts.length ? parts : html`<rect class=${`fill-${run.state === "failed" ? "failed" : "unchanged"}`} x=${x} y=${HEIGHT - 3} width=${WIDE} height="3" />`}
  </g>`;
}
