"""Hands one parcel to a platform's component and says honestly what became of it.

Once the message has left, silence, a closed socket or "accepted" is UNKNOWN, never a retry: the component may still
print. Called by ``component print``; waits for the network, so never in the window's thread.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from printing.components.base import ComponentError, Told
from printing.layouts.parts import copy_mark
from station.text import _

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

    from printing.components.base import Component, Message, Parcel
    from printing.layouts.fields import ExchangeFields, WaybillFields

_LARGEST = 1 << 20


class Became(StrEnum):
    """What became of a parcel's label."""

    PRINTED = "printed"
    FAILED = "failed"  # surely not printed
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """The end of one try.

    Attributes:
        number: the waybill number the component named.
    """

    became: Became
    why: str = ""
    number: str = ""


_ENDS = {Told.PRINTED: Became.PRINTED, Told.REFUSED: Became.FAILED, Told.UNSURE: Became.UNKNOWN}


def exchange_block(fields: ExchangeFields) -> dict[str, str]:
    """Return our words for the custom area (65.6 x 30 mm on a 76 x 130 waybill), by the names its template uses."""
    return {
        "mark": _("[EXCHANGE]"),
        "exchange_no": fields.exchange_no,
        "new_code": fields.new.barcode or fields.new.code,
        "new_item": " ".join(part for part in (fields.new.spec, fields.new.name, f"× {fields.new.qty}") if part),
        "old_item": " ".join(part for part in (fields.old.spec, fields.old.code) if part),
        "original": " ".join(part for part in (fields.channel, fields.channel_no, fields.original) if part),
        "hints": "；".join(fields.hints),
        "remark": fields.remark,
        "copy": copy_mark(fields.printed),
    }


def waybill_block(fields: WaybillFields) -> dict[str, str]:
    """Return our words for the custom area of an ordinary waybill."""
    return {"hints": "；".join(fields.hints), "remark": fields.remark, "copy": copy_mark(fields.printed)}


def printers(component: Component, *, url: str = "", patience: float = 3.0) -> list[str]:
    """Return the printers the component can use.

    Raises:
        ComponentError: it is not there or does not answer.
    """
    until = time.monotonic() + patience
    with _open(url or component.url, patience) as line:
        _say(line, component.ask_printers("printers"))
        while (message := _hear(line, until)) is not None:
            found = component.printers(message)
            if found is not None:
                return found
    raise _silent(url or component.url)


def print_parcel(component: Component, parcel: Parcel, *, url: str = "", patience: float = 20.0) -> Result:
    """Let the component print one parcel and wait for what it says.

    Raises:
        ComponentError: it is not there; nothing was sent.
    """
    until, number = time.monotonic() + patience, ""
    with _open(url or component.url, patience) as line:
        _say(line, component.ask_print(parcel))
        while (message := _hear(line, until)) is not None:
            said = component.answer(message, parcel)
            if said is None:
                continue
            number = said.number or number
            if said.told in _ENDS:
                return Result(_ENDS[said.told], said.why[:200], number)
    return Result(Became.UNKNOWN, "silent", number)


def _open(url: str, patience: float) -> ClientConnection:
    from websockets.exceptions import WebSocketException
    from websockets.sync.client import connect

    try:
        return connect(url, open_timeout=min(patience, 3.0), close_timeout=0.5, max_size=_LARGEST, proxy=None)
    except (OSError, WebSocketException) as error:
        raise _silent(url) from error


def _say(line: ClientConnection, message: Message) -> None:
    from websockets.exceptions import ConnectionClosed

    try:
        line.send(json.dumps(message, ensure_ascii=False))
    except ConnectionClosed:
        return  # what it heard is not known: the silence that follows says so


def _hear(line: ClientConnection, until: float) -> Message | None:
    """Return the next JSON object; ``None`` when time is over or the line is closed."""
    from websockets.exceptions import ConnectionClosed

    while True:
        try:
            heard: Any = json.loads(line.recv(timeout=max(0.0, until - time.monotonic())))
        except (TimeoutError, ConnectionClosed):
            return None
        except ValueError:
            continue  # no JSON: nothing we asked for
        if isinstance(heard, dict):
            return heard


def _silent(url: str) -> ComponentError:
    return ComponentError(
        _("The print component at {url} does not answer").format(url=url),
        _("start the platform's print program on this machine, then try again"),
    )
