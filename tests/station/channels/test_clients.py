"""Connectors ask as each platform's public protocol says; a wrong secret is refused by code, never by words."""

from __future__ import annotations

import httpx
import pytest

from station.channels.base import ToFetch
from station.channels.client import PlatformError, clients, home
from station.channels.recognise import channels
from tests.station.channels.platform import ANSWERS, SECRETS, platform
from tests.station.channels.samples import MADE

CASES = {"douyin", "xiaohongshu", "weixin", "taobao"}  # the others tell of cases in their orders


def wanted(channel: str, kind: str = "order") -> ToFetch:
    return ToFetch(channel, "", kind, "2600000000000001", "7001" if kind == "case" else "")


@pytest.mark.parametrize("kind", ["order", "case"])
@pytest.mark.parametrize("channel", sorted(ANSWERS))
def test_a_signed_question_gets_its_order_or_case(channel: str, kind: str) -> None:
    client = clients()[channel]
    with platform(channel) as address, httpx.Client(base_url=address) as http:
        answer = client.ask(http, wanted(channel, kind), SECRETS, now=MADE)
    reading = channels()[channel].orders_from_message(answer, received_at=MADE)
    if kind == "case" and channel in CASES:
        assert len(reading.cases) == 1
    else:
        assert len(reading.orders) == 1


@pytest.mark.parametrize("channel", sorted(ANSWERS))
def test_a_wrong_secret_is_told_by_its_code(channel: str) -> None:
    wrong = {name: f"{secret}x" for name, secret in SECRETS.items()}
    client = clients()[channel] if channel != "weixin" else type(clients()[channel])()  # without the token it holds
    with platform(channel) as address, httpx.Client(base_url=address) as http, pytest.raises(PlatformError) as error:
        client.ask(http, wanted(channel), wrong, now=MADE)
    assert "SECRET" not in str(error.value)


def test_every_channel_with_pushes_by_id_has_a_connector(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(clients()) == set(ANSWERS)
    monkeypatch.setenv("PACKBENCH_API_JD", "http://127.0.0.1:1")
    assert home("jd", clients()["jd"]) == "http://127.0.0.1:1"
    assert all(home(channel, one).startswith("https://") for channel, one in clients().items() if channel != "jd")
