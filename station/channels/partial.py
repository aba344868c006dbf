"""Orders of which a part was refunded or closed before it left: that part must not be packed, the rest must.

The refunded items leave the order, which gets the flags ``partial_refund`` and ``ship_hold``: a person looks at it
once, because the bench may already have shown or reserved the item. When every item is gone the order's own status
says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.orders.canonical import CaseType, ChannelStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.orders.canonical import CanonicalCase, CanonicalLine

FLAGS = frozenset({"partial_refund", "ship_hold"})
PART = frozenset({"part_shipped", "ship_hold"})
_MONEY_BACK = (CaseType.REFUND_ONLY, CaseType.RETURN_REFUND)
_RANK = (
    ChannelStatus.UNPAID,
    ChannelStatus.DEPOSIT,
    ChannelStatus.PAID,
    ChannelStatus.SHIPPED,
    ChannelStatus.DELIVERED,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One item of an order with what belongs to it, its own status and its own case."""

    lines: tuple[CanonicalLine, ...]
    status: ChannelStatus
    case: CanonicalCase | None = None

    @property
    def gone(self) -> bool:
        """Whether it was closed or its money given back."""
        case = self.case
        refunded = case is not None and case.agreed and case.type in _MONEY_BACK
        return self.status is ChannelStatus.CANCELLED or refunded


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left of an order."""

    status: ChannelStatus
    lines: tuple[CanonicalLine, ...]
    cases: tuple[CanonicalCase, ...]
    flags: frozenset[str]


def settle(parts: Sequence[Part]) -> Settled:
    """Return what is left of an order's parts."""
    living = [part for part in parts if part.status is not ChannelStatus.CANCELLED]
    if not living:
        return Settled(ChannelStatus.CANCELLED, _lines(parts), _cases(parts), frozenset())
    status = min((part.status for part in living), key=_RANK.index)
    flags: frozenset[str] = frozenset()
    if status is ChannelStatus.PAID and any(_RANK.index(part.status) > _RANK.index(status) for part in living):
        flags = PART
    kept = [part for part in parts if not part.gone]
    packable = status in {ChannelStatus.UNPAID, ChannelStatus.DEPOSIT, ChannelStatus.PAID}
    if packable and kept and len(kept) < len(parts):
        return Settled(status, _lines(kept), _cases(kept), flags | FLAGS)
    return Settled(status, _lines(parts), _cases(parts), flags)


def _lines(parts: Sequence[Part]) -> tuple[CanonicalLine, ...]:
    return tuple(line for part in parts for line in part.lines)


def _cases(parts: Sequence[Part]) -> tuple[CanonicalCase, ...]:
    return tuple({part.case.case_no: part.case for part in parts if part.case is not None}.values())
