// What tells exports of the same name apart: names are free.

// What an export sends where.
export const target = (one) => `${one.segments.join(", ")} → ${one.list_name || one.list_id}`;

// The name of an export among these. Of several with the same name, with what it sends where, or with its ID.
export function distinctExport(one, all) {
  const twins = all.filter(({ name }) => name === one.name);
  if (twins.length < 2) return one.name;
  return `${one.name} (${twins.filter((other) => target(other) === target(one)).length < 2 ? target(one) : one.id})`;
}
