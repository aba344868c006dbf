"""What a printer says of itself, in our words.

ZPL ``~HS``: three STX..ETX lines (ZPL II programming guide: line 1 field 2 paper out, 3 pause, 5 formats in the
buffer; line 2 field 3 head up, 4 ribbon out, 9 labels remaining). TSPL ``ESC ! ?``: one byte of bits (TSPL2 manual).
ESC/POS ``DLE EOT n``: one byte each for n = 1..4 (printer, offline cause, error, paper), answered ahead of the buffer,
so the label before it is proven by ``GS r``. CPCL ``ESC h``: one byte of bits. Many clones answer nothing.
A language names its query; ``spooler`` asks before and after each label, ``print status`` on demand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable


class Problem(StrEnum):
    """What keeps a printer from printing."""

    PAPER_OUT = "paper_out"
    HEAD_OPEN = "head_open"
    PAUSED = "paused"
    RIBBON_OUT = "ribbon_out"
    JAM = "jam"
    TOO_HOT = "too_hot"
    BUFFER_FULL = "buffer_full"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Status:
    """One answer.

    Attributes:
        pending: labels taken but not yet out; 0 means all are on paper.
        restarted: it was switched on since it was last asked: what it had taken is gone.
    """

    problems: tuple[Problem, ...] = ()
    pending: int = 0
    restarted: bool = False

    @property
    def ready(self) -> bool:
        """Nothing keeps it from printing."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class StatusQuery:
    """How to ask a printer of one language.

    Attributes:
        complete: tells from what came so far whether the answer is complete.
        ahead: the answer overtakes labels that still wait in the buffer, so "nothing pending" must be heard for so
            many seconds before it is believed.
        in_turn: the question whose answer comes after the label before it; ``None``: the same question serves.
        rest: brings back a printer that waits for the rest of a label that broke off, and prints nothing.
    """

    query: bytes
    complete: Callable[[bytes], bool]
    parse: Callable[[bytes], Status]
    ahead: float = 0.0
    in_turn: StatusQuery | None = None
    rest: bytes = b""


def explain(problem: Problem) -> str:
    """Return what a person must do about it."""
    return {
        Problem.PAPER_OUT: _("The printer is out of paper: load paper"),
        Problem.HEAD_OPEN: _("The printer's lid is open: close it"),
        Problem.PAUSED: _("The printer is paused: press its pause key"),
        Problem.RIBBON_OUT: _("The printer is out of ribbon: change the ribbon"),
        Problem.JAM: _("Paper is jammed in the printer: take it out"),
        Problem.TOO_HOT: _("The print head is too hot: wait a minute"),
        Problem.BUFFER_FULL: _("The printer is still busy: wait a moment"),
        Problem.OTHER: _("The printer reports an error: look at its lamp"),
    }[problem]


def parse_zpl(answer: bytes) -> Status:
    """Read the answer to ``~HS``.

    Raises:
        ValueError: it is no such answer.
    """
    lines = [part.split(b"\x03")[0].decode("ascii").split(",") for part in answer.split(b"\x02")[1:]]
    if len(lines) < 2 or len(lines[0]) < 12 or len(lines[1]) < 9:
        raise ValueError("not an answer to ~HS")
    first, second = lines[0], lines[1]
    flags = (
        (first[1], Problem.PAPER_OUT),
        (second[2], Problem.HEAD_OPEN),
        (second[3], Problem.RIBBON_OUT),
        (first[2], Problem.PAUSED),
        (first[5], Problem.BUFFER_FULL),
        (first[11], Problem.TOO_HOT),
        (first[9], Problem.OTHER),
    )
    return Status(tuple(problem for flag, problem in flags if int(flag)), int(first[4]) + int(second[8]))


def parse_tspl(answer: bytes) -> Status:
    """Read the answer to ``ESC ! ?``.

    Raises:
        ValueError: it is no such answer.
    """
    if len(answer) < 1:
        raise ValueError("not an answer to ESC ! ?")
    bits = (
        (0x04, Problem.PAPER_OUT),
        (0x01, Problem.HEAD_OPEN),
        (0x02, Problem.JAM),
        (0x08, Problem.RIBBON_OUT),
        (0x10, Problem.PAUSED),
        (0x80, Problem.OTHER),
    )
    return Status(tuple(problem for bit, problem in bits if answer[0] & bit), 1 if answer[0] & 0x20 else 0)


def parse_escpos(answer: bytes) -> Status:
    """Read the answers to ``DLE EOT`` 1 to 4.

    Raises:
        ValueError: not four status bytes.
    """
    if len(answer) < 4 or any(byte & 0x93 != 0x12 for byte in answer[:4]):
        raise ValueError("not an answer to DLE EOT")
    _printer, offline, error, roll = answer[:4]
    bits = (
        (offline & 0x20 or roll & 0x60, Problem.PAPER_OUT),
        (offline & 0x04, Problem.HEAD_OPEN),
        (error & 0x08, Problem.JAM),
        (error & 0x40, Problem.TOO_HOT),
        (error & 0x20, Problem.OTHER),
    )
    return Status(tuple(problem for bit, problem in bits if bit))


def parse_escpos_in_turn(answer: bytes) -> Status:
    """Read the answer to ``GS r 1``: what stood before it was carried out.

    Raises:
        ValueError: not a paper sensor byte.
    """
    if len(answer) < 1 or answer[-1] & 0x90:
        raise ValueError("not an answer to GS r")
    return Status((Problem.PAPER_OUT,) if answer[-1] & 0x0C == 0x0C else ())


def parse_cpcl(answer: bytes) -> Status:
    """Read the answer to ``ESC h``.

    Raises:
        ValueError: it is no such answer.
    """
    if len(answer) < 1 or answer[0] & 0xE0:
        raise ValueError("not an answer to ESC h")
    bits = ((0x02, Problem.PAPER_OUT), (0x04, Problem.HEAD_OPEN))
    problems = tuple(problem for bit, problem in bits if answer[0] & bit)
    return Status(problems, answer[0] & 0x01, restarted=bool(answer[0] & 0x10))


ZPL = StatusQuery(b"~HS\r\n", lambda answer: answer.count(b"\x03") >= 3, parse_zpl)
TSPL = StatusQuery(
    b"\x1b!?",
    lambda answer: len(answer) >= 1,
    parse_tspl,
    ahead=0.3,
    rest=b"\xff" * 32_768 + b"\r\n",  # white dots of its counted bitmap; in command mode a line it does not know
)
CPCL = StatusQuery(b"\x1bh", lambda answer: len(answer) >= 1, parse_cpcl, ahead=0.3)
ESCPOS = StatusQuery(
    b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04",
    lambda answer: len(answer) >= 4,
    parse_escpos,
    in_turn=StatusQuery(b"\x1dr\x01", lambda answer: len(answer) >= 1, parse_escpos_in_turn),
)
