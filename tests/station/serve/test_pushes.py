"""Pushes over HTTP: right ones are committed before they are answered, wrong ones leave a log line and nothing else."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from station.channels.push import Push
from station.serve.pushes import LONGEST_PUSH
from station.store import inbox
from station.store.engine import StoreUnavailableError
from tests import shop
from tests.station.channels.test_push import GENUINE
from tests.station.serve.knock import FAR, genuine, knock, know_secrets, send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

    from station.store.engine import Store

REPLIES = {"weixin": "success", "alibaba": "success", "kuaishou": '{"result":1}'}


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    know_secrets(monkeypatch)


def kept(store: Store) -> int:
    with store.read() as tx:
        return inbox.count(tx)


async def in_parts(parts: int) -> AsyncIterator[bytes]:
    for _part in range(parts):
        yield b"x" * 400_000


@pytest.mark.parametrize("channel", sorted(GENUINE))
def test_right_is_kept_once_and_wrong_is_refused(file: Store, channel: str) -> None:
    shop.build(file)
    client, push = knock(file, sender=FAR), genuine(channel)
    first = send(client, channel, push)
    assert first.status_code == 200
    assert (once := kept(file)) > 0
    assert REPLIES.get(channel, "") in first.text
    again = send(client, channel, push)
    assert (again.status_code, again.text, kept(file)) == (200, first.text, once)
    forged = replace(push, body=push.body[:-9] + b"x" + push.body[-8:], headers={}, query={})
    refused = send(client, channel, forged)
    assert (refused.status_code, refused.text, kept(file)) == (401, "", once)


def test_a_refusal_is_logged_without_what_it_said(file: Store, caplog: pytest.LogCaptureFixture) -> None:
    body = '[{"tag":"101","data":"{\\"name\\":\\"张三\\",\\"tel\\":\\"13800000001\\"}"}]'.encode()
    with caplog.at_level(logging.INFO):
        assert send(knock(file), "douyin", Push(body, {"event-sign": "0"}, {})).status_code == 401
    assert "push refused channel=douyin status=401" in caplog.text
    assert "张三" not in caplog.text
    assert "13800000001" not in caplog.text


def test_it_is_committed_before_it_is_answered(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_work: Any, _items: Any) -> Any:
        raise StoreUnavailableError("x", "y")

    with monkeypatch.context() as broken:
        broken.setattr(file, "write_together", away)
        told = send(knock(file), "douyin", genuine("douyin"))
    assert (told.status_code, told.headers["retry-after"]) == (503, "10")
    assert kept(file) == 0
    assert send(knock(file), "douyin", genuine("douyin")).status_code == 200


def test_without_secrets_nothing_is_acknowledged(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PACKBENCH_SECRET_DOUYIN_APP_SECRET")
    assert send(knock(file), "douyin", genuine("douyin")).status_code == 503


def test_wechat_asks_whether_we_know_the_token(file: Store) -> None:
    push = genuine("weixin")
    asked = knock(file).get("/push/weixin", params={**push.query, "echostr": "<b>42"})
    assert (asked.status_code, asked.text) == (200, "<b>42")
    assert asked.headers["content-type"].startswith("text/plain")


def test_nobody_else_pushes(file: Store) -> None:
    for path in ("/push/taobao2", "/push/../health", "/push", "/push/", "/push/qianniu"):
        assert knock(file, sender=FAR).post(path, content=b"{}").status_code == 404


def test_a_body_too_large_is_not_read(file: Store) -> None:
    client = knock(file)
    assert client.post("/push/douyin", content=b"x" * (LONGEST_PUSH + 1)).status_code == 413
    assert client.post("/push/douyin", content=in_parts(3)).status_code == 413
    assert client.post("/push/douyin", content=in_parts(1)).status_code == 401


def test_the_address_may_go_on_behind_the_channel(file: Store) -> None:
    push = genuine("douyin")
    told = knock(file).post("/push/douyin/any/thing", content=push.body, headers=dict(push.headers))
    assert told.status_code == 200
