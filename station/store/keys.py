"""Where the key of personal data lives, how it is made, carried away, brought back and changed.

A desktop with a key ring (Windows, GNOME, KDE) keeps it there; a headless bench or kiosk in ``packbench.key`` beside
the store (mode 0600), or in the file ``PACKBENCH_KEY_FILE`` names. With ``PACKBENCH_PASSPHRASE_FILE`` that file is
wrapped: AES-GCM under scrypt of the passphrase, so a stolen disk without the passphrase opens nothing. Only a store
that has no key yet gets a new one. ``PACKBENCH_KEYRING=no`` never asks the key ring. Called by ``engine.open_store``
and the command ``key``; docs/people.md tells the ways.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from station.errors import UserError
from station.store.vault import Vault, check, wrong_key
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BufferedWriter

    from keyring.backend import KeyringBackend

_WRAPPED = b"PBK1"
_SERVICE = "packbench"
_LENGTH = 32


class PassphraseError(UserError):
    """The passphrase does not open the key file."""

    code = "PASSPHRASE"


def key_path(home: Path) -> Path:
    """Return where the key file lives when there is one."""
    named = os.environ.get("PACKBENCH_KEY_FILE")
    return Path(named) if named else home / "packbench.key"


def find(home: Path, stored: str, before: Sequence[str] = ()) -> Vault | None:
    """Return the vault whose key has this check value, ``None`` when no such key is here.

    Args:
        before: check values of the keys of earlier, looked for in the key ring.

    Raises:
        PassphraseError: the key file is wrapped and the passphrase is missing or wrong.
    """
    files = list(_files(home))
    fitting = next((key for key in files if check(key) == stored), None) or _from_ring(stored)
    if fitting is None:
        return None
    older = [*(key for key in files if key != fitting), *filter(None, map(_from_ring, before))]
    return Vault(fitting, list(dict.fromkeys(older)))


def create(home: Path) -> Vault:
    """Make a new key; only for a store that has none. One that lies in the file already is taken."""
    there = next(_files(home), None)
    if there is not None:
        return Vault(there)
    key = os.urandom(_LENGTH)
    if not os.environ.get("PACKBENCH_KEY_FILE") and not os.environ.get("PACKBENCH_PASSPHRASE_FILE") and _to_ring(key):
        return Vault(key)
    try:
        _write(key_path(home), key, new=True)
    except FileExistsError:  # another first start was faster
        return create(home)
    return Vault(key)


def keep(home: Path, key: bytes) -> None:
    """Make this the key from now on; an older key file stays beside it under its check value."""
    path = key_path(home)
    if path.exists():
        path.replace(_named(path, _read(path)))
        _write(path, key, new=False)
        _named(path, key).unlink(missing_ok=True)
    elif _from_ring(check(key)) is None:
        _write(path, key, new=False)


def stage(home: Path, key: bytes) -> None:
    """Put a key down beside the one in use, before anything is sealed with it."""
    path = key_path(home)
    if path.exists() or not _to_ring(key):
        _write(_named(path, key), key, new=False)


def wrap(key: bytes, passphrase: str) -> bytes:
    """Return the key sealed under a passphrase."""
    salt, nonce = os.urandom(16), os.urandom(12)
    return _WRAPPED + salt + nonce + AESGCM(_stretched(passphrase, salt)).encrypt(nonce, key, _WRAPPED)


def unwrap(packed: bytes, passphrase: str) -> bytes:
    """Return the key that was wrapped.

    Raises:
        PassphraseError: another passphrase wrapped it, or it was altered.
    """
    salt, nonce, sealed = packed[4:20], packed[20:32], packed[32:]
    try:
        return AESGCM(_stretched(passphrase, salt)).decrypt(nonce, sealed, _WRAPPED)
    except (InvalidTag, ValueError) as exc:
        raise PassphraseError(
            _("The passphrase does not open this key file"), _("check the passphrase; nothing was changed")
        ) from exc


def place(home: Path, vault: Vault) -> str:
    """Tell where the key in use is kept: ``keyring``, ``file`` or ``file+passphrase``."""
    path = key_path(home)
    if not path.exists():
        return "keyring"
    return "file+passphrase" if path.read_bytes().startswith(_WRAPPED) else "file"


def _named(path: Path, key: bytes) -> Path:
    return path.with_name(f"{path.name}.{check(key)[:8]}")


def _files(home: Path) -> Iterator[bytes]:
    path = key_path(home)
    for each in (path, *sorted(path.parent.glob(f"{path.name}.*"))):
        if each.exists() and not each.name.endswith(".tmp"):
            yield _read(each)


def _read(path: Path) -> bytes:
    packed = path.read_bytes()
    if packed.startswith(_WRAPPED) and len(packed) > _LENGTH:
        return unwrap(packed, _passphrase())
    if len(packed) != _LENGTH:
        raise wrong_key()
    return packed


def _write(path: Path, key: bytes, *, new: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    passphrase = _passphrase() if os.environ.get("PACKBENCH_PASSPHRASE_FILE") else ""
    packed = wrap(key, passphrase) if passphrase else key
    if new:
        with _created(path) as stream:
            stream.write(packed)
        return
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    scratch.unlink(missing_ok=True)
    with _created(scratch) as stream:
        stream.write(packed)
    scratch.replace(path)


@contextlib.contextmanager
def _created(path: Path) -> Iterator[BufferedWriter]:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def _passphrase() -> str:
    named = os.environ.get("PACKBENCH_PASSPHRASE_FILE")
    if not named:
        raise PassphraseError(
            _("The key file is locked with a passphrase"), _("name the file that holds it: PACKBENCH_PASSPHRASE_FILE")
        )
    return Path(named).read_text(encoding="utf-8").strip()


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=_LENGTH, n=2**15, r=8, p=1).derive(passphrase.encode())


def _ring() -> KeyringBackend | None:
    """Return the machine's key ring; one that keeps nothing, or in the clear, is none."""
    if os.environ.get("PACKBENCH_KEYRING", "").lower() in {"no", "0"}:
        return None
    import keyring
    from keyring.backends import chainer, fail, null

    ring = keyring.get_keyring()
    useless = isinstance(ring, (fail.Keyring, null.Keyring)) or "Plaintext" in type(ring).__name__
    if isinstance(ring, chainer.ChainerBackend) and not ring.backends:
        useless = True
    return None if useless else ring


def _from_ring(stored: str) -> bytes | None:
    from keyring.errors import KeyringError

    try:
        ring = _ring()
        kept = ring.get_password(_SERVICE, stored) if ring is not None else None
    except (KeyringError, RuntimeError, OSError):
        return None
    return bytes.fromhex(kept) if kept else None


def _to_ring(key: bytes) -> bool:
    from keyring.errors import KeyringError

    try:
        ring = _ring()
        if ring is None:
            return False
        ring.set_password(_SERVICE, check(key), key.hex())
        return ring.get_password(_SERVICE, check(key)) == key.hex()
    except (KeyringError, RuntimeError, OSError):
        return False
