// Actions of an export: the entries of its menu and their confirmation dialogs.
import { html } from "../html.js";
import { call, useAction } from "../api.js";
import { t } from "../i18n.js";
import { Button, Dialog, announce } from "../ui/components.js";
import { ProblemNotice } from "../ui/problem.js";

export const exportItems = (exportConfig, setDialog) => [
  { text: t("edit"), icon: "edit", href: `/exports/${exportConfig.id}/edit` },
  { text: t("duplicate"), icon: "copy", href: `/exports/new?from=${exportConfig.id}` },
  exportConfig.connection_id && { text: t("run-full"), icon: "retry", act: () => setDialog({ kind: "full", exportConfig }) },
  exportConfig.schedule.kind !== "manual" && { text: t(exportConfig.enabled ? "pause-schedule" : "turn-schedule-on"), icon: "clock", act: () => setDialog({ kind: "schedule", exportConfig }) },
  exportConfig.connection_id && { text: t("detach"), icon: "unlink", act: () => setDialog({ kind: "detach", exportConfig }) },
  { text: t("remove"), icon: "remove", kind: "danger", act: () => setDialog({ kind: "remove", exportConfig }) },
];

const ACTIONS = {
  detach: (exportConfig) => call("POST", `/api/exports/${exportConfig.id}/detach`),
  remove: (exportConfig) => call("DELETE", `/api/exports/${exportConfig.id}`),
  schedule: (exportConfig) => call("PATCH", `/api/exports/${exportConfig.id}`, { body: { enabled: !exportConfig.enabled } }),
  full: (exportConfig) => call("POST", `/api/exports/${exportConfig.id}/runs`, { body: { full: true } }),
};

// `dialog`: {kind, exportConfig} or null.
export function ExportDialogs({ dialog, onClose, onDone }) {
  const action = useAction(async () => {
    const { kind, exportConfig } = dialog;
    await ACTIONS[kind](exportConfig);
    announce(t(`done-${kind}`, { name: exportConfig.name }));
    onClose();
    onDone(kind);
  });
  if (!dialog || !(dialog.kind in ACTIONS)) return null;
  const { kind, exportConfig } = dialog;
  const word = kind === "schedule" ? (exportConfig.enabled ? "pause-schedule" : "turn-schedule-on") : kind === "full" ? "run-full" : kind;
  const close = () => (action.clear(), onClose());
  return html`<${Dialog} title=${t(`ask-${word}`, { name: exportConfig.name })} onClose=${close} actions=${html`
      <${Button} onClick=${close}>${t("cancel")}<//>
      <${Button} kind=${kind === "remove" ? "danger" : "primary"} busy=${action.busy} onClick=${() => action.start()}>${t(word)}<//>`}>
    <p>${t(`ask-${word}-text`)}</p>
    <${ProblemNotice} problem=${action.problem} />
  <//>`;
}
