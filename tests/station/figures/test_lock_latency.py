"""Paid until locked: mean, P95, by minute; only orders that are locked; a picture."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from station.errors import UserError
from station.figures.base import Answer, Period
from station.figures.lock_latency import LockLatency, figure
from station.store import orders as master
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store, Tx


def _fill(store: Store) -> Period:
    shop.build(store, on_hand=30)
    ids = shop.put(store, *(shop.order(f"{number}") for number in range(20)))
    shop.put(store, shop.order("short", qty=500))
    for number, order_id in enumerate(ids):
        store.write(partial(_wait, order_id=order_id, seconds=number + 1))
    return Period(shop.NOW, shop.NOW + timedelta(minutes=5))


def _wait(tx: Tx, *, order_id: str, seconds: int) -> None:
    at = shop.NOW + timedelta(minutes=1 if seconds < 20 else 2)
    master.set_order(tx, order_id, paid_at=at - timedelta(seconds=seconds), locked_at=at)


def test_mean_and_p95_come_from_what_orders_keep(store: Store) -> None:
    period = _fill(store)
    with store.read() as tx:
        found = figure.answer(tx, period)
    assert found.summary == {"n": 20, "mean_s": 10.5, "p95_s": 19.0, "target_s": 12, "within_target": 0.6}
    assert [row[1:] for row in found.rows] == [(19, 10.0, 19.0, 19.0), (1, 20.0, 20.0, 20.0)]
    assert [str(row[0])[-5:] for row in found.rows] == ["10:01", "10:02"]


def test_the_trend_is_drawn(store: Store, tmp_path: Path) -> None:
    period = _fill(store)
    with store.read() as tx:
        found = figure.answer(tx, period)
    LockLatency().chart(found, tmp_path / "trend.png")
    assert (tmp_path / "trend.png").read_bytes().startswith(b"\x89PNG")


def test_nothing_is_not_drawn(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        LockLatency().chart(Answer((), [], {"n": 0}), tmp_path / "none.png")
