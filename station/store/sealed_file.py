"""A large file sealed piece by piece: a backup is encrypted while it is written and checked while it is read.

Line 1 says what it is, line 2 is a header in JSON that anybody may read, then pieces of 1 MiB, each AES-256-GCM with
its number in the nonce. The header and "this is the last piece" are part of what each piece proves, so a truncated,
reordered or altered file is refused as a whole. Used by ``station/store/backup.py``.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = b"PACKBENCH-BACKUP-1\n"
_PIECE = 1 << 20
_TAG = 16
_HEADER_MOST = 1 << 20
_TOLD_EVERY = 16 << 20  # hand it to the disk in parts: one great flush at the end would hold up the scans


class BackupFileError(UserError):
    """The file is no whole backup."""

    code = "BACKUP_FILE"


def seal(source: Path, target: Path, key: bytes, header: dict[str, Any]) -> None:
    """Write ``source`` sealed to ``target``, durable when this returns."""
    prefix = os.urandom(8)
    words = {**header, "prefix": prefix.hex()}
    line = json.dumps(words, ensure_ascii=False).encode() + b"\n"
    cipher, bound = AESGCM(key), hashlib.sha256(line).digest()
    with source.open("rb") as plain, target.open("wb") as out:
        out.write(_MAGIC + line)
        piece, number, told = plain.read(_PIECE), 0, 0
        while True:
            following = plain.read(_PIECE)
            last = b"\x00" if following else b"\x01"
            out.write(cipher.encrypt(prefix + struct.pack(">I", number), piece, bound + last))
            if not following:
                break
            piece, number, told = following, number + 1, told + _PIECE
            if told >= _TOLD_EVERY:
                out.flush()
                os.fsync(out.fileno())
                told = 0
        out.flush()
        os.fsync(out.fileno())


def header(path: Path) -> dict[str, Any]:
    """Return what the file says of itself; proven only by reading it whole.

    Raises:
        BackupFileError: no backup.
    """
    with path.open("rb") as stream:
        if stream.readline(len(_MAGIC)) != _MAGIC:
            raise not_whole()
        line = stream.readline(_HEADER_MOST)
    try:
        said = json.loads(line)
    except ValueError as exc:
        raise not_whole() from exc
    if not isinstance(said, dict):
        raise not_whole()
    return said


def pieces(path: Path, key: bytes) -> Iterator[bytes]:
    """Give the content piece by piece.

    Raises:
        BackupFileError: truncated, altered, or sealed with another key; what was given before is worth nothing.
    """
    try:
        prefix = bytes.fromhex(str(header(path).get("prefix", "")))
    except ValueError as exc:
        raise not_whole() from exc
    cipher = AESGCM(key)
    with path.open("rb") as stream:
        stream.readline()
        bound = hashlib.sha256(stream.readline(_HEADER_MOST)).digest()
        piece, number = stream.read(_PIECE + _TAG), 0
        while True:
            following = stream.read(_PIECE + _TAG)
            last = b"\x00" if following else b"\x01"
            try:
                yield cipher.decrypt(prefix + struct.pack(">I", number), piece, bound + last)
            except (InvalidTag, ValueError) as exc:
                raise not_whole() from exc
            if not following:
                return
            piece, number = following, number + 1


def not_whole() -> BackupFileError:
    """Return the error for a file that is no whole backup."""
    return BackupFileError(
        _("This file is no whole backup: it is cut off, altered or something else"), _("take another backup file")
    )
