"""Whom of a body the errors of an import job mean: the payload's identity decides, never the position alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.klaviyo import ImportFailure, match_failures
from shared.klaviyo.import_errors import read_failure

POINTER = "/data/attributes/profiles/data"
ANN = {"email": "ann@example.com", "external_id": "A1", "phone_number": "+4930123"}
BOB = {"email": "bob@example.com", "external_id": "B1", "phone_number": "+4930999"}
EVE = {"email": "eve@example.com", "phone_number": "+4930999"}


def body(*profiles: dict[str, Any]) -> bytes:
    data = [{"type": "profile", "attributes": one} for one in profiles]
    return json.dumps({"data": {"attributes": {"profiles": {"data": data}}}}).encode()


def failure(payload: Any, pointer: Any = None) -> ImportFailure:
    attributes = {"detail": "no", "source": {"pointer": pointer}, "original_payload": payload}
    return read_failure({"type": "import-error", "id": "1", "attributes": attributes})


RESOURCE = {"type": "profile", "attributes": BOB}


@pytest.mark.parametrize(
    "payload",
    [
        BOB,
        {"email": "bob@example.com"},
        {"email": " BOB@example.com "},
        RESOURCE,
        {"data": RESOURCE},
        {"data": [RESOURCE]},
        {"profile": BOB},
        {"profile": {"data": RESOURCE}},
        {"payload": json.dumps(RESOURCE)},
        json.dumps(BOB),
        json.dumps(RESOURCE),
        json.dumps(json.dumps(RESOURCE)),
        [BOB],
        {"external_id": "B1"},
    ],
)
@pytest.mark.parametrize(
    "pointer", [None, f"{POINTER}/0", f"{POINTER}/1", f"{POINTER}/77", "/data", "/data/attributes/email"]
)
def test_the_payload_says_who_it_is_whatever_the_pointer_says(payload: Any, pointer: str | None) -> None:
    found = match_failures([failure(payload, pointer)], body(ANN, BOB))
    assert (found.messages, found.unmatched) == ({1: "no"}, 0)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        {},
        [],
        "",
        "bob",
        "[" * 100_000,
        5,
        {"attributes": None},
        {"email": 5},
        {"email": None, "properties": {"email": "bob@example.com"}},
        {"email": "nobody@example.com", "external_id": "B1"},
        {"email": "joann@example.com"},
        {"email": "ann@example.com.au"},
        {"email": "an\u212a@example.com"},
        [ANN, BOB],
        {"phone_number": "+4930999"},
    ],
)
def test_an_unknown_payload_blames_nobody(payload: Any) -> None:
    people = body(ANN, BOB, EVE, {"email": "ank@example.com"})
    for pointer in (None, f"{POINTER}/0", "/data"):
        found = match_failures([failure(payload, pointer)], people)
        assert (found.messages, found.unmatched) == ({}, 1)


def test_a_pointer_chooses_between_profiles_of_one_identity() -> None:
    shared = failure({"phone_number": "+4930999"}, f"{POINTER}/2/attributes/phone_number")
    assert match_failures([shared], body(ANN, BOB, EVE)).messages == {2: "no"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("bob@example.com"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["attributes", "source", "pointer", "original_payload", "email", "data", "detail", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(items=st.lists(JSON, max_size=3))
def test_no_shape_fails(items: list[Any]) -> None:
    found = match_failures([read_failure(item) for item in items], body(ANN, BOB))
    assert found.messages.keys() <= {1}
    assert len(found.messages) + found.unmatched <= len(items)
