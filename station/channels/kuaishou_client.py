"""Asks Kuaishou: ``open.order.detail``; an after-sale case is looked up through its order.

Parameters and signature as in the SDK, address from memory. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, compact, order_number, refused, said_no
from station.channels.signatures import kuaishou_api

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class Kuaishou:
    """The connector."""

    home = "https://openapi.kwaixiaodian.com"
    secrets = ("app_key", "sign_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        number = order_number(wanted)
        if not number.isdecimal():
            raise refused("oid")
        query = {
            "appkey": secrets["app_key"],
            "access_token": secrets["access_token"],
            "method": "open.order.detail",
            "param": compact({"oid": int(number)}),
            "signMethod": "HMAC_SHA256",
            "timestamp": str(int(now.timestamp() * 1000)),
            "version": "1",
        }
        query["sign"] = kuaishou_api(query, secrets["sign_secret"])
        answer = answered(http.get("/open/order/detail", params=query))
        said_no(answer, "result", fine=("1",))
        return answer


client: Client = Kuaishou()
