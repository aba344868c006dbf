"""Secrets of channels: from ``PACKBENCH_SECRET_<CHANNEL>_<NAME>``, else from the machine's key ring; never stored here.

A name such as ``app_secret`` is also found as ``secret``, and a channel under what people call it (1688 for alibaba).
They stand in no store, log, error or process list. ``receive secret CHANNEL NAME`` puts one into the key ring
(``PACKBENCH_KEYRING=no``: there is none). Called by ``serve``, ``receive`` and the connectors.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from station.channels.names import ALIASES
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_SERVICE = "packbench-channel"


class SecretMissingError(UserError):
    """A channel's secret was not set up."""

    code = "SECRET_MISSING"


def secrets_of(channel: str, names: Iterable[str], optional: Iterable[str] = ()) -> dict[str, str]:
    """Return the secrets of a channel by name; an optional one that is nowhere is empty.

    Raises:
        SecretMissingError: one is nowhere.
    """
    found = {name: secret(channel, name) for name in (*names, *optional)}
    for name in names:
        if not found[name]:
            raise SecretMissingError(
                _("The secret {name} of {channel} is not set up").format(name=name, channel=channel),
                _("set PACKBENCH_SECRET_{channel}_{name}, or run: receive secret {low} {name_low}").format(
                    channel=channel.upper(), name=name.upper(), low=channel, name_low=name
                ),
            )
    return found


def secret(channel: str, name: str) -> str:
    """Return one secret, "" when it is nowhere."""
    places = [
        (known, wanted)
        for known in (channel, *(alias for alias, meant in ALIASES.items() if meant == channel))
        for wanted in dict.fromkeys((name, name.rpartition("_")[2]))
    ]
    for known, wanted in places:
        value = os.environ.get(f"PACKBENCH_SECRET_{known}_{wanted}".upper())
        if value:
            return value
    return _from_ring(channel, name)


def keep(channel: str, name: str, value: str) -> None:
    """Put a secret into the key ring.

    Raises:
        SecretMissingError: this machine has no key ring.
    """
    if not _ring_there():
        raise _no_ring(channel, name)
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, f"{channel}.{name}", value)
    except (KeyringError, RuntimeError, OSError) as error:
        raise _no_ring(channel, name) from error


def _no_ring(channel: str, name: str) -> SecretMissingError:
    return SecretMissingError(
        _("This machine has no key ring to keep secrets in"),
        _("set PACKBENCH_SECRET_{channel}_{name} for the service").format(channel=channel.upper(), name=name.upper()),
        code="NO_KEYRING",
    )


def _from_ring(channel: str, name: str) -> str:
    if not _ring_there():
        return ""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, f"{channel}.{name}") or ""
    except (KeyringError, RuntimeError, OSError):
        return ""


def _ring_there() -> bool:
    """Tell whether there is a key ring; one that keeps in the clear is none."""
    if os.environ.get("PACKBENCH_KEYRING") == "no":
        return False
    import keyring

    return "Plaintext" not in type(keyring.get_keyring()).__name__
