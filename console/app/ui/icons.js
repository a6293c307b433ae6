// Line icons of 16 by 16. They stand beside text and are hidden from screen readers.
import { html } from "../html.js";

const PATHS = {
  add: "M8 3v10M3 8h10",
  alert: "M8 2 14.5 13.5h-13ZM8 6.5v3M8 11.6v.1",
  arrow: "M3 8h10M9 4l4 4-4 4",
  back: "M13 8H3M7 4 3 8l4 4",
  bell: "M4 11V7a4 4 0 0 1 8 0v4l1.5 1.5h-11ZM6.7 14.3h2.6",
  check: "m3 8.5 3.4 3.4L13 4.6",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 5v3.2l2.2 1.6",
  connection: "M6.5 9.5 9.5 6.5M7 5l1.6-1.6a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.6 1.6a2.8 2.8 0 0 1-4-4L5 7",
  copy: "M5.5 5.5h7v7h-7ZM3.5 10.5v-7h7",
  cross: "m4 4 8 8M12 4l-8 8",
  download: "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10",
  edit: "M3 13l.6-2.8 7-7 2.2 2.2-7 7ZM9.5 4.3l2.2 2.2",
  exports: "M2.5 4.5h5c3 0 2 3.5 6 3.5M2.5 8h11M2.5 11.5h5c3 0 2-3.5 6-3.5",
  help: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6.3 6.4c.2-2.3 3.6-2 3.4.1C9.6 7.7 8 7.8 8 9.1M8 11.4v.1",
  home: "M2.5 8 8 3l5.5 5M4 7v6h3V9.8h2V13h3V7",
  info: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7.4v3.4M8 5.2v.1",
  key: "M9.8 6.2a3 3 0 1 0-2.5 2.5L8.5 10H10v1.5h1.5V13H13.5v-2.3Z",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  play: "M4.5 3v10l8-5Z",
  remove: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9",
  retry: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
  runs: "M2.5 12.5V9M6.2 12.5V5M9.9 12.5V7.5M13.5 12.5V3",
  segments: "M8 2.5c3 0 5.5.8 5.5 2S11 6.5 8 6.5 2.5 5.7 2.5 4.5 5 2.5 8 2.5ZM2.5 4.5v7c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2v-7M2.5 8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2",
  settings: "M2.5 5h6M11.5 5h2M10 3.5v3M2.5 11h2M7.5 11h6M6 9.5v3",
  skip: "M3.5 3v10l6-5ZM12 3v10",
  stop: "M4 4h8v8H4Z",
  unlink: "M7 5l1.6-1.6a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.6 1.6a2.8 2.8 0 0 1-4-4L5 7M2.5 2.5l11 11",
  user: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM3 13.5c.5-3 2.5-4 5-4s4.5 1 5 4",
  audit: "M4 2.5h8v11H4ZM6 5.5h4M6 8h4M6 10.5h2.5",
};

export const Icon = ({ name, class: extra = "" }) => html`
  <svg class=${`icon ${extra}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
