// Preview: counts, warnings and the first profiles as they would be sent. Nothing is sent.
import { html, useEffect, useRef, useState } from "../html.js";
import { call, get } from "../api.js";
import { duration, list, number, t, textOf } from "../i18n.js";
import { Button, DetailList, Loading, Notice } from "../ui/components.js";
import { ImpactFigures } from "../ui/impact.js";
import { RowOutcomes } from "../ui/outcomes.js";
import { ProblemNotice } from "../ui/problem.js";
import { Table } from "../ui/table.js";
import { reasonName, rejectColumns } from "../pages/rejects.js";
import { body } from "./draft.js";
import { fieldName } from "./fields.js";

export function PreviewStep({ id, draft, dirty, incomplete, goTo }) {
  if (!incomplete.length) return html`<${Preview} draft=${draft} saved=${dirty ? null : id} />`;
  return html`<${Notice} kind="warn" title=${t("preview-blocked")} actions=${incomplete.map((name) => html`<${Button} onClick=${() => goTo(name)}>${t(`step-${name}`)}<//>`)} />`;
}

// Of a saved export (`saved` is its id) the preview compares with what was sent before; otherwise as for a new export.
function Preview({ draft, saved }) {
  const [preview, set] = useState(null);
  const [problem, setProblem] = useState(null);
  const latest = useRef(0);
  const request = async (isLatest) => {
    for (;;) {
      try {
        return (await (saved ? call("POST", `/api/exports/${saved}/preview`) : call("POST", "/api/preview", { body: body(draft) }))).data;
      } catch (error) {
        // One preview at a time for each user: wait until the previous one is done.
        if (error.type !== "preview-active" || !isLatest()) throw error;
        await new Promise((done) => setTimeout(done, 1500));
      }
    }
  };
  const start = async () => {
    const current = ++latest.current;
    set({ state: "preparing" });
    setProblem(null);
    try {
      let data = await request(() => current === latest.current);
      while (current === latest.current && data.state === "preparing") {
        await new Promise((done) => setTimeout(done, 700));
        data = await get(`/api/previews/${data.id}`);
      }
      if (current === latest.current) set(data);
    } catch (error) {
      if (current === latest.current) (set(null), setProblem(error));
    }
  };
  useEffect(() => {
    start();
    return () => void latest.current++;
  }, []);
  if (problem) return html`<${ProblemNotice} problem=${problem} onRetry=${start} />`;
  if (!preview || preview.state === "preparing") return html`<div role="status"><p>${t("preview-preparing")}</p><${Loading} rows=${3} /></div>`;
  if (preview.state === "failed") return html`<${ProblemNotice} problem=${preview.error} onRetry=${start} />`;
  const { counts } = preview;
  // Shown like the outcomes of a run: rows to send count as accepted.
  const outcomes = { ...counts, accepted: counts.to_send, failed: 0 };
  return html`
    <h3 class="preview-title">${t("preview-title")}</h3>
    <p class="hint">${t("preview-text")}${!saved && html` ${t("preview-as-new")}`}</p>
    <${RowOutcomes} counts=${outcomes} />
    <${DetailList} items=${[
      [t("chunks"), number(preview.chunks)],
      [t("preview-time"), html`<span class="number">${duration(preview.min_seconds)}</span>`],
      [t("count-removed"), counts.removed > 0 && number(counts.removed)],
      [t("columns-not-used"), preview.unused_columns.length > 0 && html`<span translate=${false}>${list(preview.unused_columns)}</span>`],
    ]} />
    ${preview.impact && html`<h3 class="preview-title">${t("impact-title")}</h3><${ImpactFigures} impact=${preview.impact} />`}
    ${preview.warnings.length > 0 && html`<${Notice} kind="warn" title=${t("warnings")}><ul class="bullets" translate=${false}>${preview.warnings.map((one) => html`<li>${textOf(one)}</li>`)}</ul><//>`}
    ${preview.reasons.length > 0 && html`<h3 class="preview-title">${t("rejects")}</h3>
      <ul class="bullets">${preview.reasons.map((one) => html`<li><strong>${number(one.count)}</strong> ${reasonName(one.reason)}</li>`)}</ul>
      ${preview.rejects.length > 0 && html`<details class="aside"><summary>${t("examples")} (${number(preview.rejects.length)})</summary>
        <${Table} label=${t("rejects")} columns=${rejectColumns()} rows=${preview.rejects.map((row, id) => ({ ...row, id }))} /></details>`}`}
    ${preview.profiles.length > 0 && html`<h3 class="preview-title">${t("preview-profiles")}</h3><${Profiles} profiles=${preview.profiles} />`}
    <p><${Button} icon="retry" onClick=${start}>${t("preview-again")}<//></p>`;
}

// Profiles as a table: a column for each field that any of them has.
function Profiles({ profiles }) {
  const flat = profiles.map((profile, id) => ({ id, values: flatten(profile.attributes ?? profile) }));
  const names = [...new Set(flat.flatMap(({ values }) => Object.keys(values)))];
  return html`<${Table} label=${t("preview-profiles")} rows=${flat} columns=${names.map((name, i) => ({
    key: name, label: fieldName(name), main: i === 0, cell: (row) => html`<span translate=${false}>${text(row.values[name])}</span>` }))} />`;
}

const text = (value) => (value === undefined || value === null ? "–" : Array.isArray(value) ? value.join(", ") : String(value));

const flatten = (profile) => Object.fromEntries(Object.entries(profile).flatMap(([name, value]) =>
  (name === "location" || name === "properties") && value ? Object.entries(value).map(([key, one]) => [`${name}.${key}`, one]) : [[name, value]]));
