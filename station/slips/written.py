"""Where each item of a slip's order stands on the photo, for a packer who wants to see the handwriting itself.

From the draft and what a person made of it, kept together until retention (``confirm.py``). Asked by the bench.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.store import slips
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from station.store.engine import Tx

Corners = tuple[float, float, float, float]  # left, top, right, bottom in pixels of the upright photo


class NoSlipError(UserError):
    """The order has no slip to show."""

    code = "NO_SLIP"


@dataclass(frozen=True, slots=True)
class Written:
    """An order's slip.

    Attributes:
        lines: code, quantity and place of each item, ``None`` where a person added it.
    """

    sha256: str
    lines: tuple[tuple[str, int, Corners | None], ...]


def of_order(tx: Tx, order_id: str) -> Written:
    """Return what was written for each item.

    Raises:
        NoSlipError: no slip, one of the time before places were kept, or it was forgotten.
    """
    row = slips.of_order(tx, order_id)
    draft = slips.open_draft(tx, row.sha256) if row is not None else None
    if row is None or draft is None or not draft.get("reviewed"):
        raise NoSlipError(_("This order has no slip to look at"), _("go on by the list"))
    return Written(row.sha256, tuple(_lines(draft)))


def _lines(draft: Mapping[str, Any]) -> Iterator[tuple[str, int, Corners | None]]:
    read = draft.get("items") or []
    for number, (code, qty) in sorted(draft["reviewed"]["items"].items(), key=lambda one: int(one[0])):
        item = read[int(number) - 1] if int(number) <= len(read) else {}
        boxes = [box for box in (item.get("box"), item.get("qty_box")) if box]
        yield str(code), int(qty), _around(boxes)


def _around(boxes: list[list[float]]) -> Corners | None:
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
