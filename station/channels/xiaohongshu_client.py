"""Asks Xiaohongshu: ``order.getOrderDetail`` and ``afterSale.getAfterSaleInfo`` through its one address.

Signed as the SDK does; the name of the after-sale call and its answer are from memory. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, said_no
from station.channels.signatures import xiaohongshu_api

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class Xiaohongshu:
    """The connector."""

    home = "https://ark.xiaohongshu.com"
    secrets = ("app_id", "app_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        case = wanted.kind == "case" and wanted.case_no
        method, stamp = "afterSale.getAfterSaleInfo" if case else "order.getOrderDetail", str(int(now.timestamp()))
        asked = {"returnsId": wanted.case_no} if case else {"orderId": wanted.number}
        signed = xiaohongshu_api(secrets["app_id"], secrets["app_secret"], method=method, timestamp=stamp)
        body = {
            "appId": secrets["app_id"],
            "accessToken": secrets["access_token"],
            "method": method,
            "timestamp": stamp,
            "version": "2.0",
            "sign": signed,
            **asked,
        }
        answer = answered(http.post("/ark/open_api/v3/common_controller", json=body))
        said_no(answer, "error_code", fine=("0",))
        return answer


client: Client = Xiaohongshu()
