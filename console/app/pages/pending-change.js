// Sensitive values that another administrator has to approve. Only the requester and administrators can reject them.
import { html } from "../html.js";
import { call, useAction } from "../api.js";
import { has, t } from "../i18n.js";
import { may, session } from "../session.js";
import { Button, Notice } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

const VALUES = { mode: (value) => t(`mode-${value}`), full: () => t("run-full") };

function fieldText([name, value]) {
  const text = VALUES[name]?.(value) ?? (typeof value === "object" ? JSON.stringify(value) : String(value));
  if (name === "full") return text;
  const label = { removal_limit_percent: "removal-limit" }[name] ?? name;
  return `${has(label) ? t(label) : name}: ${text}`;
}

export const changeText = (change) => t("pending-change-text", { who: change.requested_by, fields: Object.entries(change.values).map(fieldText).join(", ") });

// Buttons for those who may decide.
export function Decide({ change, onDone }) {
  const own = change.requested_by_id === session.me?.id;
  const decide = useAction(async (decision) => {
    await call("POST", `/api/changes/${change.id}/${decision}`);
    onDone();
  });
  return html`<div class="actions">
      ${may("approve_changes") && !own && html`<${Button} kind="primary" busy=${decide.busy} onClick=${() => decide.start("approve")}>${t("approve")}<//>`}
      ${(own || may("approve_changes")) && html`<${Button} busy=${decide.busy} onClick=${() => decide.start("reject")}>${t("reject")}<//>`}
    </div><${ProblemNotice} problem=${decide.problem} />`;
}

export const PendingChange = ({ change, onDone }) => html`<${Notice} kind="warn" title=${t("pending-change")}>
  <p>${changeText(change)}</p><${Decide} change=${change} onDone=${onDone} /><//>`;
