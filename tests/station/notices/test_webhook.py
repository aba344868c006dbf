"""The webhook against a local server, alone and through the outbox: signed, keyed, retried, paced, never blocking."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.notices import outbox
from station.notices.base import Notice
from station.notices.webhook import gateway
from station.store import work
from tests.station.notices.robots import Robot, robot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    with robot() as made:
        made.status, made.answer = 204, {}
        for name in ("WEBHOOK", "WECOM"):
            monkeypatch.setenv(f"PACKBENCH_SECRET_{name}_URL", made.url)
        monkeypatch.setenv("PACKBENCH_SECRET_WEBHOOK_SIGN", "topsecret")
        yield made


def test_the_body_is_signed_and_carries_its_key(program: Robot) -> None:
    gateway.send(Notice("safety:1", "webhook", "货不够", "a" * 32))
    _path, headers, body = program.heard[0]
    assert program.said() == [{"key": "safety:1", "text": "货不够", "order_id": "a" * 32}]
    assert headers["Idempotency-Key"] == "safety:1"
    mark = hmac.new(b"topsecret", body, hashlib.sha256).hexdigest()
    assert headers["X-PackBench-Signature"] == f"sha256={mark}"


def test_a_message_to_staff_goes_where_the_shop_chose_and_again_until_it_is_taken(store: Store, program: Robot) -> None:
    clock = store.clock = FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
    store.write(lambda tx: outbox.choose(tx, "webhook", actor="", station="1"))
    store.write(lambda tx: outbox.tell(tx, dedupe_key="k", body="货不够"))
    program.status = 503
    assert outbox.deliver(store) == 0
    assert outbox.deliver(store) == 0  # not due yet
    assert len(program.heard) == 1
    program.status = 200
    clock.move(timedelta(minutes=1))
    assert outbox.deliver(store) == 1
    with store.read() as tx:
        assert work.notices_open(tx, limit=9) == []


def test_what_is_refused_for_good_waits_for_a_person(store: Store, program: Robot) -> None:
    store.write(lambda tx: outbox.choose(tx, "webhook", actor="", station="1"))
    store.write(lambda tx: outbox.tell(tx, dedupe_key="k", body="货不够"))
    program.status = 404
    assert outbox.deliver(store) == 0
    with store.read() as tx:
        (row,) = work.notices_open(tx, limit=9)
    assert (row.state, "404" in row.why) == (work.FAILED, True)
    program.status = 200
    store.write(lambda tx: outbox.again(tx, "k", actor="", station="1"))
    assert outbox.deliver(store) == 1


def test_a_robot_gets_no_more_a_minute_than_it_takes(store: Store, program: Robot) -> None:
    clock = store.clock = FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
    program.status, program.answer = 200, {"errcode": 0}
    store.write(lambda tx: outbox.choose(tx, "wecom", actor="", station="1"))
    for number in range(25):
        store.write(lambda tx, n=number: outbox.tell(tx, dedupe_key=f"k{n}", body="货不够"))  # type: ignore[misc]
    assert [outbox.deliver(store), outbox.deliver(store)] == [18, 0]
    clock.move(timedelta(seconds=61))
    assert outbox.deliver(store) == 7


def test_the_log_until_somebody_chose(store: Store) -> None:
    with store.read() as tx:
        assert outbox.chosen(tx) == "log"
