"""Seals personal data: names, phones, addresses, notes, slip photos are never written in the clear.

AES-256-GCM from ``cryptography``, a fresh 12-byte nonce a value. ``station/store/keys.py`` says where the key lives and
changes it. A store remembers a check value of its key: a missing or other key is refused, never replaced. Columns of
the types ``SealedText``, ``SealedBytes`` and ``SealedJson`` seal and open by themselves.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = "~1~"  # before sealed text in a text column


class WrongKeyError(UserError):
    """The key at hand is not the one the store was sealed with."""

    code = "WRONG_KEY"


class Vault:
    """Seals with one key; opens with it and with the keys before it (photos and backups of earlier)."""

    def __init__(self, key: bytes, older: Sequence[bytes] = (), digest_key: bytes | None = None) -> None:
        """Remember the keys.

        Args:
            key: 32 bytes.
            older: keys of the time before a rotation.
            digest_key: what ``digest`` stands on; it outlives rotations, so a buyer stays the same buyer.
        """
        self.key = key
        self.older = tuple(older)
        self.digest_key = digest_key or key
        self._cipher = AESGCM(key)

    @property
    def check(self) -> str:
        """A value that tells two keys apart and gives neither away."""
        return check(self.key)

    def seal(self, value: Any) -> bytes:
        """Return the JSON of ``value``, encrypted."""
        return self.seal_bytes(json.dumps(value, ensure_ascii=False).encode())

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
        for cipher in (self._cipher, *(AESGCM(key) for key in self.older)):
            try:
                return cipher.decrypt(sealed[:12], sealed[12:], None)
            except (InvalidTag, ValueError):
                continue
        raise wrong_key()

    def seal_text(self, plain: str) -> str:
        """Return text for a text column; nothing stays nothing."""
        return _MARK + base64.b64encode(self.seal_bytes(plain.encode())).decode() if plain else ""

    def open_text(self, stored: str) -> str:
        """Return what ``seal_text`` sealed; text of the time before sealing as it is.

        Raises:
            WrongKeyError: another key sealed it, or it was altered.
        """
        if not stored.startswith(_MARK):
            return stored
        return self.open_bytes(base64.b64decode(stored[len(_MARK) :])).decode()

    def digest(self, kind: str, text: str) -> str:
        """Return 64 hex characters that stand for ``text`` and cannot be turned back."""
        return _digest(self.digest_key, kind, text)

    def derive(self, use: str) -> bytes:
        """Return 32 bytes for another use of the key, such as the whole file of a backup."""
        return derive(self.key, use)


def check(key: bytes) -> str:
    """Return the check value of a key."""
    return _digest(key, "check", "packbench")[:32]


def derive(key: bytes, use: str) -> bytes:
    """Return 32 bytes for another use of a key."""
    return bytes.fromhex(_digest(key, "derive", use))


def wrong_key() -> WrongKeyError:
    """Return the error for a missing or other key."""
    return WrongKeyError(
        _("The key of personal data is missing or does not fit this store"),
        _("put packbench.key back (or: key import FILE), or restore the backup it fits; do not delete the store"),
    )


def _digest(key: bytes, kind: str, text: str) -> str:
    return hmac.new(key, f"{kind}\x00{text}".encode(), hashlib.sha256).hexdigest()
