"""How messages leave the house. To add a gateway, add a file here that defines ``gateway: Gateway = …()``.

The file's name is the name messages use (``log``, ``wecom``, ``dingtalk``, ``webhook``). ``send`` returns when the
other side took the message, and raises ``GatewayError`` when it did not: ``again=True`` where a later try may help
(limit reached, no network), ``False`` where it cannot (bad key). A gateway with ``a_minute`` gets no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from station.errors import DeviceError


class GatewayError(DeviceError):
    """The message was certainly not taken."""

    code = "NOTICE_NOT_SENT"

    def __init__(self, happened: str, remedy: str = "", *, again: bool) -> None:
        super().__init__(happened, remedy)
        self.again = again


@dataclass(frozen=True, slots=True)
class Notice:
    """One message; ``order_id`` names the order whose recipient it goes to, if it goes to one."""

    dedupe_key: str
    gateway: str
    body: str
    order_id: str | None = None
    tries: int = 1


class Gateway(Protocol):
    """Takes messages to people."""

    def send(self, notice: Notice) -> None:
        """Hand the message over.

        Raises:
            GatewayError: it was not taken.
        """
        ...
