// Form fields: label, hint and error, linked for screen readers. `help` is the section of the documentation about a field.
import { html, useId } from "../html.js";
import { Icon } from "./components.js";
import { HelpLink } from "./help.js";

const Hint = ({ id, hint, help, by }) => (hint || help) && html`<p class="hint">${hint && html`<span id=${id}>${hint}</span> `}${help && html`<${HelpLink} to=${help} by=${by} />`}</p>`;

function Frame({ label, hint, error, id, children, optional, help }) {
  return html`<div class=${`field ${error ? "invalid" : ""}`}>
    <div class="field-label"><label id=${`${id}-label`} for=${id}>${label}${optional && html`<span class="optional"> ${optional}</span>`}</label>${help && !hint && html`<span class="hint"><${HelpLink} to=${help} by=${`${id}-label`} /></span>`}</div>
    ${hint && html`<${Hint} id=${`${id}-hint`} by=${`${id}-label`} ...${{ hint, help }} />`}
    ${children}
    ${error && html`<p class="error" id=${`${id}-error`}><${Icon} name="alert" /><span>${error}</span></p>`}
  </div>`;
}

const described = (id, hint, error) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;

export function Text({ label, hint, help, error, value, onInput, optional, type = "text", ...rest }) {
  const id = useId();
  return html`<${Frame} ...${{ label, hint, help, error, id, optional }}>
    <input id=${id} type=${type} value=${value ?? ""} aria-invalid=${error ? "true" : undefined}
      aria-describedby=${described(id, hint, error)} onInput=${(event) => onInput(event.target.value)}
      autocomplete="off" spellcheck=${false} ...${rest} /><//>`;
}

export function Area({ label, hint, help, error, value, onInput, ...rest }) {
  const id = useId();
  return html`<${Frame} ...${{ label, hint, help, error, id }}>
    <textarea id=${id} rows="8" value=${value ?? ""} aria-invalid=${error ? "true" : undefined} translate=${false}
      aria-describedby=${described(id, hint, error)} onInput=${(event) => onInput(event.target.value)}
      autocomplete="off" spellcheck=${false} ...${rest}></textarea><//>`;
}

export function Select({ label, hint, help, error, value, onChange, options, ...rest }) {
  const id = useId();
  return html`<${Frame} ...${{ label, hint, help, error, id }}>
    <select id=${id} value=${value ?? ""} aria-invalid=${error ? "true" : undefined}
      aria-describedby=${described(id, hint, error)} onChange=${(event) => onChange(event.target.value)} ...${rest}>
      ${options.map(([key, text, data]) => html`<option value=${key} translate=${data ? false : undefined}>${text}</option>`)}
    </select><//>`;
}

export function Check({ label, hint, help, checked, onChange, ...rest }) {
  const id = useId();
  return html`<div class="check"><input id=${id} type="checkbox" checked=${checked}
      aria-describedby=${hint ? `${id}-hint` : undefined} onChange=${(event) => onChange(event.target.checked)} ...${rest} />
    <div><label id=${`${id}-label`} for=${id}>${label}</label><${Hint} id=${`${id}-hint`} by=${`${id}-label`} ...${{ hint, help }} /></div></div>`;
}

// Radio buttons with explanations. `options`: [[value, title, text, disabled], …].
export function Choice({ label, hint, help, value, onChange, options, error, class: extra = "choice" }) {
  const name = useId();
  return html`<fieldset class=${`${extra} ${error ? "invalid" : ""}`}><legend id=${`${name}-legend`}>${label}</legend>
    <${Hint} by=${`${name}-legend`} ...${{ hint, help }} />
    ${options.filter(Boolean).map(([key, title, text, disabled]) => html`<div class="option">
      <input type="radio" id=${`${name}-${key}`} name=${name} checked=${value === key} disabled=${disabled}
        aria-describedby=${text ? `${name}-${key}-text` : undefined} onChange=${() => onChange(key)} />
      <div><label for=${`${name}-${key}`}>${title}</label>
        ${text && html`<p class="hint" id=${`${name}-${key}-text`}>${text}</p>`}</div></div>`)}
    ${error && html`<p class="error"><${Icon} name="alert" /><span>${error}</span></p>`}
  </fieldset>`;
}
