"""What a figure is: a question people steer by, answered as a table from the store.

To add one, write ``station/figures/<name>.py`` with ``figure: Figure = MyFigure()``. ``figures NAME`` shows it and
writes it as CSV or XLSX; ``chart`` draws it where a picture says more. Tables hold no name, phone or address in the
clear: what is exported is masked already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from station.store.engine import Tx

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Period:
    """From ``since`` on, before ``until``; aware times."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The table, and single values worth saying first.

    Attributes:
        columns: translated names.
        summary: name -> value, such as ``n`` or ``mean``.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    summary: dict[str, Any]


class Figure(Protocol):
    """One figure."""

    @property
    def title(self) -> str:
        """The question, translated."""
        ...

    def answer(self, tx: Tx, period: Period) -> Answer:
        """Count."""
        ...


class Charted(Protocol):
    """A figure that can be drawn."""

    def chart(self, answer: Answer, path: Path) -> None:
        """Draw the answer as a PNG; title, axes and n stand in the picture."""
        ...
