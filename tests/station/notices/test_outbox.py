"""The outbox: each message at most once, and none forgotten in silence."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.notices import outbox
from station.notices.base import Gateway, GatewayError, Notice
from station.notices.outbox import deliver, queue
from station.store import work

if TYPE_CHECKING:
    from station.store.engine import Store

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)


class Recorder:
    """A gateway that remembers, or refuses as often as it is told to."""

    def __init__(self, *, refuse: int = 0, again: bool = True) -> None:
        self.sent: list[Notice] = []
        self.refuse = refuse
        self.again = again

    def send(self, notice: Notice) -> None:
        if self.refuse:
            self.refuse -= 1
            raise GatewayError("对方没有接收", again=self.again)
        self.sent.append(notice)


@pytest.fixture
def clock(store: Store) -> FixedClock:
    standing = FixedClock(AT)
    store.clock = standing
    return standing


def _use(monkeypatch: pytest.MonkeyPatch, gateway: Recorder) -> Recorder:
    known: dict[str, Gateway] = {"log": gateway}
    monkeypatch.setattr(outbox, "gateways", lambda: known)  # the port, swapped for a recorder
    return gateway


def _queue(store: Store, key: str = "k", *, gateway: str = "log", due_at: datetime | None = None) -> bool:
    return store.write(lambda tx: queue(tx, dedupe_key=key, gateway=gateway, body="缺货提醒", due_at=due_at))


def _state(store: Store, key: str = "k") -> str:
    with store.read() as tx:
        row = work.notice(tx, key)
        assert row is not None
        return str(row.state)


def test_the_same_message_is_queued_and_sent_once(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = _use(monkeypatch, Recorder())
    assert [_queue(store), _queue(store)] == [True, False]
    assert [deliver(store), deliver(store)] == [1, 0]
    assert [notice.body for notice in recorder.sent] == ["缺货提醒"]
    assert _state(store) == work.SENT


def test_a_message_waits_for_its_time(store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = _use(monkeypatch, Recorder())
    _queue(store, due_at=AT + timedelta(hours=1))
    assert deliver(store) == 0
    clock.move(timedelta(hours=1))
    assert deliver(store) == 1
    assert len(recorder.sent) == 1


def test_a_refused_message_is_tried_again_later(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    recorder = _use(monkeypatch, Recorder(refuse=1))
    _queue(store)
    assert deliver(store) == 0
    assert deliver(store) == 0  # not before a minute has gone
    clock.move(timedelta(minutes=1))
    assert deliver(store) == 1
    assert recorder.sent[0].tries == 2
    assert "notice failed key=k" in caplog.text


def test_a_message_nobody_will_ever_take_is_given_up(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _use(monkeypatch, Recorder(refuse=1, again=False))
    _queue(store)
    deliver(store)
    clock.move(timedelta(days=1))
    assert deliver(store) == 0
    assert _state(store) == work.FAILED


def test_a_message_that_may_have_gone_out_is_not_repeated(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = _use(monkeypatch, Recorder())
    _queue(store)
    assert store.write(lambda tx: work.claim_notice(tx, "k"))  # and then the program died
    clock.move(timedelta(days=1))
    assert deliver(store) == 0
    assert recorder.sent == []
    assert _state(store) == work.SENDING


def test_a_message_for_a_gateway_we_do_not_have_stays_queued(store: Store, clock: FixedClock) -> None:
    _queue(store, gateway="sms")
    assert deliver(store) == 0
    assert _state(store) == work.QUEUED


def test_the_log_gateway_stars_long_numbers(store: Store, clock: FixedClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    store.write(lambda tx: queue(tx, dedupe_key="k", gateway="log", body="订单 7K4\n电话 13800000001 缺 120 件"))
    assert deliver(store) == 1
    assert "订单 7K4 电话 *********** 缺 120 件" in caplog.text
