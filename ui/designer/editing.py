"""A layout while it is worked on: parts move by whole dots, every step can be taken back and done again.

Pure: no window, no store. Places are kept in mm, at whole dots of the resolution looked at, so that what is seen is
what prints. ``ui/designer/window.py`` holds one and draws it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from printing.layouts.design import Part
from printing.layouts.needs import kinds
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.design import Design

_MOST_STEPS = 200
_SMALLEST = 0.25  # mm; thinner is not printed
_NEW = {
    "text": Part("text", 4, 4, 30, 5, "…", pt=9),
    "code128": Part("code128", 4, 4, 50, 10),
    "qr": Part("qr", 4, 4, 16, 16),
    "line": Part("line", 0, 4, 40, 0.375),
    "box": Part("box", 4, 4, 30, 10),
    "rows": Part("rows", 4, 4, 60, 20, "{items}"),
}


class Editing:
    """One layout with its past and future.

    Attributes:
        chosen: place of the part worked on; -1 for none.
    """

    def __init__(self, design: Design) -> None:
        self.design = design
        self.chosen = -1
        self.saved = design
        self._past: list[Design] = []
        self._future: list[Design] = []

    @property
    def part(self) -> Part | None:
        """The part worked on."""
        return self.design.parts[self.chosen] if 0 <= self.chosen < len(self.design.parts) else None

    @property
    def changed(self) -> bool:
        """Whether something is not saved."""
        return self.design != self.saved

    def begin(self, design: Design) -> None:
        """Work on another layout: nothing to take back."""
        self.design = self.saved = design
        self.chosen = -1
        self._past, self._future = [], []

    def change(self, **values: Any) -> bool:
        """Change the part worked on; ``False`` when there is none, or nothing changes."""
        part = self.part
        if part is None or replace(part, **values) == part:
            return False
        parts = list(self.design.parts)
        parts[self.chosen] = replace(part, **values)
        self._keep(replace(self.design, parts=tuple(parts)))
        return True

    def move(self, right: float, down: float) -> bool:
        """Move the part so many mm; it stays on the paper."""
        part = self.part
        if part is None:
            return False
        x = min(max(0.0, part.x + right), max(0.0, self.design.width - part.w))
        y = min(max(0.0, part.y + down), max(0.0, self.design.height - part.h))
        return self.change(x=round(x, 4), y=round(y, 4))

    def resize(self, wider: float, taller: float) -> bool:
        """Make the part wider and taller by so many mm; it stays on the paper."""
        part = self.part
        if part is None:
            return False
        w = min(max(_SMALLEST, part.w + wider), max(_SMALLEST, self.design.width - part.x))
        h = min(max(_SMALLEST, part.h + taller), max(_SMALLEST, self.design.height - part.y))
        return self.change(w=round(w, 4), h=round(h, 4))

    def add(self, what: str) -> None:
        """Put a new part on the label and work on it."""
        part, codes = _NEW[what], kinds()[self.design.kind].codes
        words = {"code128": f"{{{codes[0]}}}", "qr": f"{{{codes[-1]}}}"}.get(what, part.words)
        w, h = min(part.w, self.design.width - part.x), min(part.h, self.design.height - part.y)
        self._keep(replace(self.design, parts=(*self.design.parts, replace(part, words=words, w=w, h=h))))
        self.chosen = len(self.design.parts) - 1

    def take_out(self) -> bool:
        """Take the part away for good; hiding keeps it."""
        if self.part is None:
            return False
        parts = self.design.parts
        self._keep(replace(self.design, parts=parts[: self.chosen] + parts[self.chosen + 1 :]))
        self.chosen = -1
        return True

    def undo(self) -> bool:
        """Take the last step back."""
        if not self._past:
            return False
        self._future.append(self.design)
        self.design = self._past.pop()
        return True

    def redo(self) -> bool:
        """Do again what was taken back."""
        if not self._future:
            return False
        self._past.append(self.design)
        self.design = self._future.pop()
        return True

    def _keep(self, design: Design) -> None:
        self._past = [*self._past[1 - _MOST_STEPS :], self.design]
        self._future = []
        self.design = design


def at_dots(mm: float, dpmm: int) -> float:
    """Return the nearest place that is a whole dot."""
    return round(round(mm * dpmm) / dpmm, 4)


def name_of(part: Part) -> str:
    """Return what the list calls a part."""
    words = {"text": _("Text"), "code128": _("Barcode"), "qr": _("QR code"), "line": _("Line"), "box": _("Box")}
    words["rows"] = _("Rows of goods")
    return f"{words[part.what]} {part.words}".strip()


def part_at(design: Design, x: float, y: float) -> int:
    """Return the smallest part at a place in mm, -1 when there is none; thin lines are met from 1 mm away."""
    near = 1.0
    found = [
        (part.w * part.h, n)
        for n, part in enumerate(design.parts)
        if part.shown and _within(x, part.x, part.w, near) and _within(y, part.y, part.h, near)
    ]
    return min(found)[1] if found else -1


def _within(at: float, start: float, size: float, near: float) -> bool:
    spare = max(0.0, near - size / 2)
    return start - spare <= at <= start + size + spare
