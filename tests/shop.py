"""A small shop for tests: two warehouses, a hoodie in siblings, socks, a kit, an operator, waybill numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from station.intake.accept import accept
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.people import operators
from station.people.roles import Role
from station.stock.show import set_on_hand
from station.store import catalogue, stock, waybills

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SKUS = (
    ("WY-CW-120", "儿童卫衣", "120", "奶油白", "6900000000011"),
    ("WY-FB-120", "儿童卫衣", "120", "雾蓝", "6900000000028"),
    ("WY-FB-130", "儿童卫衣", "130", "雾蓝", "6900000000035"),
    ("SOCK", "袜子", "", "", "6900000000042"),
    ("KIT", "礼盒", "", "", "6900000000059"),
)


def build(store: Store, *, on_hand: int = 10) -> None:
    """Fill the store."""
    store.write(lambda tx: _build(tx, on_hand))


def _build(tx: Tx, on_hand: int) -> None:
    stock.add_warehouse(tx, "HZ1", "杭州一仓", rank=1)
    stock.add_warehouse(tx, "YW2", "义乌二仓", rank=2)
    for code, name, size, color, barcode in SKUS:
        values: dict[str, Any] = {"code": code, "name": name, "size": size, "color": color, "model": ""}
        values |= {"family": "WY" if code.startswith("WY") else code, "picture": "", "weight_g": 200}
        values |= {"safety": 0, "discontinued": 0}
        parts = [("SOCK", 2), ("WY-CW-120", 1)] if code == "KIT" else []
        catalogue.put_sku(tx, values, barcodes=[(barcode, 1)], parts=parts)
        if on_hand and code != "KIT":
            set_on_hand(tx, code, "HZ1", qty=on_hand, actor="test")
    operators.add(tx, "1001", name="王芳", role=Role.PACKER)
    operators.add(tx, "2001", name="周琴", role=Role.LEAD)
    waybills.add(tx, "demo", [f"DM{number:013d}" for number in range(1, 60)])


def order(
    number: str = "6900000000000000001", *, code: str = "WY-CW-120", qty: int = 1, **changes: Any
) -> CanonicalOrder:
    """Return one paid order."""
    made = CanonicalOrder(
        channel="douyin",
        shop="",
        number=number,
        status=ChannelStatus.PAID,
        lines=(CanonicalLine("儿童卫衣", qty, code, "奶油白 120"),),
        updated_at=NOW,
        created_at=NOW,
        paid_at=NOW,
        ship_by=NOW + timedelta(hours=48),
        recipient=Recipient("测试甲", "13800000001", "浙江省", "杭州市", "余杭区", "五常街道", "测试路0号"),
        buyer_id="buyer-1",
    )
    return replace(made, **changes)


def put(store: Store, *orders: CanonicalOrder) -> list[str]:
    """Accept orders and return their ids."""
    return [one.order_id for one in accept(store, orders)]
