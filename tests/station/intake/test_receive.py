"""Pushes: checked, kept once, mapped, accepted; what nobody can read or what is only named is work, never lost."""

from __future__ import annotations

import hashlib
import json
import logging
import random
from typing import TYPE_CHECKING, Any

import pytest

from station.channels import signatures as sign
from station.channels.base import BadMessageError
from station.channels.push import RELAY_HEADER, Push
from station.intake.receive import Received, again, receive, take
from station.stock.check import violations
from station.store import inbox
from station.store import orders as master
from station.tickets.tickets import open_tickets
from tests import shop
from tests.station.channels.mutate import broken, messages
from tests.station.channels.samples import SAMPLES

if TYPE_CHECKING:
    from station.store.engine import Store

SECRETS = {"app_key": "AK", "app_secret": "SECRET", "relay": "R", "token": "T", "aes_key": ""}
BIG = 9007199254740993  # 2^53 + 1


def sample(name: str) -> bytes:
    return (SAMPLES / "messages" / name).read_bytes()


def douyin(store: Store, body: bytes | str) -> Received:
    raw = body.encode() if isinstance(body, str) else body
    headers = {"event-sign": sign.douyin_push("AK", "SECRET", body=raw)}
    return receive(store, "douyin", Push(raw, headers, {}), secrets=SECRETS)


def relayed(store: Store, channel: str, body: Any) -> Received:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {RELAY_HEADER: sign.relay("R", body=raw)}
    return receive(store, channel, Push(raw, headers, {}), secrets=SECRETS)


def own(number: str = "A1", **changes: Any) -> dict[str, Any]:
    items = [{"name": "儿童卫衣", "qty": 1, "code": "WY-CW-120"}]
    return {"number": number, "status": "paid", "updated_at": "2026-11-22 10:00:00", "items": items, **changes}


def head(store: Store, order_id: str) -> Any:
    with store.read() as tx:
        return master.head(tx, order_id)


def test_a_push_is_kept_and_accepted_before_it_is_answered(store: Store) -> None:
    shop.build(store)
    told = relayed(store, "miniprogram", own())
    assert (told.status, len(told.orders)) == (200, 1)
    assert head(store, told.orders[0]).state == "allocated"


def test_a_wrong_signature_leaves_nothing_but_a_log_line(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    body = json.dumps(own()).encode()
    with caplog.at_level(logging.WARNING):
        told = receive(store, "miniprogram", Push(body, {RELAY_HEADER: "0" * 64}, {}), secrets=SECRETS)
    assert (told.status, told.orders) == (401, [])
    assert "push refused channel=miniprogram status=401" in caplog.text
    with store.read() as tx:
        assert inbox.waiting(tx)[0] == inbox.count_stuck(tx) == 0


def test_a_replay_is_acknowledged_and_ignored(store: Store) -> None:
    shop.build(store)
    first = douyin(store, sample("doudian.push.json"))
    again_ = douyin(store, sample("doudian.push.json"))
    assert (first.replayed, again_.replayed, again_.reply) == (False, True, first.reply)
    with store.read() as tx:
        assert inbox.waiting(tx)[0] == 2  # the order, and its after-sale case


def test_a_push_that_only_names_an_order_waits_to_be_fetched(store: Store) -> None:
    assert douyin(store, sample("doudian.push.json")).to_fetch == ["6900000000000000001"] * 2
    with store.read() as tx:
        kinds = sorted((row.kind, row.number, row.case_no) for row in inbox.due(tx, limit=9))
    assert kinds == [("case", "6900000000000000001", "7000000000000000001"), ("order", "6900000000000000001", "")]


@pytest.mark.parametrize("channel", ["xiaohongshu", "weixin"])
def test_a_body_that_is_not_signed_is_never_believed(store: Store, channel: str) -> None:
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    if channel == "xiaohongshu":
        body = sample("xiaohongshu.order.getOrderDetail.json")
        signed = sign.xiaohongshu_push("/p", {}, app_key="AK", timestamp="1", secret="SECRET")
        headers = {"app-key": "AK", "timestamp": "1", "sign": signed}
    else:
        body = sample("weixin.channels.ec.order.get.json")
        query = {"timestamp": "1", "nonce": "n", "signature": sign.weixin_signature("T", "1", nonce="n")}
    told = receive(store, channel, Push(body, headers, query, "/p"), secrets=SECRETS)
    assert (told.status, told.orders, len(told.to_fetch)) == (200, [], 1)


@pytest.mark.parametrize(
    "body",
    [
        '[{"tag":"101","tag":"102","msg_id":"1","data":"{}"}]',  # a key twice
        "[" * 100_000,
        '{"p_id": NaN}',
        "no json",
        "[1]",
        b"\xff\xfe",
    ],
    ids=["key-twice", "deep", "nan", "text", "number", "not-utf8"],
)
def test_a_genuine_message_nobody_can_read_is_kept_as_work(store: Store, body: bytes | str) -> None:
    told = douyin(store, body)
    assert (told.status, told.orders, told.to_fetch) == (200, [], [])
    assert told.stuck
    assert douyin(store, body).replayed
    with store.read() as tx:
        assert inbox.count_stuck(tx) == 1
        (ticket,) = open_tickets(tx)
    assert ticket.role == "it"
    assert again(store) == 0  # still unreadable, still there


def test_one_bad_message_of_several_does_not_stop_the_others(store: Store) -> None:
    told = douyin(store, '[{"tag":"101","msg_id":"a","data":"{\\"p_id\\":1}"},7]')
    assert told.to_fetch == ["1"]
    assert told.stuck


def test_a_stuck_message_is_read_when_the_program_has_learnt_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.build(store)
    monkeypatch.setenv("PACKBENCH_SECRET_MINIPROGRAM_RELAY", "R")
    body = json.dumps(own()).encode()
    unread = hashlib.sha256(body).hexdigest()
    store.write(lambda tx: inbox.add(tx, [inbox.Message("miniprogram", unread, body, inbox.STUCK, "?")]))
    assert again(store) == 1
    with store.read() as tx:
        assert inbox.count_stuck(tx) == 0
        assert len(master.by_code(tx, "A1")) == 1


def test_long_numbers_emoji_and_ciphertext_stay_what_they_are(store: Store) -> None:
    shop.build(store)
    recipient = {"name": "##密文==##", "phone": "$$abc$$", "province": "浙江省", "city": "杭州市", "detail": "路0号"}
    order = own(str(BIG), buyer_note="送🎁\u0000快", recipient=recipient)
    told = relayed(store, "miniprogram", json.dumps(order).replace(f'"{BIG}"', str(BIG)).encode())
    row = head(store, told.orders[0])
    assert row.number == str(BIG)
    assert row.buyer_note == "送🎁快"


def test_half_an_emoji_does_not_stop_the_order(store: Store) -> None:
    shop.build(store)
    assert relayed(store, "miniprogram", b'{"items":[{"name":"\\ud83d","qty":1}],"number":"1","status":"paid"}').orders


def test_a_message_fetched_by_hand_is_taken_or_refused_at_once(store: Store) -> None:
    shop.build(store)
    assert len(take(store, "taobao", sample("taobao.trade.fullinfo.get.json")).orders) == 1
    with pytest.raises(BadMessageError):
        take(store, "taobao", b'{"a":1,"a":2}')


def test_a_case_of_an_order_nobody_knows_fetches_it(store: Store) -> None:
    told = take(store, "douyin", sample("doudian.afterSale.Detail.exchange.json"))
    assert told.to_fetch == ["6900000000000000001"]


def test_broken_messages_leave_a_whole_ledger(store: Store) -> None:
    shop.build(store)
    chance, known = random.Random(11), messages()
    taken = 0
    for _time in range(60):
        channel, told = chance.choice(known)
        try:
            take(store, channel, json.dumps(broken(told, chance)).encode())
            taken += 1
        except BadMessageError:
            continue
    assert taken > 10
    with store.read() as tx:
        assert violations(tx) == ()
