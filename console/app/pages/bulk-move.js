// Moves exports to another connection. List IDs differ between accounts: the list of the same name is chosen.
import { Problem, call, get } from "../api.js";

// Returns the lists of these connections: {connection: Map of ID → name}.
export async function readLists(connections) {
  const found = {};
  for (const id of new Set(connections.filter(Boolean))) {
    const lists = await get(`/api/connections/${id}/lists`).catch(() => ({ lists: [] }));
    found[id] = new Map(lists.lists.map((one) => [one.id, one.name]));
  }
  return found;
}

// `create`: a list that the account lacks is created there, once for all exports that send to it.
export function moveTo(target, lists, create) {
  const created = new Map();
  const byName = new Map([...lists[target]].map(([id, name]) => [name.toLocaleLowerCase(), id]));
  const listFor = async (one) => {
    if (lists[target].has(one.list_id)) return one.list_id;
    const name = lists[one.connection_id]?.get(one.list_id);
    if (name && byName.has(name.toLocaleLowerCase())) return byName.get(name.toLocaleLowerCase());
    if (!name || !create) throw new Problem(400, { type: "list-not-found", detail: name ?? one.list_name ?? one.list_id });
    if (!created.has(name)) created.set(name, call("POST", `/api/connections/${target}/lists`, { body: { name } }));
    return (await created.get(name)).data.id;
  };
  return async (one) => {
    const list_id = await listFor(one);
    await call("PATCH", `/api/exports/${one.id}`, { body: { connection_id: target, ...(list_id !== one.list_id && { list_id }) } });
  };
}
