"""The service's own hand fetches what pushes only named, waits for a store that is away, and ends when told."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from station.intake.fetch import Fetched
from station.serve.puller import Puller
from station.store import inbox
from station.store import orders as master
from station.store.engine import StoreUnavailableError
from tests import shop
from tests.station.channels.platform import SECRETS, platform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from station.store.engine import Store

NUMBER = "6900000000000000001"


def until(true: Callable[[], bool]) -> None:
    for _time in range(400):
        if true():
            return
        threading.Event().wait(0.02)
    raise AssertionError("it never came")


@contextmanager
def running(store: Store) -> Iterator[Puller]:
    puller = Puller(store, every=0.02)
    puller.start()
    try:
        yield puller
    finally:
        puller.close()
        assert not puller.alive


def test_what_was_named_becomes_an_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.build(store)
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"PACKBENCH_SECRET_DOUYIN_{name.upper()}", value)
    store.write(lambda tx: inbox.ask(tx, "douyin", NUMBER, case_no="", values={"kind": "order", "shop": ""}))

    def there() -> bool:
        with store.read() as tx:
            return bool(master.by_code(tx, NUMBER)) and inbox.waiting(tx)[0] == 0

    with platform("douyin") as address:
        monkeypatch.setenv("PACKBENCH_API_DOUYIN", address)
        with running(store) as puller:
            until(there)
            assert puller.alive


def test_a_store_that_is_away_is_waited_for(
    file: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    away = threading.Event()
    away.set()
    looks: list[bool] = []

    def looking(_store: Store) -> Fetched:
        looks.append(away.is_set())
        if away.is_set():
            raise StoreUnavailableError("x", "y")
        return Fetched()

    monkeypatch.setattr("station.serve.puller.fetch_due", looking)
    with caplog.at_level(logging.ERROR), running(file):
        until(lambda: len(looks) > 1)
        away.clear()
        until(lambda: looks[-1] is False)


def test_one_that_never_began_ends_too(file: Store) -> None:
    Puller(file).close()
