// What is known of the chosen segments: their columns with examples, and the suggested data matching.
import { useEffect, useMemo, useRef, useState } from "../html.js";
import { get } from "../api.js";
import { columnsOf } from "../pages/segment.js";
import { FIELDS } from "./fields.js";

// Loads the chosen segments with their columns and suggestions; null or undefined while one is loading.
export function useSegments(names) {
  const [found, set] = useState({});
  useEffect(() => {
    for (const name of names) {
      if (name in found) continue;
      set((before) => ({ ...before, [name]: null }));
      get(`/api/segments/${encodeURIComponent(name)}`)
        .catch((problem) => ({ name, columns: [], problems: [{ ...problem, message: problem.detail }], sample: [], failed: true }))
        .then((segment) => set((before) => ({ ...before, [name]: segment })));
    }
  }, [names]);
  return useMemo(() => names.map((name) => found[name]), [names, found]);
}

// Fills the mapping with the suggestion of the chosen segments, as long as the user has not edited it. Returns it.
export function useSuggestion(details, draft, change) {
  const suggestion = details.find((one) => one?.suggestion)?.suggestion;
  const suggested = useRef(null);
  useEffect(() => {
    const { mapping } = draft;
    const untouched = mapping === suggested.current;
    if (!suggestion) {
      // Nothing is suggested for the segments chosen now: columns of other ones would only be wrong.
      if (untouched && details.every(Boolean)) change({ mapping: { properties: {} } });
      return;
    }
    if (!untouched && FIELDS.some((field) => mapping[field])) return;
    const edited = untouched ? {} : mapping;
    suggested.current = { ...suggestion, ...edited, properties: { ...suggestion.properties, ...edited.properties } };
    change({ mapping: suggested.current });
  }, [suggestion, details]);
  return suggestion;
}

// Columns that every chosen segment has, with examples; null while they are unknown.
export function commonColumns(details) {
  const known = details.filter((one) => one && !one.failed && one.columns.length);
  if (!known.length) return null;
  const [one, ...others] = known;
  return columnsOf(one)
    .filter(({ name }) => others.every((other) => columnsOf(other).some((column) => column.name === name)))
    .map((column) => ({ ...column, examples: column.examples?.length ? column.examples.map(String) : samples(one, column.name) }));
}

const samples = (segment, name) =>
  [...new Set((segment.sample ?? []).map((row) => row[name]).filter((value) => value !== null && value !== undefined && value !== ""))].slice(0, 3).map(String);
