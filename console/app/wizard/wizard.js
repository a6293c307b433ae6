// Adds and edits an export, step by step.
import { html, useEffect, useMemo, useRef, useState } from "../html.js";
import { call, clearCache, get, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { Button, Icon, LinkButton, Loading, PageHead, announce } from "../ui/components.js";
import { ConflictNotice, ProblemNotice } from "../ui/problem.js";
import { columnsOf } from "../pages/segment.js";
import { STEPS, body, draftOf, emptyDraft, stepOf, validate } from "./draft.js";
import { FIELDS } from "./fields.js";
import { ConnectionStep } from "./connection-step.js";
import { SegmentsStep } from "./segments-step.js";
import { MatchingStep } from "./matching-step.js";
import { RulesStep } from "./rules-step.js";
import { PreviewStep } from "./preview-step.js";

const PAGES = { connection: ConnectionStep, segments: SegmentsStep, matching: MatchingStep, rules: RulesStep, preview: PreviewStep };

export function Wizard({ id, address }) {
  const from = id ?? address.searchParams.get("from");
  const [start, setStart] = useState(null);
  const [failed, setFailed] = useState(null);
  const title = t(id ? "edit-export" : "add-export");
  useTitle(title);
  const load = async () => {
    setFailed(null);
    try {
      const found = from && (await call("GET", `/api/exports/${encodeURIComponent(from)}`));
      const draft = { ...emptyDraft(), ...(found && draftOf(found.data)) };
      if (found && !id) Object.assign(draft, { name: t("copy-of", { name: draft.name }).slice(0, 200), list_id: "" });
      if (!found && address.searchParams.has("segment")) draft.segments = [address.searchParams.get("segment")];
      setStart({ draft: { ...draft, connection_id: draft.connection_id ?? "" }, etag: id ? found.etag : null });
    } catch (problem) {
      setFailed(problem);
    }
  };
  useEffect(() => void load(), []);
  const crumb = { href: id ? `/exports/${id}` : "/exports", text: t(id ? "export" : "exports") };
  if (!start) return html`<${PageHead} title=${title} crumb=${crumb} />${failed ? html`<${ProblemNotice} problem=${failed} onRetry=${load} />` : html`<${Loading} />`}`;
  return html`<${PageHead} title=${title} crumb=${crumb} /><${Steps} ...${{ id, ...start, reload: load }} key=${start.etag} />`;
}

function Steps({ id, draft: initialDraft, etag, reload }) {
  const [draft, setDraft] = useState(initialDraft);
  const [step, setStep] = useState("connection");
  const [visited, setVisited] = useState(new Set());
  const connections = useLoad("/api/connections", { query: { limit: 200 } });
  const details = useSegments(draft.segments);
  const columns = useMemo(() => commonColumns(details), [details]);
  const change = (part) => setDraft((before) => ({ ...before, ...part }));
  const suggestion = useSuggestion(details, draft, change);
  const errors = validate(draft, columns);
  const dirty = draft !== initialDraft;
  useEffect(() => {
    const warn = (event) => event.preventDefault();
    if (dirty) window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);

  const save = useAction(async (run, force) => {
    const query = run ? { run: "true" } : {};
    const { data } = id
      ? await call("PATCH", `/api/exports/${id}`, { body: body(draft), etag: force ? undefined : etag, query })
      : await call("POST", "/api/exports", { body: body(draft), query });
    clearCache();
    announce(t("saved"));
    navigate(data.run ? `/runs/${data.run.id}` : `/exports/${data.id}`);
  });
  const problemStep = stepOf(save.problem?.field);
  const incomplete = STEPS.filter((name) => Object.keys(errors[name]).length);
  const goTo = (name) => {
    setVisited(new Set([...visited, step]));
    setStep(name);
    requestAnimationFrame(() => document.getElementById("step-title")?.focus());
  };
  const finish = (run) => {
    setVisited(new Set(STEPS));
    if (incomplete.length) goTo(incomplete[0]);
    else save.start(run, false);
  };
  const at = STEPS.indexOf(step);
  const errorOf = (field) => {
    if (save.problem?.field === field || save.problem?.field?.startsWith(`${field}.`)) return save.problem.detail;
    const key = visited.has(step) && errors[step][field];
    return key ? t(key) : null;
  };
  const state = (name) => (name === problemStep || (visited.has(name) && Object.keys(errors[name]).length) ? "bad" : visited.has(name) && name !== "preview" ? "done" : "open");
  return html`<div class="wizard">
    <nav aria-label=${t("steps")}><ol class="steps">${STEPS.map((name, i) => html`<li class=${state(name)} key=${name}>
      <button type="button" aria-current=${name === step ? "step" : undefined} onClick=${() => goTo(name)}>
        <span class="step-mark" aria-hidden="true">${state(name) === "done" ? html`<${Icon} name="check" />` : state(name) === "bad" ? html`<${Icon} name="alert" />` : i + 1}</span>
        <span>${t(`step-${name}`)}${state(name) === "bad" && html`<span class="visually-hidden"> – ${t("step-invalid")}</span>`}</span></button></li>`)}</ol></nav>
    <section class="panel step" aria-labelledby="step-title">
      <h2 id="step-title" tabindex="-1">${t(`step-${step}`)}</h2>
      <p class="hint step-text">${t(`step-${step}-text`)}</p>
      ${save.problem?.status === 412
        ? html`<${ConflictNotice} problem=${save.problem} onReload=${reload} onOverwrite=${() => save.start(false, true)} />`
        : html`<${ProblemNotice} problem=${save.problem} />`}
      <${PAGES[step]} ...${{ id, draft, change, errorOf, connections: connections.data?.connections, details, columns, suggestion, dirty, incomplete, goTo }} />
      <div class="step-actions actions">
        ${at > 0 && html`<${Button} icon="back" onClick=${() => goTo(STEPS[at - 1])}>${t("previous")}<//>`}
        <span class="grow"></span>
        <${LinkButton} href=${id ? `/exports/${id}` : "/exports"}>${t("cancel")}<//>
        ${at < STEPS.length - 1 && !id && html`<${Button} kind="primary" icon="arrow" onClick=${() => goTo(STEPS[at + 1])}>${t("next")}<//>`}
        ${at < STEPS.length - 1 && id && html`<${Button} icon="arrow" onClick=${() => goTo(STEPS[at + 1])}>${t("next")}<//>`}
        ${(id || at === STEPS.length - 1) && html`
          <${Button} kind=${at < STEPS.length - 1 ? "primary" : "plain"} busy=${save.busy} onClick=${() => finish(false)}>${t("save")}<//>`}
        ${at === STEPS.length - 1 && html`<${Button} kind="primary" icon="play" busy=${save.busy} onClick=${() => finish(true)}>${t("save-and-run")}<//>`}
      </div>
    </section>
  </div>`;
}

// Loads the chosen segments with their columns and suggestions; null or undefined while one is loading.
function useSegments(names) {
  const [found, set] = useState({});
  useEffect(() => {
    for (const name of names) {
      if (name in found) continue;
      set((before) => ({ ...before, [name]: null }));
      get(`/api/segments/${encodeURIComponent(name)}`)
        .catch((problem) => ({ name, columns: [], problems: [problem.detail], sample: [], failed: true }))
        .then((segment) => set((before) => ({ ...before, [name]: segment })));
    }
  }, [names]);
  return useMemo(() => names.map((name) => found[name]), [names, found]);
}

// Fills the mapping with the suggestion of the chosen segments, as long as the user has not edited it. Returns it.
function useSuggestion(details, draft, change) {
  const suggestion = details.find((one) => one?.suggestion)?.suggestion;
  const suggested = useRef(null);
  useEffect(() => {
    const { mapping } = draft;
    if (!suggestion || (mapping !== suggested.current && FIELDS.some((field) => mapping[field]))) return;
    const edited = mapping === suggested.current ? {} : mapping;
    suggested.current = { ...suggestion, ...edited, properties: { ...suggestion.properties, ...edited.properties } };
    change({ mapping: suggested.current });
  }, [suggestion]);
  return suggestion;
}

// Columns that every chosen segment has, with examples; null while they are unknown.
function commonColumns(details) {
  const known = details.filter((one) => one && !one.failed && one.columns.length);
  if (!known.length) return null;
  const [one, ...others] = known;
  return columnsOf(one)
    .filter(({ name }) => others.every((other) => columnsOf(other).some((column) => column.name === name)))
    .map((column) => ({ ...column, examples: column.examples?.length ? column.examples.map(String) : samples(one, column.name) }));
}

const samples = (segment, name) =>
  [...new Set((segment.sample ?? []).map((row) => row[name]).filter((value) => value !== null && value !== undefined && value !== ""))].slice(0, 3).map(String);
