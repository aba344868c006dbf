"""Asks the WeChat shop: an access token first, then ``channels/ec/order/get`` or ``…/aftersale/getaftersaleorder``.

The token is kept in this process until shortly before it ends, and fetched anew when WeChat no longer takes it.
Addresses as in the SDK. Not verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.channels.client import Client, answered, refused, said_no
from station.channels.payload import number, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx

    from station.channels.base import ToFetch

_OLD = ("40001", "40014", "42001")  # WeChat's codes for a token that ended
_BEFORE_END = 300


@dataclass
class Weixin:
    """The connector."""

    home = "https://api.weixin.qq.com"
    secrets = ("app_id", "app_secret")
    token: tuple[str, datetime] | None = None

    def ask(self, http: httpx.Client, wanted: ToFetch, secrets: Mapping[str, str], *, now: datetime) -> Any:
        """Return the answer."""
        case = wanted.kind == "case" and wanted.case_no
        path = "/channels/ec/aftersale/getaftersaleorder" if case else "/channels/ec/order/get"
        asked = {"after_sale_order_id": wanted.case_no} if case else {"order_id": wanted.number}
        token = self._token(http, secrets, now)
        answer = answered(http.post(path, params={"access_token": token}, json=asked))
        if text(answer, "errcode") in _OLD:
            self.token = None
        said_no(answer, "errcode", fine=("0",))
        return answer

    def _token(self, http: httpx.Client, secrets: Mapping[str, str], now: datetime) -> str:
        if self.token is not None and now < self.token[1]:
            return self.token[0]
        query = {"grant_type": "client_credential", "appid": secrets["app_id"], "secret": secrets["app_secret"]}
        answer = answered(http.get("/cgi-bin/token", params=query))
        token = text(answer, "access_token")
        if not token:
            raise refused(text(answer, "errcode"))
        self.token = token, now + timedelta(seconds=(number(answer, "expires_in") or 0) - _BEFORE_END)
        return token


client: Client = Weixin()
