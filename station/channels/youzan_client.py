"""Asks Youzan: ``youzan.trade.get`` 4.0.0; an after-sale case is looked up through its order.

Called with an access token alone, as the platform documents. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, order_number, refused
from station.channels.payload import dig, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class Youzan:
    """The connector."""

    home = "https://open.youzanyun.com"
    secrets = ("access_token",)

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        del now
        query = {"access_token": secrets["access_token"]}
        answer = answered(http.post("/api/youzan.trade.get/4.0.0", params=query, json={"tid": order_number(wanted)}))
        if not isinstance(dig(answer, "data") or dig(answer, "response"), dict):
            raise refused(text(answer, "gw_err_resp.err_code", "code"))
        return answer


client: Client = Youzan()
