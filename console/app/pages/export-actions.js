// What can be done with an export, wherever it is shown: the entries of its menu and the questions they ask.
import { html } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { Button, Dialog, announce } from "../ui/parts.js";
import { ProblemNotice } from "../ui/problem.js";

export const exportItems = (exported, ask) => [
  { text: t("edit"), icon: "edit", href: `/exports/${exported.id}/edit` },
  { text: t("duplicate"), icon: "copy", href: `/exports/new?from=${exported.id}` },
  exported.connection_id && { text: t("run-full"), icon: "retry", act: () => ask({ what: "full", exported }) },
  exported.schedule.kind !== "manual" && { text: t(exported.enabled ? "switch-off" : "switch-on"), icon: "clock", act: () => ask({ what: "switch", exported }) },
  exported.connection_id && { text: t("detach"), icon: "unlink", act: () => ask({ what: "detach", exported }) },
  { text: t("remove"), icon: "remove", kind: "danger", act: () => ask({ what: "remove", exported }) },
];

const ACTS = {
  detach: (exported) => call("POST", `/api/exports/${exported.id}/detach`),
  remove: (exported) => call("DELETE", `/api/exports/${exported.id}`),
  switch: (exported) => call("PATCH", `/api/exports/${exported.id}`, { body: { enabled: !exported.enabled } }),
  full: (exported) => call("POST", `/api/exports/${exported.id}/runs`, { body: { full: true } }),
};

// `asked`: {what, exported} or null.
export function ExportDialogs({ asked, onClose, onDone }) {
  const action = useAction(async () => {
    const { what, exported } = asked;
    await ACTS[what](exported);
    announce(t(`done-${what}`, { name: exported.name }));
    onClose();
    onDone(what);
  });
  if (!asked || !(asked.what in ACTS)) return null;
  const { what, exported } = asked;
  const word = what === "switch" ? (exported.enabled ? "switch-off" : "switch-on") : what === "full" ? "run-full" : what;
  const close = () => (action.clear(), onClose());
  return html`<${Dialog} title=${t(`ask-${word}`, { name: exported.name })} onClose=${close} actions=${html`
      <${Button} onClick=${close}>${t("cancel")}<//>
      <${Button} kind=${what === "remove" ? "danger" : "primary"} busy=${action.busy} onClick=${() => action.start()}>${t(word)}<//>`}>
    <p>${t(`ask-${word}-words`)}</p>
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}
