"""Seals personal data: names, phones, addresses, slip photos are never written in the clear.

AES-256-GCM from ``cryptography``, a fresh 12-byte nonce a value. The key is 32 random bytes in ``packbench.key``
beside the store (mode 0600), or in the file ``PACKBENCH_KEY_FILE`` names, which several benches on one PostgreSQL
share. A store remembers a check value of its key: a missing or other key is refused, never replaced.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station.errors import UserError
from station.text import _


class WrongKeyError(UserError):
    """The key at hand is not the one the store was sealed with."""

    code = "WRONG_KEY"


class Vault:
    """Seals and opens values with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    @property
    def check(self) -> str:
        """A value that tells two keys apart and gives neither away."""
        return self.digest("check", "packbench")[:32]

    def seal(self, value: Any) -> bytes:
        """Return the JSON of ``value``, encrypted."""
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(
            nonce, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), None
        )

    def open(self, sealed: bytes) -> Any:
        """Return what was sealed.

        Raises:
            WrongKeyError: another key sealed it, or it was altered.
        """
        return json.loads(self.open_bytes(sealed))

    def seal_bytes(self, plain: bytes) -> bytes:
        """Return bytes (a photo) encrypted."""
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Return the bytes that were sealed.

        Raises:
            WrongKeyError: another key sealed them, or they were altered.
        """
        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], None)
        except (InvalidTag, ValueError) as exc:
            raise wrong_key() from exc

    def digest(self, kind: str, text: str) -> str:
        """Return 64 hex characters that stand for ``text`` and cannot be turned back."""
        return hmac.new(self._key, f"{kind}\x00{text}".encode(), hashlib.sha256).hexdigest()


def wrong_key() -> WrongKeyError:
    """Return the error for a missing or other key."""
    return WrongKeyError(
        _("The key file does not fit this store"),
        _("put the right packbench.key back from your backup; do not delete the store"),
    )


def key_path(home: Path) -> Path:
    """Return where the key lives."""
    named = os.environ.get("PACKBENCH_KEY_FILE")
    return Path(named) if named else home / "packbench.key"


def load(home: Path) -> Vault | None:
    """Return the vault of the key at hand, ``None`` when there is none yet."""
    path = key_path(home)
    if not path.exists():
        return None
    key = path.read_bytes()
    if len(key) != 32:
        raise wrong_key()
    return Vault(key)


def create(home: Path) -> Vault:
    """Make a new key; only for a store that has none."""
    path = key_path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    key = os.urandom(32)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:  # another first start was faster
        return load(home) or create(home)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    return Vault(key)
