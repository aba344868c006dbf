"""Where waybill numbers come from when the order brings none: a carrier's pool, or a preprinted roll.

A pool is filled from a list and counted down; one number goes to one order, on both engines, and comes back only from
an order that was cancelled before any copy of its label was sent. The number of a roll is typed or scanned for its
order. ``waybills`` and ``shop waybills`` call it; ``packing.labels`` takes from the pool when a label is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.carriers.base import WaybillNumberError, checked
from station.errors import UserError
from station.people.permit import act
from station.people.roles import Action
from station.store import choices, prints, waybills
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

MOST = 200_000
LOW_AT = 100
_LOW = "waybills_low:"
_PART = 500


@dataclass(frozen=True, slots=True)
class Level:
    """What a carrier's pool holds.

    Attributes:
        low_at: at so many or fewer the alarm is given.
    """

    carrier: str
    left: int
    low_at: int

    @property
    def low(self) -> bool:
        """Tell whether numbers must be asked for now."""
        return self.left <= self.low_at


def read(carrier: str, text: str) -> list[str]:
    """Return the numbers of a list: first column of each line, a heading left out, each once.

    Raises:
        UserError: it is no list of this carrier's numbers.
    """
    cells = [line.split(",")[0].strip().strip('"\t') for line in text.splitlines()]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and not any(sign.isdigit() for sign in cells[0]):
        cells = cells[1:]
    if not cells or len(cells) > MOST:
        raise UserError(
            _("This is no list of waybill numbers"),
            _("write one number a line, letters and digits only, at most {n}").format(n=MOST),
            code="WAYBILL_FILE",
        )
    try:
        return list(dict.fromkeys(checked(carrier, cell) for cell in cells))
    except WaybillNumberError as error:
        raise UserError(error.happened, error.remedy, code="WAYBILL_FILE") from error


def fill(store: Store, carrier: str, numbers: list[str], *, operator_no: str, station: str) -> int:
    """Put numbers into a carrier's pool and return how many were new there.

    Raises:
        UserError: the person may not.
    """
    detail = {"numbers": len(numbers)}
    store.write(
        lambda tx: act(tx, operator_no, Action.IMPORT, station=station, subject=f"waybills {carrier}", detail=detail)
    )
    parts = [numbers[start : start + _PART] for start in range(0, len(numbers), _PART)]
    return sum(store.write(lambda tx, part=part: waybills.add(tx, carrier, part)) for part in parts)  # type: ignore[misc]


def levels(tx: Tx) -> list[Level]:
    """Return every pool, empty ones too."""
    limits = {name.removeprefix(_LOW): int(value) for name, value in choices.starting(tx, _LOW)}
    return [Level(carrier, n, limits.get(carrier, LOW_AT)) for carrier, n in sorted(waybills.left(tx).items())]


def set_low(tx: Tx, carrier: str, count: int, *, operator_no: str, station: str) -> None:
    """Choose at how many numbers the alarm is given.

    Raises:
        UserError: the person may not.
    """
    act(tx, operator_no, Action.IMPORT, station=station, subject=f"waybills low {carrier}", detail={"n": count})
    choices.put(tx, f"{_LOW}{carrier}", str(max(0, count)))


def give(tx: Tx, order_id: str, number: str, *, carrier: str, operator_no: str, station: str) -> str:
    """Give an order the number typed or scanned from a preprinted roll; return it as it is printed.

    Raises:
        UserError: the person may not, it is no number of the carrier, or it is used.
    """
    act(tx, operator_no, Action.PACK, station=station, subject=f"waybill {order_id}")
    right = checked(carrier, number)
    row = master.head(tx, order_id)
    if row is not None and row.waybill_no == right:
        return right
    if any(job.state not in (prints.PLANNED, prints.CANCELLED, prints.VOID) for job in prints.of_order(tx, order_id)):
        raise UserError(
            _("This order's label is printed or waits to be printed"),
            _("call the label off in the queue first"),
            code="WAYBILL_PRINTED",
        )
    others = [each for each, kind in master.by_code(tx, right) if kind == "waybill" and each != order_id]
    if others or not waybills.claim(tx, order_id, carrier, number=right):
        raise UserError(
            _("The waybill number {number} is used already").format(number=right),
            _("put this sheet aside and take the next one of the roll"),
            code="WAYBILL_USED",
        )
    if row is not None and row.waybill_no:
        waybills.forget(tx, order_id, row.waybill_no)
    master.set_order(tx, order_id, carrier=carrier, waybill_no=right)
    master.add_codes(tx, order_id, [("waybill", right)])
    return right
