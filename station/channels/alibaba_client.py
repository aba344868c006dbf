"""Asks 1688: ``alibaba.trade.get.sellerView``; an after-sale case is looked up through its order.

Path and signature (HMAC-SHA1 over path and form) as public code does it. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, order_number, refused
from station.channels.payload import dig, text
from station.channels.signatures import alibaba_api

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class Alibaba:
    """The connector."""

    home = "https://gw.open.1688.com"
    secrets = ("app_key", "app_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        del now
        path = f"param2/1/com.alibaba.trade/alibaba.trade.get.sellerView/{secrets['app_key']}"
        form = {"access_token": secrets["access_token"], "orderId": order_number(wanted), "webSite": "1688"}
        form["_aop_signature"] = alibaba_api(path, form, secret=secrets["app_secret"])
        answer = answered(http.post(f"/openapi/{path}", data=form))
        if not isinstance(dig(answer, "result"), dict):
            raise refused(text(answer, "error_code", "errorCode"))
        return answer


client: Client = Alibaba()
