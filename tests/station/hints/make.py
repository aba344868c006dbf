"""Facts for rule tests, and orders accepted the real way for store tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from station.hints.base import Buyer, Complaint, Facts, Item, Placed
from station.intake.accept import accept
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient

if TYPE_CHECKING:
    from station.store.engine import Store

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
ORDER = "0123456789abcdef0123456789abcdef"
GIFT = Item("G-1", "赠品袜子", 1, is_gift=True)
GOODS = Item("A-1", "卫衣", 1, is_gift=False)


def facts(**changes: Any) -> Facts:
    """Give the facts of an ordinary order, changed."""
    return Facts(**{"order_id": ORDER, "short_code": "7K4-29M-XQ5", "paid_at": AT, "items": (GOODS,), **changes})


def buyer(*complaints: Complaint, **changes: Any) -> Buyer:
    """Give a buyer recognised by phone."""
    return Buyer(**{"key": "p:ab12", "orders": 3, "complaints": complaints, **changes})


def complaint(words: str = "盒子都压扁了", *, kind: str = "packaging", days: int = 17) -> Complaint:
    """Give a complaint some days ago about an order."""
    return Complaint(kind, words, AT - timedelta(days=days), "3F2-88K-P0A")


def placed(*hours: float, provinces: str = "浙苏粤") -> tuple[Placed, ...]:
    """Give orders at these hours, the first one ours, to the provinces in turn."""
    return tuple(
        Placed(ORDER if n == 0 else f"{n:032x}", AT + timedelta(hours=hour), provinces[n % len(provinces)])
        for n, hour in enumerate(hours)
    )


def order(number: str = "1", **changes: Any) -> CanonicalOrder:
    """Give a paid order of one buyer, changed."""
    values: dict[str, Any] = {
        "channel": "taobao",
        "shop": "测试旗舰店",
        "number": number,
        "status": ChannelStatus.PAID,
        "lines": (CanonicalLine("卫衣", 1, channel_code="A-1"),),
        "updated_at": AT,
        "created_at": AT,
        "paid_at": AT,
        "recipient": Recipient("李雷", "13800000001", "浙江省", "绍兴市", "柯桥区", "", "测试路0号"),
    }
    return CanonicalOrder(**{**values, **changes})


def take(store: Store, *orders: CanonicalOrder) -> list[str]:
    """Accept the orders and give their ids."""
    return [accepted.order_id for accepted in accept(store, orders)]
