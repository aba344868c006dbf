"""The service's own certificate: made at the first start on the network, kept beside the data, renewed before it ends.

A phone does not know it: the browser warns once, and the fingerprint shown by ``serve`` is what to compare. A shop
that has a certificate of its own gives it with ``--certificate`` and ``--key``. ECDSA P-256, two years, for the names
and addresses of this machine; the key can be read by its owner only.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from pathlib import Path

_LASTS = timedelta(days=730)
_RENEW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a certificate and its key."""

    certificate: Path
    key: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as browsers show it."""
        read = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        return read.fingerprint(hashes.SHA256()).hex(":").upper()


def own(home: Path, *, names: list[str], now: datetime) -> Certificate:
    """Return this machine's certificate, made when there is none that fits."""
    folder = home / "tls"
    kept = Certificate(folder / "serve.crt", folder / "serve.key")
    if not _fits(kept, names, now):
        _make(kept, names, now)
    return kept


def names_here(address: str) -> list[str]:
    """Return the names and addresses this machine is called by."""
    named = [one for one in (socket.gethostname(), "localhost") if one.isascii() and one]
    return list(dict.fromkeys((address, *named, "127.0.0.1")))


def address_here() -> str:
    """Return the address of this machine in its network; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # a documentation network: only the way there is looked up
        except OSError:
            return "127.0.0.1"
        return str(asked.getsockname()[0])


def _fits(kept: Certificate, names: list[str], now: datetime) -> bool:
    try:
        read = x509.load_pem_x509_certificate(kept.certificate.read_bytes())
        serialization.load_pem_private_key(kept.key.read_bytes(), None)
        listed = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    return read.not_valid_after_utc - _RENEW > now >= read.not_valid_before_utc and set(listed) >= set(_names(names))


def _make(kept: Certificate, names: list[str], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "PackBench")])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LASTS)
        .add_extension(x509.SubjectAlternativeName(_names(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    kept.key.parent.mkdir(parents=True, exist_ok=True)
    kept.key.unlink(missing_ok=True)
    with os.fdopen(os.open(kept.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(pem)
    kept.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _names(names: list[str]) -> list[x509.GeneralName]:
    return [_name(one) for one in names]


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
