"""The DingTalk robot against a local server: signed as the platform asks, unsigned without a secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from station.notices.base import GatewayError, Notice
from station.notices.dingtalk import gateway, signed
from tests.station.notices.robots import robot

if TYPE_CHECKING:
    from station.notices.base import Gateway

NOTICE = Notice("k", "dingtalk", "货不够")
KEY = "SEC0123456789"


def test_the_signature_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    with robot() as group:
        monkeypatch.setenv("PACKBENCH_SECRET_DINGTALK_URL", f"{group.url}?access_token=TOKEN")
        monkeypatch.setenv("PACKBENCH_SECRET_DINGTALK_SIGN", KEY)
        gateway.send(NOTICE)
    asked = parse_qs(urlsplit(group.heard[0][0]).query)
    (millis,) = asked["timestamp"]
    mark = hmac.new(KEY.encode(), f"{millis}\n{KEY}".encode(), hashlib.sha256).digest()
    assert asked["sign"] == [base64.b64encode(mark).decode()]
    assert asked["access_token"] == ["TOKEN"]
    assert group.said() == [{"msgtype": "text", "text": {"content": "货不够"}}]


def test_without_a_secret_the_address_stands_as_it_is() -> None:
    assert signed("https://x/robot/send?access_token=T", "", 1) == "https://x/robot/send?access_token=T"
    assert signed("https://x/robot", "k", 1).startswith("https://x/robot?timestamp=1&sign=")


@pytest.mark.parametrize(("code", "again"), [(130101, True), (310000, False)])
def test_too_many_is_tried_again(monkeypatch: pytest.MonkeyPatch, code: int, again: bool) -> None:
    sender: Gateway = gateway
    with robot() as group:
        group.answer = {"errcode": code}
        monkeypatch.setenv("PACKBENCH_SECRET_DINGTALK_URL", group.url)
        with pytest.raises(GatewayError) as refused:
            sender.send(NOTICE)
    assert refused.value.again is again
