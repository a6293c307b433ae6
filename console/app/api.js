// Calls to the API. Every failure is a Problem with the API's stable `type`.
import { useCallback, useEffect, useRef, useState } from "./html.js";

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? "");
    this.status = status;
    this.type = body.type ?? "internal";
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.code = body.code ?? null;
    this.parameters = body.parameters ?? {};
    this.field = body.field ?? null;
    this.errors = body.errors ?? [];
    this.more_errors = body.more_errors ?? 0;
    this.missing_scopes = body.missing_scopes ?? [];
  }
}

const prefetched = new Map();

// Starts GET requests that the page is about to need, while messages load and the page renders.
export function prefetch(...addresses) {
  for (const address of addresses) {
    const answer = fetch(address);
    answer.catch(() => {});
    prefetched.set(address, answer);
  }
}

// Returns the prefetched answer, once.
function takePrefetched(method, address) {
  const answer = method === "GET" ? prefetched.get(address) : undefined;
  prefetched.delete(address);
  return answer;
}

// Sends a request and returns the response of a success.
async function send(method, path, { body, etag, query, signal } = {}) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(given).toString();
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag) headers["If-Match"] = etag;
  const address = search ? `${path}?${search}` : path;
  let answer;
  try {
    answer = await (takePrefetched(method, address) ?? fetch(address, {
      method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body),
    }));
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { type: "network" });
  }
  if (!answer.ok) {
    if (answer.status === 401) window.dispatchEvent(new Event("signed-out"));
    throw new Problem(answer.status, (await readJson(answer)) ?? { type: answer.status >= 500 ? "unavailable" : "internal" });
  }
  return answer;
}

const readJson = async (answer) => (answer.headers.get("Content-Type")?.includes("json") ? answer.json() : null);

export async function call(method, path, options) {
  const answer = await send(method, path, options);
  const data = await readJson(answer);
  return { data, etag: answer.headers.get("ETag"), location: answer.headers.get("Location"), status: answer.status };
}

// Asks for a file and saves it. What it has to contain is in the body: it may name a person, and URLs are kept in logs.
export async function saveFile(path, body) {
  const answer = await send("POST", path, { body });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export const get = async (path, query, signal) => (await call("GET", path, { query, signal })).data;

// Loads every page of a list; `name` is its field in the answer.
export async function getAll(path, name) {
  const found = [];
  for (let cursor; cursor !== null; ) {
    const page = await get(path, { limit: 200, cursor });
    found.push(...page[name]);
    cursor = page.next_cursor ?? null;
  }
  return { [name]: found };
}

const cache = new Map();
const CACHED = 60;

function remember(key, data) {
  cache.delete(key);
  cache.set(key, data);
  if (cache.size > CACHED) cache.delete(cache.keys().next().value);
}

// Empties the cache: after a change, lists that show the changed resource are loaded again.
export const clearCache = () => cache.clear();

// Loads the data at a path (null: nothing to load), again every `every` milliseconds while the page is visible.
// Cached data is shown at once and then replaced. `all` names a list that is loaded to its last page. `keep`: what was
// shown stays while another query of the same list loads. `body`: a search that must not be in a URL. `changed`:
// parameters that replace those of the query when only the query has changed, as at each key in a search.
export function useLoad(path, { query, body, every, all, keep, changed } = {}) {
  const key = path && path + JSON.stringify([query, body]);
  const [, rerender] = useState(0);
  const state = useRef({ key: null });
  if (state.current.key !== key) {
    const data = key ? cache.get(key) ?? (keep ? state.current.data : null) : null;
    state.current = { key, data, error: null, loading: Boolean(key), other: state.current.key !== null };
  }
  const current = state.current;

  const load = useCallback(async (asked = query) => {
    if (!key) return;
    try {
      const { data, etag } = all ? { data: await getAll(path, all) } : await call(body ? "POST" : "GET", path, { query: asked, body });
      remember(key, data);
      Object.assign(current, { data, etag, error: null });
    } catch (error) {
      current.error = error;
    }
    current.loading = false;
    rerender((n) => n + 1);
  }, [key, current]);

  useEffect(() => void load(current.other && changed ? { ...query, ...changed } : query), [load]);
  useEffect(() => {
    if (!every || !key) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && load(), every);
    return () => clearInterval(timer);
  }, [every, load]);
  const reload = useCallback(() => load(), [load]);
  return { ...current, reload };
}

// An action that the user starts: `start` runs it, one at a time; `busy` and `problem` are its state. `problem.refused`
// tells notices that the user waits for it.
export function useAction(action) {
  const [state, set] = useState({ busy: false, problem: null });
  const latest = useRef(action);
  const running = useRef(false);
  latest.current = action;
  const start = useCallback(async (...values) => {
    if (running.current) return undefined;
    running.current = true;
    set({ busy: true, problem: null });
    try {
      const result = await latest.current(...values);
      clearCache();
      set({ busy: false, problem: null });
      return result;
    } catch (problem) {
      if (!(problem instanceof Problem)) console.error(problem);
      set({ busy: false, problem: Object.assign(problem instanceof Problem ? problem : new Problem(0, {}), { refused: true }) });
      return undefined;
    } finally {
      running.current = false;
    }
  }, []);
  return { ...state, start, clear: () => set({ busy: false, problem: null }) };
}
