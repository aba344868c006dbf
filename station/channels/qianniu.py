"""Qianniu's order list (19 columns): Taobao orders with money and times, without recipient, codes, quantity or status.

The orders are Taobao's (same numbers, same ids). The file has no status column: the time of payment and the money
paid out at confirmation tell what is certain, and the order's own times are taken as its age, so that it never
overrides what a richer source said. Quantities are not in it, so it tells no lines: drop the item list as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import taobao_messages
from station.channels.export import Export, columns
from station.channels.words import YES, bare
from station.orders.canonical import ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Tell the status from money and times; money given back beside it is a case for a person."""
    row = rows[0]
    back, paid = row.fen("退款金额") or 0, row.fen("买家实付金额") or 0
    status = ChannelStatus.PAID if order.paid_at else ChannelStatus.UNPAID
    flags = set(order.flags)
    if row.fen("确认收货打款金额"):
        status = ChannelStatus.DELIVERED
    elif back and back >= paid:
        status = ChannelStatus.CANCELLED
    elif back:
        flags |= {"partial_refund", "ship_hold"}
    if bare(row.text("是否主动赔付")) in YES:
        flags.add("compensated")
    age = [moment for moment in (order.created_at, order.paid_at) if moment is not None]
    return replace(
        order, status=status, lines=(), updated_at=max(age, default=order.updated_at), flags=frozenset(flags)
    )


class Qianniu:
    """Qianniu, the seller's desk of Taobao."""

    id_column = "TB_ORDER_ID"
    exports = (
        Export(
            channel="taobao",
            source="qianniu",
            fields=columns(
                number="订单编号",
                created="订单创建时间",
                paid="订单付款时间",
                received="买家实付金额",
                title="商品标题",
                spec="商品属性SKU",
            ),
            others="支付单号|支付详情|买家应付货款|买家应付邮费|总金额|退款金额|是否主动赔付|主动赔付金额|主动赔付出账时间|C2B小额收款|确认收货打款金额"
            "|含应开票给个人红包|总金额(旧版)",
            needs=("title",),
            statuses={"": ChannelStatus.PAID},
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """Qianniu."""
        return _("Qianniu (Taobao)")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Qianniu sends nothing of its own: messages are Taobao's."""
        return taobao_messages.read(body, received_at=received_at)


channel: Channel = Qianniu()
