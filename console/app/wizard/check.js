// Checks of the app, before the user goes to the next step: what saving would refuse is said where it can be corrected.
import { call } from "../api.js";
import { list, t } from "../i18n.js";
import { errorHelp, errorTitle, fieldProblem } from "../ui/problem.js";
import { stepOf } from "./draft.js";

// Steps whose fields the app checks.
const CHECKED = new Set(["connection", "segments", "rules"]);

// Returns the problems of a step as {field: text}: empty where there are none, or where the app cannot say.
export async function checkStep(step, draft, exportId) {
  if (!CHECKED.has(step) || !draft.connection_id) return {};
  const body = { export_id: exportId ?? null, connection_id: draft.connection_id, list_id: draft.list_id || null,
    segments: draft.segments.length ? draft.segments : null, subscribe: Boolean(draft.subscribe), schedule: step === "rules" ? draft.schedule : null };
  let found;
  try {
    found = (await call("POST", "/api/exports/check", { body })).data.problems;
  } catch (problem) {
    const schedule = step === "rules" && fieldProblem(problem, "schedule");
    // Otherwise the check only saves the user a way back: saving decides.
    return schedule ? { schedule } : {};
  }
  const of = found.filter((one) => stepOf(one.field) === step || (step === "rules" && draft.subscribe && one.type === "key-refused"));
  return Object.fromEntries(of.map((one) => [step === "rules" ? "subscribe" : one.field, problemText(one)]));
}

function problemText(problem) {
  if (problem.exports.length) return t("used-by", { problem: errorTitle(problem), name: problem.exports[0].name });
  const scopes = problem.missing_scopes;
  return [errorTitle(problem), scopes.length ? t("missing-scopes", { scopes: list(scopes) }) : errorHelp(problem)].filter(Boolean).join(". ");
}
