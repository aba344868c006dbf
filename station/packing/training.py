"""Training: a new packer packs ten masked orders of the past in a sandbox, and gets a score sheet (row B35).

The sandbox is a store of its own: the shop's catalogue, ten packed orders as new ones with nobody's name, phone or
address, only what their notes ask of the packer, stock of its own. Nothing of it reaches the shop's stock, printers
or channels. The score is read from the sandbox's trail, so it says what was done, not what was meant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.hints.wishes import wishes
from station.intake.accept import accept
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.orders.ids import short_code
from station.orders.states import GONE, State
from station.packing.session import login
from station.people import operators
from station.people.roles import Role
from station.stock.show import set_on_hand
from station.store import audit, catalogue, choices, sandbox, stock, waybills
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store, Tx

ORDERS = 10
_CARRIER = "training"
_PASS_ERRORS = 2


class NothingToTrainError(UserError):
    """No order of the past can be packed again."""

    code = "NOTHING_TO_TRAIN"


@dataclass(frozen=True, slots=True)
class Score:
    """The score sheet of one trainee.

    Attributes:
        seconds: from opening to closing, of each packed order.
        errors: how often each kind of wrong scan was stopped.
        cant: hints answered with "can't".
    """

    operator_no: str
    name: str
    orders: int
    packed: int
    seconds: tuple[int, ...]
    errors: dict[str, int]
    undone: int
    cant: int
    passed: bool


def build(source: Store, target: Store, *, operator_no: str, station: str, orders: int = ORDERS) -> list[str]:
    """Fill an empty sandbox for one trainee and return the short codes of its orders.

    Raises:
        NothingToTrainError: nothing was packed in this shop yet.
        station.people.operators.OperatorNumberError: nobody has this number.
    """
    with source.read() as tx:
        trainee = operators.known(tx, operator_no)
        picked = [_masked(tx, number, order_id) for number, order_id in _suitable(tx, orders)]
        if not picked:
            raise NothingToTrainError(_("There is nothing to train on yet"), _("pack some orders first"))

        def copy(to: Tx) -> None:
            sandbox.copy_catalogue(tx, to)
            operators.add(to, trainee.operator_no, name=trainee.name, role=Role.LEAD)  # may close without a label
            choices.put(to, "training", str(len(picked)))
            waybills.add(to, _CARRIER, [f"PX{number:06d}" for number in range(1, 40 * orders)])
            _stock_up(to, picked)

        target.write(copy)
    login(target, trainee.operator_no, station=station)
    return [short_code(one.order_id) for one in accept(target, picked)]


def score(sheet: Store) -> Score:
    """Read the score sheet of a sandbox."""
    with sheet.read() as tx:
        trainee = operators.all(tx)[0]
        orders = int(choices.get(tx, "training"))
        trail = [one for station in audit.stations(tx) for one in audit.links(tx, station)]
    packed = [one for one in trail if one.action == "packed"]
    errors = Counter(str((one.detail or {}).get("result")) for one in trail if one.action == "wrong_scan")
    answers = Counter(str((one.detail or {}).get("answer")) for one in trail if one.action == "hint")
    done = len({one.order_id for one in packed})
    passed = done >= orders and sum(errors.values()) <= _PASS_ERRORS
    return Score(
        trainee.operator_no,
        trainee.name,
        orders,
        done,
        tuple(int((one.detail or {}).get("seconds") or 0) for one in packed),
        dict(errors),
        sum(one.action == "undo" for one in trail),
        answers["cant"],
        passed,
    )


def _suitable(tx: Tx, count: int) -> list[tuple[int, str]]:
    found = []
    for order_id in sandbox.done_lately(tx, (State.PACKING, *sorted(GONE)), limit=10 * count):
        lines = master.lines(tx, order_id)
        row = master.head(tx, order_id)
        if row is not None and row.exchange_of is None and all(line.sku or line.is_gift for line in lines):
            found.append(order_id)
    return list(enumerate(found[:count], 1))


def _masked(tx: Tx, number: int, order_id: str) -> CanonicalOrder:
    """Return an order of the past as a new one without anybody's data."""
    row = master.head(tx, order_id)
    if row is None:
        raise LookupError("a packed order is gone")
    lines = [line for line in master.lines(tx, order_id) if line.qty > 0]
    who = Recipient(
        _("Training"), f"1380000{number:04d}", row.province, row.city, row.district, "", _("Training road 1")
    )
    return CanonicalOrder(
        channel=row.channel,
        shop="",
        number=f"PX{number:04d}",
        status=ChannelStatus.PAID,
        lines=tuple(
            CanonicalLine(line.name, line.qty, line.sku or line.channel_code, line.spec, is_gift=line.is_gift)
            for line in lines
        ),
        updated_at=tx.now,
        created_at=tx.now,
        paid_at=tx.now,
        recipient=who,
        buyer_id=f"training-{number}",
        buyer_note="，".join(wish.words for wish in wishes(row.buyer_note or "")),
    )


def _stock_up(tx: Tx, orders: Sequence[CanonicalOrder]) -> None:
    place = next(iter(stock.warehouse_names(tx)), "")
    if not place:
        stock.add_warehouse(tx, place := "TRAINING", _("Training"), rank=1)
    codes = {line.channel_code for one in orders for line in one.lines if line.channel_code}
    parts = catalogue.parts(tx, codes)
    for code in sorted((codes | {part for found in parts.values() for part, _qty in found}) - set(parts)):
        set_on_hand(tx, code, place, qty=10_000, actor="training")
