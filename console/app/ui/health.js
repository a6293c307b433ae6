// The last runs of an export in small: a bar for each, oldest first, its height by the rows read.
import { html } from "../html.js";
import { moment, number, t } from "../i18n.js";

const STEP = 7, WIDE = 5, HEIGHT = 22;
const KINDS = { successful: "good", completed_with_warnings: "warn", failed: "bad", skipped: "quiet", canceled: "quiet" };

export function Health({ runs }) {
  if (!runs?.length) return null;
  const shown = [...runs].reverse();
  const most = Math.max(1, ...shown.map((run) => run.read));
  const counts = Object.entries(Object.groupBy(shown, (run) => run.state)).map(([state, some]) => `${t(`state-${state}`)}: ${number(some.length)}`);
  return html`<svg class="health" width=${shown.length * STEP} height=${HEIGHT} role="img" aria-label=${t("health-text", { count: shown.length, states: counts.join(", ") })}>
    ${shown.map((run, i) => {
      const height = Math.max(3, (run.read / most) * HEIGHT);
      return html`<rect key=${run.id} class=${`health-${KINDS[run.state] ?? "active"}`} x=${i * STEP} y=${HEIGHT - height} width=${WIDE} height=${height} rx="1">
        <title>${`${moment(run.queued_at)} · ${t(`state-${run.state}`)} · ${number(run.read)}`}</title></rect>`;
    })}
  </svg>`;
}
