"""The shop in ``sessions.py``: orders come in and change under the packer's hands; the oracle is told the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from station.intake.progress import progress
from station.orders.canonical import CanonicalCase, CanonicalLine, CaseType, ChannelStatus
from station.returns.exchange import apply_exchange
from station.stock.show import set_on_hand
from station.store import catalogue, waybills
from station.store import orders as master
from station.store.schema.catalogue import sku_barcodes, skus
from tests import shop
from tests.benchmarks.truth import GIFT, PACK_OF_3, Truth

if TYPE_CHECKING:
    import random

    from station.store.engine import Store, Tx


def furnish(tx: Tx) -> None:
    """Add a multi-pack, an item with serial numbers, and waybill numbers for a long day."""
    tx.execute(insert(sku_barcodes), {"barcode": PACK_OF_3, "sku": "SOCK", "qty": 3})
    values = {"code": "CUP", "name": "杯子", "size": "", "color": "", "model": "", "family": "CUP", "picture": ""}
    catalogue.put_sku(tx, {**values, "weight_g": 300, "safety": 0, "discontinued": 0}, barcodes=[], parts=[])
    tx.execute(update(skus).values(capture="serial").where(skus.c.code == "CUP"))
    set_on_hand(tx, "CUP", "HZ1", qty=1_000_000, actor="test")
    waybills.add(tx, "demo", [f"DX{number:013d}" for number in range(60_000)])


def new_order(store: Store, number: int, luck: random.Random) -> Truth:
    """Let an order come in; some are exchanges."""
    lines = [CanonicalLine("卫衣", luck.choice((1, 1, 2)), "WY-CW-120")]
    if luck.random() < 0.3:
        lines.append(CanonicalLine("袜子", luck.choice((1, 3, 4)), "SOCK"))
    if luck.random() < 0.15:
        lines.append(CanonicalLine("礼盒", 1, "KIT"))
    if luck.random() < 0.15:
        lines.append(CanonicalLine("杯子", luck.choice((1, 2)), "CUP"))
    if luck.random() < 0.2:
        lines.append(CanonicalLine(GIFT, 1, is_gift=True))
    note = "禁用胶带" if luck.random() < 0.2 else ""
    order = shop.order(f"69{number:017d}", lines=tuple(lines), buyer_note=note)
    assert order.recipient is not None
    who = replace(order.recipient, phone=f"139{number % 100_000_000:08d}")
    order = replace(order, buyer_id=f"b{number}", recipient=who)
    truth = Truth(order, shop.put(store, order)[0])
    if luck.random() < 0.1 and len(lines) == 1:
        _exchange(store, truth)
    return truth


def change(store: Store, truth: Truth, luck: random.Random) -> str:
    """Change the order while it is being packed and return what changed."""
    changes = (_refund, _cancel, _hold, _move, _items, _again)
    told = luck.choices(changes, (1, 1, 2, 5, 5, 2))[0]
    told(store, truth, luck)
    return told.__name__


def release(store: Store, truth: Truth) -> None:
    """Let the lead release every hold."""

    def work(tx: Tx) -> None:
        for hold in master.open_holds(tx, truth.parcel_id):
            master.close_hold(tx, truth.parcel_id, hold.hold_id, by="2001")
        progress(tx, truth.parcel_id)

    store.write(work)
    truth.held = False


def _exchange(store: Store, truth: Truth) -> None:
    done = store.write(
        lambda tx: apply_exchange(
            tx, truth.order_id, line_no=1, new_sku="WY-FB-130", text="换 130", actor="2001", station="desk"
        )
    )
    truth.exchange_id, truth.exchanged = done.order_id, "WY-FB-130"


def _tell(store: Store, truth: Truth, **changes: Any) -> None:
    truth.minute += 1
    truth.order = replace(truth.order, **changes, updated_at=shop.NOW + timedelta(minutes=truth.minute))
    shop.put(store, truth.order)


def _refund(store: Store, truth: Truth, luck: random.Random) -> None:
    truth.refunded = True
    case = CanonicalCase("S1", CaseType.REFUND_ONLY, open=luck.random() < 0.5, agreed=True)
    _tell(store, truth, cases=(case,))


def _cancel(store: Store, truth: Truth, _luck: random.Random) -> None:
    truth.cancelled = True
    _tell(store, truth, status=ChannelStatus.CANCELLED)


def _hold(store: Store, truth: Truth, _luck: random.Random) -> None:
    truth.held = True
    store.write(lambda tx: master.add_hold(tx, truth.parcel_id, hold_id="lead", reason="等等", rule=None, by="2001"))


def _move(store: Store, truth: Truth, _luck: random.Random) -> None:
    who = truth.order.recipient
    assert who is not None
    _tell(store, truth, recipient=replace(who, detail=f"测试路{truth.minute + 1}号"))


def _items(store: Store, truth: Truth, luck: random.Random) -> None:
    if truth.exchange_id is None:
        first, *rest = truth.order.lines
        other = replace(first, qty=first.qty % 3 + 1, channel_code=luck.choice(("WY-CW-120", "WY-FB-120")))
        _tell(store, truth, lines=(other, *rest))


def _again(store: Store, truth: Truth, _luck: random.Random) -> None:
    _tell(store, truth)
