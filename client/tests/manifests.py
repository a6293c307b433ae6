"""Random manifests that the app accepts."""

from __future__ import annotations

import zlib
from typing import Any

from hypothesis import strategies as st

from segments_to_klaviyo.manifest import Manifest

LISTS = tuple(f"LIST{n}" for n in range(4))

# Text that YAML could take for something else, or the reader for a variable.
tricky = st.sampled_from(["NO", "on", "~", "null", "1e3", "012", "12:30", "2026-11-26", "${HOME}", "$${A}", "a: b", "# c", "- x", "ä\u2028ö"])  # fmt: skip  # noqa: E501
plain = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
text = (tricky | plain).filter(lambda one: one.strip() == one and one != "*" and bool(one))
number = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False).filter(lambda one: one != int(one))
constant = st.one_of(st.booleans(), number, text, st.lists(text | number, max_size=3))
property_entry = st.one_of(
    text,
    st.fixed_dictionaries({"constant": constant}),
    st.fixed_dictionaries({"column": text, "type": st.sampled_from(["string", "number", "list"])}),
    st.fixed_dictionaries({"column": text, "blank": st.just("clear")}),
)
mapping = st.fixed_dictionaries(
    {"email": text},
    optional={
        "first_name": text | st.fixed_dictionaries({"column": text, "blank": st.just("clear")}),
        "location.city": text | st.fixed_dictionaries({"constant": text}),
        "properties": st.dictionaries(text, property_entry, max_size=3),
    },
)
schedule = st.one_of(
    st.fixed_dictionaries({"kind": st.sampled_from(["manual", "refresh"])}),
    st.fixed_dictionaries(
        {"kind": st.just("cron"), "expression": st.sampled_from(["0 6 * * 1", "*/30 8-18 * * MON-FRI"])},
        optional={"time_zone": st.sampled_from(["UTC", "Europe/Berlin"])},
    ),
    st.fixed_dictionaries({"kind": st.just("segment_updated")}, optional={"quiet_seconds": st.integers(0, 86_400)}),
)
subscribe = st.fixed_dictionaries(
    {
        "email": st.fixed_dictionaries(
            {"column": text, "true_values": st.lists(text, min_size=1, max_size=2)}, optional={"custom_source": text}
        )
    }
)


def optional(found: Any) -> Any:
    return st.none() | found


def export(list_id: str, connections: list[str]) -> Any:
    segment = text.filter(lambda one: not set(one) & set("/\\?#") and not one.startswith("."))
    return st.fixed_dictionaries(
        {
            # An export keeps its list: two that swap theirs would need a third one in between.
            "name": text.map(lambda one: f"{one} {list_id}"),
            "connection": st.sampled_from(connections),
            "list_id": st.just(list_id),
            "segments": st.lists(segment, min_size=1, max_size=3, unique=True),
            "mapping": mapping,
        },
        optional={
            "mode": st.sampled_from(["upsert", "mirror", "update"]),
            "schedule": schedule,
            "enabled": st.booleans(),
            "profile_limit": optional(st.integers(1, 10**9)),
            "default_country": optional(st.sampled_from(["NO", "DE"])),
            "removal_limit_percent": optional(st.integers(1, 100)),
            "subscribe": optional(subscribe),
            "shared_identifiers": st.sampled_from(["leave_out", "send_last"]),
            "alerts": st.lists(st.sampled_from(ALERTS), max_size=2),
        },
    )


ALERTS = [
    {"kind": "rejected_share", "over_percent": 5},
    {"kind": "row_count", "deviation_percent": 30, "runs": 3, "repeat": "every"},
    {"kind": "duration", "over_minutes": 60},
    {"kind": "no_run_by", "time": "07:00", "time_zone": "Europe/Berlin"},
]


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    access = st.sampled_from(["administrators", "contributors"])
    connection = st.fixed_dictionaries(
        {"name": text, "consent": st.sampled_from([True])},
        optional={"access": access, "profile_limit": optional(st.integers(1, 10**9))},
    )
    connections = draw(st.lists(connection, min_size=1, max_size=2, unique_by=lambda one: one["name"]))
    for one in connections:
        # The secret of a connection does not change.
        one["secret_name"] = f"key-{zlib.crc32(str(one['name']).encode())}"
    names = [str(one["name"]) for one in connections]
    count = draw(st.integers(0, len(LISTS)))
    exports = [draw(export(list_id, names)) for list_id in LISTS[:count]]
    notification = st.fixed_dictionaries(
        {"name": text, "url": st.just("https://hooks.example.com/a?b=${"), "events": st.lists(st.sampled_from(["run.failed", "run.held"]), min_size=1, unique=True)},  # noqa: E501
        optional={"format": st.sampled_from(["json", "teams", "slack"]), "language": st.sampled_from(["en", "hr"]), "enabled": st.booleans()},  # noqa: E501
    )  # fmt: skip
    return Manifest.model_validate(
        {
            "version": 1,
            "connections": connections,
            "exports": list({one["name"]: one for one in exports}.values()),
            "notifications": draw(st.lists(notification, max_size=2, unique_by=lambda one: one["name"])),
        }
    )
