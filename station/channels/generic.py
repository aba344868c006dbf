"""Any shop system nobody knows, when its file is named with ``--channel generic``; messages in our own JSON.

Columns are found by the many names people give them; never recognised by itself, because such names say nothing of
where the order comes from. A status must be written, or said with ``--status =paid``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels import own_messages
from station.channels.export import Export
from station.channels.own import ANY_NUMBER, COLUMNS, STATUSES
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.channels.base import Channel, Reading


class Generic:
    """A shop system nobody knows."""

    id_column = "GEN_ORDER_ID"
    exports = (
        Export(
            channel="generic",
            source="generic",
            fields={**COLUMNS, **ANY_NUMBER},
            needs=("qty",),
            statuses=STATUSES,
            least=3,
            by_name_only=True,
        ),
    )

    @property
    def name(self) -> str:
        """Other shop."""
        return _("Other shop")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map our own JSON."""
        return own_messages.read("generic", body, received_at=received_at)


channel: Channel = Generic()
