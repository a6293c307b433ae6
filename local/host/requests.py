"""A request as the Functions host hands it to its worker: address, query and headers.

Recorded on Microsoft's host 4.1037 (GrpcMessageConversionExtensions.cs): docs/azure-differences.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from local.host.routes import decode_text

VALID_ESCAPE = re.compile(r"(%[0-9A-Fa-f]{2})")
PATH_CHARACTERS = "!$&'()*+,-./:;=@_~"


def encode_path(decoded: str) -> str:
    """Encode a decoded path again, as the address that the function sees has it: `%2F` stays, `%zz` is `%25zz`."""
    return "".join(
        part if VALID_ESCAPE.fullmatch(part) else quote(part, safe=PATH_CHARACTERS)
        for part in VALID_ESCAPE.split(decoded)
    )


def read_query(raw: str) -> dict[str, str]:
    """Return the query's values by name: several are joined by a comma, names differ in more than case, empty values
    are left out.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for pair in raw.split("&"):
        name, _, value = pair.partition("=")
        if pair:
            decoded = decode_text(name.replace("+", " "), keep_slash=False)
            kept = found.setdefault(decoded.lower(), (decoded, []))
            kept[1].append(decode_text(value.replace("+", " "), keep_slash=False))
    joined = {name: ",".join(values) for name, values in found.values()}
    return {name: value for name, value in joined.items() if value}


def join_headers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the headers by name in lower case; several of one name are joined by a comma without a blank."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        headers[key] = f"{headers[key]},{value}" if key in headers else value
    return headers
