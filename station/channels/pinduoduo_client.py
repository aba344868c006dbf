"""Asks Pinduoduo: ``pdd.order.information.get``, which tells of the order's after-sale too.

Form and md5 signature as in the SDK. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, order_number, refused
from station.channels.payload import dig, text
from station.channels.signatures import pinduoduo_api

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch


class Pinduoduo:
    """The connector."""

    home = "https://gw-api.pinduoduo.com"
    secrets = ("client_id", "client_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        form = {
            "type": "pdd.order.information.get",
            "client_id": secrets["client_id"],
            "access_token": secrets["access_token"],
            "timestamp": str(int(now.timestamp())),
            "data_type": "JSON",
            "order_sn": order_number(wanted),
        }
        form["sign"] = pinduoduo_api(form, secrets["client_secret"])
        answer = answered(http.post("/api/router", data=form))
        if dig(answer, "error_response") is not None:
            raise refused(text(answer, "error_response.sub_code", "error_response.error_code"))
        return answer


client: Client = Pinduoduo()
