"""What a shop's own layout of a kind must hold: which codes, which words, on which papers.

A kind can be laid out by supervisors when its file in this folder says ``needs: Needs = Needs(...)`` beside its
``layout``; nothing else has to be written. ``design`` reads layouts of these kinds only, ``faults`` refuses those that
lack something, the designer offers the papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.registry import extensions

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.label import Area


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there.

    Attributes:
        codes: fields that must stand there as bars or QR.
        words: fields a person must be able to read.
        papers: (width, height) in mm a layout may begin with, the usual one first.
        rows: where the built-in layout of (fields, width, height) has its rows of goods.
    """

    codes: tuple[str, ...]
    words: tuple[str, ...]
    papers: tuple[tuple[float, float], ...]
    rows: Callable[[Any, float, float], Area] | None = None


PARCEL = ((76.0, 130.0), (100.0, 150.0), (100.0, 180.0))


def kinds() -> dict[str, Needs]:
    """Return what each kind that can be laid out needs."""
    return extensions("printing.layouts", "needs")
