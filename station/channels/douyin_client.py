"""Asks Douyin: ``order.orderDetail`` and ``afterSale.Detail``, signed with HMAC-SHA256.

Address, parameters in the query and ``param_json`` as the body as in the platform's SDK; not verified against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, compact, said_no
from station.channels.signatures import douyin_api
from station.clock import show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class Douyin:
    """The connector."""

    home = "https://openapi-fxg.jinritemai.com"
    secrets = ("app_key", "app_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        case = wanted.kind == "case" and wanted.case_no
        method = "afterSale.Detail" if case else "order.orderDetail"
        asked = compact({"after_sale_id": wanted.case_no} if case else {"shop_order_id": wanted.number})
        query = {
            "app_key": secrets["app_key"],
            "method": method,
            "access_token": secrets["access_token"],
            "timestamp": show(now, "%Y-%m-%d %H:%M:%S"),
            "v": "2",
            "sign_method": "hmac-sha256",
        }
        query["sign"] = douyin_api(
            secrets["app_key"],
            secrets["app_secret"],
            method=method,
            timestamp=query["timestamp"],
            param_json=asked,
        )
        headers = {"Content-Type": "application/json"}
        answer = answered(http.post(f"/{method.replace('.', '/')}", params=query, content=asked, headers=headers))
        said_no(answer, "code", fine=("10000",))
        return answer


client: Client = Douyin()
