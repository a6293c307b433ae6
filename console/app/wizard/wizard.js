// Adds and edits an export, step by step. The step is in the address and the draft in the session, so that nothing is lost.
import { html, useEffect, useMemo, useRef, useState } from "../html.js";
import { call, clearCache, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { navigate, useTitle } from "../router.js";
import { session } from "../session.js";
import { Button, Dialog, Loading, Notice, PageHead, announce, submitOnEnter } from "../ui/components.js";
import { ConflictNotice, ProblemNotice, fieldProblem } from "../ui/problem.js";
import { checkStep } from "./check.js";
import { STEPS, body, draftOf, emptyDraft, stepOf, validate } from "./draft.js";
import { savedDraft } from "./saved-draft.js";
import { commonColumns, useSegments, useSuggestion } from "./segment-data.js";
import { StepList } from "./step-list.js";
import { Summary } from "./summary.js";
import { ConnectionStep } from "./connection-step.js";
import { SegmentsStep } from "./segments-step.js";
import { MatchingStep } from "./matching-step.js";
import { RulesStep } from "./rules-step.js";
import { PreviewStep } from "./preview-step.js";

const PAGES = { connection: ConnectionStep, segments: SegmentsStep, matching: MatchingStep, rules: RulesStep, preview: PreviewStep };

export function Wizard({ id, address }) {
  const source = address.searchParams.get("from"), segment = address.searchParams.get("segment");
  const from = id ?? source;
  const name = id ?? `new ${source ?? ""} ${segment ?? ""}`;
  const [start, setStart] = useState(null);
  const [failed, setFailed] = useState(null);
  const title = t(id ? "edit-export" : "add-export");
  useTitle(title);
  const load = async () => {
    setFailed(null);
    try {
      const saved = savedDraft.read(session.me.id, name);
      if (saved?.draft) return setStart({ ...saved, restored: true });
      const found = from && (await call("GET", `/api/exports/${encodeURIComponent(from)}`));
      const draft = { ...emptyDraft(), ...(found && draftOf(found.data)) };
      if (found && !id) Object.assign(draft, { name: t("copy-of", { name: draft.name }).slice(0, 200), list_id: "" });
      if (!found && segment) draft.segments = [segment];
      setStart({ draft: { ...draft, connection_id: draft.connection_id ?? "" }, etag: id ? found.etag : null, visited: [] });
    } catch (problem) {
      setFailed(problem);
    }
  };
  const restart = () => {
    savedDraft.remove(session.me.id, name);
    setStart(null);
    load();
  };
  useEffect(() => void load(), []);
  const crumb = { href: id ? `/exports/${id}` : "/exports", text: t(id ? "export" : "exports") };
  if (!start) return html`<${PageHead} title=${title} crumb=${crumb} />${failed ? html`<${ProblemNotice} problem=${failed} onRetry=${load} />` : html`<${Loading} />`}`;
  return html`<${PageHead} title=${title} crumb=${crumb} /><${Steps} ...${{ id, address, name, ...start, restart }} key=${start.etag} />`;
}

function Steps({ id, address, name, draft: initialDraft, etag, visited: initiallyVisited, restored, restart }) {
  const [draft, setDraft] = useState(initialDraft);
  const [visited, setVisited] = useState(new Set(initiallyVisited));
  const [refused, setRefused] = useState({});
  const [checking, setChecking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const latestNext = useRef();
  const [faults, setFaults] = useState(0);
  useEffect(() => void (faults && focusFirstError()), [faults]);
  const asked = address.searchParams.get("step");
  const step = STEPS.includes(asked) ? asked : "connection";
  const connections = useLoad("/api/connections", { query: { limit: 200 } });
  const details = useSegments(draft.segments);
  const columns = useMemo(() => commonColumns(details), [details]);
  const loading = details.some((one) => !one);
  const put = (part) => setDraft((before) => ({ ...before, ...part }));
  // What the app refused of the step is asked again once the user has changed something. A suggestion is no such change.
  const change = (part) => (setRefused({}), put(part));
  const suggestion = useSuggestion(details, draft, put);
  const errors = validate(draft, columns);
  const dirty = restored || draft !== initialDraft;
  useEffect(() => {
    if (dirty) savedDraft.write(session.me.id, name, { draft, etag, visited: [...visited] });
  }, [draft, visited, dirty]);

  const save = useAction(async (run, force) => {
    const query = run ? { run: "true" } : {};
    const { data } = id
      ? await call("PATCH", `/api/exports/${id}`, { body: body(draft), etag: force ? undefined : etag, query })
      : await call("POST", "/api/exports", { body: body(draft), query });
    savedDraft.remove(session.me.id, name);
    clearCache();
    announce(t("saved"));
    navigate(data.run ? `/runs/${data.run.id}` : `/exports/${data.id}`);
  });
  const problemStep = stepOf(save.problem?.field);
  const incomplete = STEPS.filter((one) => Object.keys(errors[one]).length);
  const goTo = (wanted) => {
    setWaiting(false);
    setVisited(new Set([...visited, step]));
    const next = new URLSearchParams(address.search);
    next.set("step", wanted);
    navigate(`${address.pathname}?${next}`);
    requestAnimationFrame(() => document.getElementById("step-title")?.focus());
  };
  const onNext = async () => {
    if (step === "matching" && loading) return setWaiting(true);
    setVisited(new Set([...visited, step]));
    if (Object.keys(errors[step]).length) return setFaults(faults + 1);
    setChecking(true);
    const found = await checkStep(step, draft, id);
    setChecking(false);
    setRefused({ [step]: found });
    if (Object.keys(found).length) return setFaults(faults + 1);
    return goTo(STEPS[at + 1]);
  };
  // Next waits for the columns of the segments: the suggestion is not there before, and has to be drawn first.
  latestNext.current = onNext;
  useEffect(() => {
    if (!waiting || loading) return undefined;
    const timer = setTimeout(() => (setWaiting(false), latestNext.current()));
    return () => clearTimeout(timer);
  }, [waiting, loading]);
  const finish = (run) => {
    setVisited(new Set(STEPS));
    if (incomplete.length) goTo(incomplete[0]);
    else save.start(run, false);
  };
  const leave = () => {
    savedDraft.remove(session.me.id, name);
    navigate(id ? `/exports/${id}` : "/exports");
  };
  const at = STEPS.indexOf(step);
  const errorOf = (field) => {
    const refusal = fieldProblem(save.problem, field);
    if (refusal) return refusal;
    if (refused[step]?.[field]) return refused[step][field];
    const key = visited.has(step) && errors[step][field];
    return key ? t(key) : null;
  };
  const isBad = (one) => one === problemStep || Object.keys(refused[one] ?? {}).length > 0 || (visited.has(one) && Object.keys(errors[one]).length > 0);
  const state = (one) => (isBad(one) ? "bad" : visited.has(one) && one !== "preview" ? "done" : "open");
  const last = at === STEPS.length - 1;
  return html`${restored && html`<${Notice} title=${t("draft-restored")} actions=${html`<${Button} onClick=${restart}>${t("discard-draft")}<//>`} />`}
  <div class="wizard" onKeyDown=${submitOnEnter}>
    <${StepList} steps=${STEPS} step=${step} state=${state} onChoose=${goTo} />
    <section class="panel step" aria-labelledby="step-title">
      <h2 id="step-title" tabindex="-1">${t(`step-${step}`)}</h2>
      <p class="hint step-text">${t(`step-${step}-text`)}</p>
      ${save.problem?.status === 412
        ? html`<${ConflictNotice} problem=${save.problem} onReload=${restart} onOverwrite=${() => save.start(false, true)} />`
        : html`<${ProblemNotice} problem=${save.problem} />`}
      <${PAGES[step]} ...${{ id, draft, change, errorOf, connections: connections.data?.connections, details, columns, suggestion, dirty, incomplete, goTo }} />
      <div class="step-actions actions" data-submits>
        ${at > 0 && html`<${Button} icon="back" onClick=${() => goTo(STEPS[at - 1])}>${t("previous")}<//>`}
        <span class="grow"></span>
        <${Button} onClick=${() => (dirty ? setLeaving(true) : leave())}>${t("cancel")}<//>
        ${!last && html`<${Button} kind=${id ? "plain" : "primary"} icon="arrow" busy=${checking || waiting} onClick=${onNext}>${t("next")}<//>`}
        ${(id || last) && html`<${Button} kind=${last ? "plain" : "primary"} busy=${save.busy} onClick=${() => finish(false)}>${t("save")}<//>`}
        ${last && html`<${Button} kind="primary" icon="play" busy=${save.busy} onClick=${() => finish(true)}>${t("save-and-run")}<//>`}
      </div>
    </section>
    <${Summary} draft=${draft} connections=${connections.data?.connections} details=${details} columns=${columns} />
  </div>
  ${leaving && html`<${Dialog} title=${t("ask-discard")} onClose=${() => setLeaving(false)} actions=${html`
      <${Button} onClick=${() => setLeaving(false)}>${t("keep-editing")}<//><${Button} kind="danger" onClick=${leave}>${t("discard")}<//>`}><p>${t("ask-discard-text")}</p><//>`}`;
}

// The first field at fault gets the focus, once it is marked; of a group of fields, what is said about it.
function focusFirstError() {
  const found = document.querySelector('.step :is([aria-invalid="true"], .error)');
  if (found?.matches(".error")) found.tabIndex = -1;
  found?.scrollIntoView({ block: "center" });
  found?.focus({ preventScroll: true });
}
