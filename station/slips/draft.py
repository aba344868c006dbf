"""What was read from one slip, for a person to look over: never an order by itself.

Its JSON shape is a contract (``slip read``): add fields freely, never rename. Made by ``extract.py``, shown by the
review window, turned into an order by ``confirm.py`` after a person confirmed what is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.slips.lines import Box
    from station.slips.match import Candidate


@dataclass(frozen=True, slots=True)
class DraftField:
    """One field of the head or foot.

    Attributes:
        box: its place in the photo.
    """

    text: str = ""
    confidence: float = 0.0
    box: Box | None = None
    needs_review: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return the contract's shape."""
        return {
            "text": self.text,
            "confidence": round(self.confidence, 3),
            "box": _numbers(self.box),
            "needs_review": self.needs_review,
        }


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One line of goods.

    Attributes:
        code: a catalogue code, ``None`` when what was written is not in the catalogue or not sure enough to name.
        raw: the code as it was read.
        why: why a person must look: short words for scripts.
        measures: how clear code and quantity are, see ``leads.py``.
    """

    code: str | None
    qty: int | None
    unit: str
    raw: str
    name: str
    confidence: float
    needs_review: bool
    candidates: tuple[Candidate, ...]
    box: Box | None
    qty_box: Box | None
    why: tuple[str, ...] = ()
    measures: Mapping[str, float | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the contract's shape."""
        return {
            "code": self.code,
            "qty": self.qty,
            "unit": self.unit,
            "raw": self.raw,
            "name": self.name,
            "confidence": round(self.confidence, 3),
            "needs_review": self.needs_review,
            "candidates": [{"code": one.code, "name": one.name} for one in self.candidates],
            "box": _numbers(self.box),
            "qty_box": _numbers(self.qty_box),
            "why": list(self.why),
            "measures": dict(self.measures),
        }


@dataclass(frozen=True, slots=True)
class SlipDraft:
    """One slip."""

    fields: dict[str, DraftField]
    items: tuple[DraftItem, ...]

    @property
    def needs_review(self) -> bool:
        """Return whether a person must look at anything but the quantities."""
        fields = any(field.needs_review for field in self.fields.values())
        return not self.items or fields or any(item.needs_review for item in self.items)

    def text(self, name: str) -> str:
        """Return a field's text."""
        field = self.fields.get(name)
        return field.text if field is not None else ""

    def as_json(self) -> dict[str, Any]:
        """Return the contract's shape, without file and time."""
        heads = {name: self.text(name) for name in ("customer", "phone", "address", "date")}
        return {
            **heads,
            "items": [item.as_json() for item in self.items],
            "note": self.text("note"),
            "fields": {name: field.as_json() for name, field in self.fields.items()},
            "needs_review": self.needs_review,
        }


def _numbers(box: Box | None) -> list[float] | None:
    return None if box is None else [round(number, 1) for number in box]
