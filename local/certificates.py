"""Certificates for this machine, by an authority made for each: the SDKs send tokens over HTTPS only."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from pathlib import Path

import certifi
import trustme

HOSTS = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """What a server in a process of its own is started with, and what its clients trust."""

    certificate: Path
    """With the chain, in PEM as all files here."""
    key: Path
    authority: Path
    bundle: Path
    """The authority beside the public ones, for a client that reaches other servers too."""


def make_certificate(ca_file: Path) -> ssl.SSLContext:
    """Write the authority's certificate to `ca_file` and return what a server in this process needs."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    return context


def write_certificate(folder: Path) -> CertificateFiles:
    """Write a new certificate into `folder`, over an older one. Only this user can read the key."""
    folder.mkdir(parents=True, exist_ok=True)
    files = CertificateFiles(*(folder / name for name in ("server.pem", "server.key", "ca.pem", "bundle.pem")))
    authority = trustme.CA()
    issued = authority.issue_cert(*HOSTS)
    files.key.touch(mode=0o600)
    issued.private_key_pem.write_to_path(str(files.key))
    files.certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    authority.cert_pem.write_to_path(str(files.authority))
    public = Path(os.environ.get("SSL_CERT_FILE") or certifi.where())
    files.bundle.write_bytes(public.read_bytes() + b"\n" + authority.cert_pem.bytes())
    return files
