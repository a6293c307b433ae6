"""The search for personal data and keys decodes common encodings."""

import base64
import html
import json
from urllib.parse import quote

import pytest

from tests.encodings import addresses, readings, stands_in

ANN = "ann+news@example.com"


@pytest.mark.parametrize(
    "place",
    [
        ANN,
        f"GET /api/profiles?filter=any(email,[%22{quote(ANN, safe='')}%22])",
        quote(f'any(email,["{quote(ANN)}"])', safe=""),
        quote(ANN, safe="").lower(),
        json.dumps({"a": f"<{ANN}>"}).replace("@", "\\u0040"),
        json.dumps(json.dumps(ANN).replace("@", "\\u0040")),
        *(base64.b64encode(f'{"x" * n}"{ANN}" and more'.encode()).decode() for n in range(4)),
        base64.urlsafe_b64encode(ANN.encode()).decode().rstrip("="),
    ],
)
def test_an_encoded_address_is_found(place: str) -> None:
    text = f"12:00 INFO httpx: {place}\n"
    read = readings(text)
    assert stands_in(ANN, read)
    assert addresses(read)
    assert not stands_in("ben@example.com", read)


def test_other_texts_are_none() -> None:
    assert stands_in("a&b@example.com", readings(html.escape("a&b@example.com")))
    text = "run 20261126-014745123-k3f9x2 of export exp_k3f9x27m4t2c queued; 00-4bf92f3577b34da6a3ce929d0e0e4736"
    assert addresses(readings(text)) == []
