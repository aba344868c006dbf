"""Asks JD: ``jingdong.pop.order.get``; an after-sale case is looked up through its order.

TOP-style md5 including ``360buy_param_json``, as in the SDK. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, compact, order_number, refused
from station.channels.payload import dig, text
from station.channels.signatures import jd_api
from station.clock import show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch

_FIELDS = (
    "orderId,orderState,orderStartTime,orderEndTime,paymentConfirmTime,modified,orderPayment,orderRemark,venderRemark,"
    "consigneeInfo,itemInfoList,pin,open_id_buyer,waybill"
)


class Jd:
    """The connector."""

    home = "https://api.jd.com"
    secrets = ("app_key", "app_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        form = {
            "method": "jingdong.pop.order.get",
            "app_key": secrets["app_key"],
            "access_token": secrets["access_token"],
            "timestamp": show(now, "%Y-%m-%d %H:%M:%S"),
            "v": "2.0",
            "360buy_param_json": compact({"order_id": order_number(wanted), "optional_fields": _FIELDS}),
        }
        form["sign"] = jd_api(form, secrets["app_secret"])
        answer = answered(http.post("/routerjson", data=form))
        if dig(answer, "error_response") is not None:
            raise refused(text(answer, "error_response.code"))
        return answer


client: Client = Jd()
