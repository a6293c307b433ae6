"""A certificate for localhost by an authority made for the occasion: the SDK refuses plain http."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme


def make_certificate(ca_file: Path) -> ssl.SSLContext:
    """Writes the authority's certificate to `ca_file`; answers with what a server needs."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context
