// How a segment's files are read: what is used, and a dialog to choose it.
import { html, useState } from "../html.js";
import { call, useAction, useLoad } from "../api.js";
import { t } from "../i18n.js";
import { mayManageSegments } from "../session.js";
import { announce, Button, Data, DetailList, Dialog, Section } from "../ui/components.js";
import { Select } from "../ui/form.js";
import { ConflictNotice, ProblemNotice } from "../ui/problem.js";

const ENCODINGS = ["utf-8", "utf-16", "windows-1252", "windows-1250", "windows-1251", "iso-8859-1", "iso-8859-2", "gb18030", "big5", "shift_jis", "euc-kr"];
const DELIMITERS = [",", ";", "\t", "|"];
const QUOTES = ['"', "'", ""];
const ESCAPES = ["", "\\"];
const TEXTS = { "\t": "Tab" };

const shown = (value) => (value === null || value === undefined ? "–" : value === "" ? t("no-character")
  : typeof value === "boolean" ? t(value ? "header-first-row" : "header-missing") : TEXTS[value] ?? value);
const fieldsOf = (kind) => (kind === "xlsx" ? ["sheet", "header"] : kind.startsWith("jsonl") ? ["encoding"] : ["encoding", "delimiter", "quote", "escape", "header"]);

export const hasFormat = (kind = "") => /^(csv|jsonl|xlsx|cdm)/.test(kind);

export function SegmentFormat({ name, kind, onChange }) {
  const path = `/api/segments/${encodeURIComponent(name)}/format`;
  const { data: format, etag, error, reload } = useLoad(path);
  const [open, set] = useState(false);
  if (!format) return error && html`<${ProblemNotice} problem=${error} onRetry=${reload} />`;
  const done = () => (set(false), announce(t("saved")), reload(), onChange());
  return html`<${Section} title=${t("file-format")} help="segment-formats" actions=${mayManageSegments() && html`<${Button} icon="edit" onClick=${() => set(true)}>${t("change-format")}<//>`}>
    <${DetailList} items=${fieldsOf(kind).map((field) => [t(`format-${field}`), html`<${Data}>${shown(format.used?.[field])}<//>`])} />
    ${open && html`<${Edit} ...${{ path, kind, format, etag, reload, onDone: done, onClose: () => set(false) }} />`}<//>`;
}

function Edit({ path, kind, format, etag, reload, onDone, onClose }) {
  const [form, set] = useState(format.chosen);
  const action = useAction(async (force) => {
    await call("PATCH", path, { body: form, etag: force ? undefined : etag });
    onDone();
  });
  const conflict = action.problem?.status === 412;
  const values = { encoding: ENCODINGS, delimiter: DELIMITERS, quote: QUOTES, escape: ESCAPES, sheet: format.sheets, header: [true, false] };
  const choose = (field) => {
    const known = form[field] === null || values[field].includes(form[field]) ? values[field] : [...values[field], form[field]];
    const options = [["auto", t("as-detected")], ...known.map((value, number) => [String(number), shown(value), typeof value !== "boolean"])];
    const at = form[field] === null ? "auto" : String(known.indexOf(form[field]));
    return html`<${Select} label=${t(`format-${field}`)} value=${at} options=${options}
      onChange=${(key) => set({ ...form, [field]: key === "auto" ? null : known[Number(key)] })} />`;
  };
  return html`<${Dialog} title=${t("file-format")} onClose=${onClose} actions=${html`
      <${Button} onClick=${onClose}>${t("cancel")}<//>
      <${Button} kind="primary" busy=${action.busy} onClick=${() => action.start(false)}>${t("save")}<//>`}>
    <p>${t("file-format-text")}</p>
    ${fieldsOf(kind).map(choose)}
    ${conflict ? html`<${ConflictNotice} problem=${action.problem} onReload=${() => (onClose(), reload())} onOverwrite=${() => action.start(true)} />` : html`<${ProblemNotice} problem=${action.problem} />`}
  <//>`;
}
