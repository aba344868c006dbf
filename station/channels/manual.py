"""Orders kept by hand: phone, fax, paper lists; a file with 手工单号 or 手写单号, or messages in our own JSON.

Such a list seldom has a status: an order somebody wrote down is to be sent, so a missing status means paid. A status
that is written must be known like everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels import own_messages
from station.channels.export import Export, columns
from station.channels.own import ANY_NUMBER, COLUMNS, STATUSES
from station.orders.canonical import ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.channels.base import Channel, Reading


class Manual:
    """Orders kept by hand."""

    id_column = "MAN_ORDER_ID"
    exports = (
        Export(
            channel="manual",
            source="manual",
            fields={**COLUMNS, **columns(number="手工单号|手写单号|手工单")},
            others="业务员|开单人|制单人|交货方式|结算方式",
            needs=("qty",),
            statuses={**STATUSES, "": ChannelStatus.PAID},
        ),
        Export(
            channel="manual",
            source="manual",
            fields={**COLUMNS, **ANY_NUMBER},
            needs=("qty",),
            statuses={**STATUSES, "": ChannelStatus.PAID},
            least=3,
            by_name_only=True,
        ),
    )

    @property
    def name(self) -> str:
        """Hand-written orders."""
        return _("Hand-written orders")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map our own JSON."""
        return own_messages.read("manual", body, received_at=received_at)


channel: Channel = Manual()
