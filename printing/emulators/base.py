"""What an emulated printer understands: the ears of one language, written from its manual.

To add one, write ``printing/emulators/<language>.py`` with ``ears: Ears = Mine()``. ``hear`` cuts the stream into
words: whole labels, questions answered at once, questions answered in their turn, and orders to drop everything.
``picture`` draws a label without using our own encoder, so tests can compare its dots with the raster.
``printing/emulator.py`` is the machine around it: paper, lid, buffer, power.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PIL import Image

from station.registry import extensions

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_SIDE = 12_000


class DamagedLabelError(ValueError):
    """The label's bytes break the manual's rules or use commands this reader does not draw."""


class What(Enum):
    """What a word of the stream is."""

    LABEL = auto()
    QUESTION = auto()  # answered when it is received, even while labels wait
    IN_TURN = auto()  # answered when everything before it is on paper
    CLEAR = auto()  # drop what waits


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the stream."""

    what: What
    data: bytes


@dataclass(frozen=True, slots=True)
class Panel:
    """The printer's state as it tells it."""

    paper_out: bool = False
    head_open: bool = False
    paused: bool = False
    ribbon_out: bool = False
    waiting: int = 0
    printing: bool = False
    restarted: bool = False


class Ears(Protocol):
    """One language."""

    def hear(self, stream: bytes) -> tuple[Sequence[Word], int]:
        """Return the complete words and how many bytes they took."""
        ...

    def answer(self, question: bytes, panel: Panel) -> bytes:
        """Return the printer's answer."""
        ...

    def picture(self, label: bytes) -> Image.Image:
        """Return the paper, black on white.

        Raises:
            DamagedLabelError: it cannot be drawn.
        """
        ...


def find(language: str) -> Ears:
    """Return the ears of a language."""
    found: dict[str, Ears] = extensions("printing.emulators", "ears")
    return found[language]


def paper(width: int, height: int) -> Image.Image:
    """Return an empty sheet.

    Raises:
        DamagedLabelError: no printer has this size.
    """
    if not (0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE):
        raise DamagedLabelError("size out of range")
    return Image.new("L", (width, height), 255)


def dots(stride: int, rows: bytes, *, black: int) -> Image.Image:
    """Return packed rows as a picture; ``black`` is the bit that burns."""
    drawn = Image.frombytes("1", (stride * 8, len(rows) // stride), rows).convert("L")
    return drawn.point(lambda value: 255 - value) if black else drawn


def darken(sheet: Image.Image, drawn: Image.Image, place: tuple[int, int]) -> None:
    """Burn the black dots of a picture into the sheet; white ones leave it as it is."""
    sheet.paste(0, place, drawn.point(lambda value: 255 - value).convert("1"))
