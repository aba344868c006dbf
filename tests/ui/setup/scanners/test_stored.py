"""A bench keeps its scanners under its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.setup.scanners.stored import keep, stored

if TYPE_CHECKING:
    from station.store.engine import Store


def test_each_bench_has_its_own_list(store: Store) -> None:
    assert stored(store, "1") == []
    keep(store, "1", ["tcp://0.0.0.0:9101?name=门口", "camera://0"])
    keep(store, "1", ["camera://0"])
    assert (stored(store, "1"), stored(store, "2")) == (["camera://0"], [])
