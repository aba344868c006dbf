"""Messages into the log file: for a shop without robots and text messages, and to see what would be said.

Runs of seven and more digits are starred, in case a sentence quotes a number.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from station.log import Ours

if TYPE_CHECKING:
    from station.notices.base import Gateway, Notice

log = logging.getLogger(__name__)
_LONG = re.compile(r"\d{7,}")


class LogGateway:
    """Writes each message as one line of the log."""

    def send(self, notice: Notice) -> None:
        """Write the message."""
        log.info("notice key=%s order=%s text=%s", notice.dedupe_key, notice.order_id, Ours(shown(notice.body)))


def shown(body: str) -> str:
    """Return the text on one line, long numbers starred."""
    return _LONG.sub(lambda number: "*" * len(number[0]), " ".join(body.split()))


gateway: Gateway = LogGateway()
