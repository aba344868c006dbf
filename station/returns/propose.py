"""From a buyer's words to a proposal: which line, which intent, which new SKU; a person or a rule applies it.

Used by ``returns apply``, the returns desk and the tour. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.catalogue.sku import Sku
from station.returns.intent import Intent, classify
from station.returns.sibling import Choice, choose_sibling
from station.returns.tables import habits
from station.store import catalogue
from station.store import orders as master

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the text asks of one order line.

    Attributes:
        line_no: the line it is about; ``None`` when several could be meant.
        choice: the new SKU, or choices; ``None`` when no exchange is wanted or no line is known.
    """

    intent: Intent
    line_no: int | None
    old: Sku | None
    choice: Choice | None


def propose(tx: Tx, order_id: str, text: str, *, line_no: int | None = None) -> Proposal:
    """Return what the text asks; the only goods line is meant when the text names none."""
    intent = classify(text, habits(tx))
    goods = [line for line in master.lines(tx, order_id) if line.sku is not None and not line.is_gift]
    meant = [line for line in goods if line_no in (None, line.line_no)]
    if len(meant) != 1 or meant[0].sku is None:
        return Proposal(intent, None, None, None)
    row = catalogue.by_codes(tx, [meant[0].sku])[meant[0].sku]
    old = _sku(row)
    siblings = [_sku(one) for one in catalogue.family(tx, row.family)]
    return Proposal(intent, meant[0].line_no, old, choose_sibling(old, siblings, intent.wanted))


def _sku(row: Row[tuple[object, ...]]) -> Sku:
    return Sku(
        code=row.code,
        name=row.name,
        size=row.size,
        color=row.color,
        model=row.model,
        family=row.family,
        picture=row.picture,
        discontinued=bool(row.discontinued),
    )
