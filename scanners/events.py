"""What a scanner source hands over: frames, then scans.

A source (key decoder, port, socket, camera) produces ``Frame``s through ``framing``; ``symbology`` turns a frame
into a ``Scan``; ``journal`` stores it; the bench worker acts on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Kind(StrEnum):
    """What a code looks like; the store decides what it is."""

    COMMAND = "command"
    BADGE = "badge"
    CODE = "code"  # order, waybill, SKU, material: a look-up tells


@dataclass(frozen=True, slots=True)
class Frame:
    """Bytes of one read, as they came.

    Attributes:
        source: name of the source, such as ``wedge`` or ``serial:/dev/ttyACM0``.
        raw: the bytes without terminator.
        first: monotonic seconds of the first byte (event time where the source has one).
        last: monotonic seconds of the last byte.
        terminator: ``CR``, ``LF``, ``CRLF``, ``TAB``, ``ETX``, ``suffix``, ``idle`` or "".
        complete: ``False`` for a partial frame cut off by an unplug or the length limit.
    """

    source: str
    raw: bytes
    first: float
    last: float
    terminator: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Scan:
    """One code, normalised.

    Attributes:
        text: the code as the store should look it up.
        raw: the bytes of the frame.
        kind: command, badge or code.
        symbology: AIM symbology identifier such as ``]C1``; "" when the scanner does not send one.
        gs1: element strings by application identifier, such as ``(("01", …), ("10", …))``.
        at: wall time, aware UTC.
        duplicate_of: sequence number of the read this repeats within 400 ms; ``None`` for a first read.
        seq: number in the journal; 0 before it is stored.
        complete: ``False`` for a partial: shown and kept, never acted on.
        forms: ``text`` first, then other spellings of the same code a look-up may try (UPC and EAN, JD parcel codes).
    """

    text: str
    raw: bytes
    kind: Kind
    source: str
    at: datetime
    symbology: str = ""
    gs1: tuple[tuple[str, str], ...] = ()
    duplicate_of: int | None = None
    seq: int = 0
    complete: bool = True
    forms: tuple[str, ...] = ()
