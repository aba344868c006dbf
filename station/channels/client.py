"""Asking a platform for one order or case: what a connector is, and what every answer goes through.

To add one, write ``station/channels/<channel>_client.py`` with ``client: Client = Mine()``. It names the secrets it
needs and where the platform answers, and asks for what a push only named; the channel's own ``orders_from_message``
reads the answer. ``PACKBENCH_API_<CHANNEL>`` names another address (a relay of the shop, a test's server). None could
be tried against its platform: docs/channels.md says what each rests on. Called by ``station/intake/fetch.py``.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Protocol

from station.channels.payload import parse_json, text
from station.errors import DeviceError
from station.registry import extensions
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class PlatformError(DeviceError):
    """The platform did not give what was asked for; it is asked again later."""

    code = "PLATFORM"


class Client(Protocol):
    """A connector."""

    @property
    def home(self) -> str:
        """Where the platform answers."""
        ...

    @property
    def secrets(self) -> tuple[str, ...]:
        """Names of the secrets it needs."""
        ...

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the platform's answer, parsed; ``http`` speaks to ``home``.

        Raises:
            PlatformError: it refused, or did not answer with what was asked for.
        """
        ...


def clients() -> dict[str, Client]:
    """Return the connectors by channel."""
    found = extensions("station.channels", "client")
    return {name.removesuffix("_client"): one for name, one in found.items()}


def home(channel: str, client: Client) -> str:
    """Return where the platform answers, or what the shop put in its place."""
    return os.environ.get(f"PACKBENCH_API_{channel}".upper()) or client.home


def answered(response: httpx.Response) -> Any:
    """Return the JSON of an answer.

    Raises:
        PlatformError: an HTTP error.
        station.channels.base.BadMessageError: no JSON.
    """
    if response.status_code != 200:
        raise refused(f"HTTP {response.status_code}")
    return parse_json(response.content)


def refused(code: object) -> PlatformError:
    """Return the error for an answer that says no; only its code is told, its words may name people."""
    return PlatformError(
        _("The platform refuses: {code}").format(code=str(code)[:40] or "?"),
        _("look the code up in the platform's documentation; it is asked again by itself"),
    )


def order_number(wanted: ToFetch) -> str:
    """Return the order to ask for, where a platform's cases stand in its orders.

    Raises:
        PlatformError: the push named only a case.
    """
    if not wanted.number:
        raise PlatformError(
            _("The message named only the after-sale case {no}").format(no=wanted.case_no),
            _("import the order, or its after-sale export"),
        )
    return wanted.number


def said_no(answer: Any, path: str, *, fine: tuple[str, ...]) -> None:
    """Go on when the code under this path is one that means yes.

    Raises:
        PlatformError: it is not.
    """
    code = text(answer, path)
    if code not in fine:
        raise refused(code)


def compact(values: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys and no spaces, as signatures want it."""
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
