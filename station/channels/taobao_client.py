"""Asks Taobao: ``taobao.trade.fullinfo.get`` and ``taobao.refund.get`` (TOP protocol, hmac-sha256).

Taobao only allows servers inside its own cloud for these; a shop outside names its relay there with
``PACKBENCH_API_TAOBAO``. Not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, refused
from station.channels.payload import dig, text
from station.channels.signatures import taobao_api
from station.clock import show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch

_TRADE = (
    "tid,status,created,pay_time,consign_time,modified,payment,buyer_open_uid,buyer_message,seller_memo,seller_nick,"
    "receiver_name,receiver_mobile,receiver_state,receiver_city,receiver_district,receiver_town,receiver_address,"
    "step_trade_status,step_paid_fee,type,oaid,orders"
)
_REFUND = "refund_id,tid,oid,status,reason,desc,created,modified,dispute_type,has_good_return,good_status,refund_phase"


class Taobao:
    """The connector."""

    home = "https://eco.taobao.com"
    secrets = ("app_key", "app_secret", "access_token")

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        case = wanted.kind == "case" and wanted.case_no
        asked = {"refund_id": wanted.case_no, "fields": _REFUND} if case else {"tid": wanted.number, "fields": _TRADE}
        form = {
            "method": "taobao.refund.get" if case else "taobao.trade.fullinfo.get",
            "app_key": secrets["app_key"],
            "session": secrets["access_token"],
            "timestamp": show(now, "%Y-%m-%d %H:%M:%S"),
            "format": "json",
            "v": "2.0",
            "sign_method": "hmac-sha256",
            **asked,
        }
        form["sign"] = taobao_api(form, secrets["app_secret"])
        answer = answered(http.post("/router/rest", data=form))
        if dig(answer, "error_response") is not None:
            raise refused(text(answer, "error_response.sub_code", "error_response.code"))
        return answer


client: Client = Taobao()
