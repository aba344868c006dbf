"""While the service runs, what falls below its safety stock is told by itself; an answer that never comes waits."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from sqlalchemy import update

from station.notices import outbox
from station.serve import watchman
from station.serve.watchman import Watchman
from station.store import work
from station.store.engine import Store, StoreUnavailableError
from station.store.schema.catalogue import skus
from tests import shop
from tests.station.notices.robots import robot

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def until(true: Callable[[], bool]) -> None:
    for _time in range(400):
        if true():
            return
        threading.Event().wait(0.02)
    raise AssertionError("it never came")


def test_a_crossing_reaches_the_group_by_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.build(store, on_hand=10)
    store.write(lambda tx: tx.execute(update(skus).where(skus.c.code == "SOCK").values(safety=9)))
    store.write(lambda tx: outbox.choose(tx, "wecom", actor="", station="1"))
    shop.put(store, shop.order(code="SOCK", qty=5))
    with robot() as group:
        monkeypatch.setenv("PACKBENCH_SECRET_WECOM_URL", group.url)
        hand = Watchman(store, every=0.02)
        hand.start()
        until(lambda: bool(group.heard))
        hand.close()
    assert "SOCK" in group.said()[0]["text"]["content"]
    with store.read() as tx:
        assert work.notices_open(tx, limit=5) == []


def test_a_store_that_is_away_is_waited_for(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looked = []

    def away(_store: Store) -> dict[str, int]:
        looked.append(1)
        raise StoreUnavailableError("away", "")

    monkeypatch.setattr(watchman, "look_once", away)  # the store's going away, at the moment of looking
    hand = Watchman(store, every=0.01)
    with caplog.at_level(logging.CRITICAL):
        hand.start()
        until(lambda: len(looked) > 2)
        hand.close()
