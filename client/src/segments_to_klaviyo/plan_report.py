"""A plan as text for people, and as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from segments_to_klaviyo.plan import MISSING, Difference, Plan


def describe(plan: Plan) -> str:
    """Return the plan for people: one block for each change, one line for each field, then the sum."""
    signs = {"create": "+", "change": "~", "delete": "-"}
    lines = []
    for change in plan.changes:
        lines.append(f"{signs[change.action]} {change.kind} {_json(change.name)}")
        lines += [f"    {_line(difference)}" for difference in change.differences]
    lines += [f"  export {_json(name)} waits for the approval of another administrator" for name in plan.waiting]
    lines += [f"  {kind} {_json(name)} is only in the app: kept (--prune deletes it)" for kind, name in plan.kept]
    count = plan.count
    if plan.changes:
        lines.append(f"{count['create']} to create, {count['change']} to change, {count['delete']} to delete.")
    else:
        lines.append("No differences.")
    return "\n".join(lines)


def as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan for programs."""
    return {
        "changes": [
            {
                "action": change.action,
                "kind": change.kind,
                "name": change.name,
                "differences": [
                    {"path": one.path}
                    | ({} if one.before is MISSING else {"before": one.before})
                    | ({} if one.after is MISSING else {"after": one.after})
                    for one in change.differences
                ],
            }
            for change in plan.changes
        ],
        "kept": [{"kind": kind, "name": name} for kind, name in plan.kept],
        "waiting": list(plan.waiting),
        "count": plan.count,
    }


def _line(difference: Difference) -> str:
    if difference.before is MISSING:
        return f"{difference.path}: {_json(difference.after)}"
    if difference.after is MISSING:
        return f"{difference.path}: {_json(difference.before)} → (none)"
    return f"{difference.path}: {_json(difference.before)} → {_json(difference.after)}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
