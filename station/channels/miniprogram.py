"""The shop's own mini program: its export by column names, its messages in our own JSON (``own_messages.py``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels import own_messages
from station.channels.export import Export, columns
from station.channels.own import ANY_NUMBER, COLUMNS, STATUSES
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.channels.base import Channel, Reading


class Miniprogram:
    """The shop's own mini program."""

    id_column = "XCX_ORDER_ID"
    exports = (
        Export(
            channel="miniprogram",
            source="miniprogram",
            fields={**COLUMNS, **columns(number="小程序订单号|小程序订单编号", buyer_id="openid|用户openid|用户ID")},
            others="小程序名称|小程序|微信支付单号|支付方式|配送方式|优惠券|运费|优惠金额",
            statuses=STATUSES,
        ),
        Export(
            channel="miniprogram",
            source="miniprogram",
            fields={**COLUMNS, **ANY_NUMBER},
            needs=("qty",),
            statuses=STATUSES,
            least=3,
            by_name_only=True,
        ),
    )

    @property
    def name(self) -> str:
        """Mini program."""
        return _("Mini program")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map our own JSON."""
        return own_messages.read("miniprogram", body, received_at=received_at)


channel: Channel = Miniprogram()
