"""``training``: a sandbox is made from the shop's past, and its score sheet printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.orders.ids import short_code
from station.settings import load
from station.store.engine import open_store
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    import pytest


def test_training_needs_a_start_and_gives_a_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    for code in (short_code(order_id), "WY-CW-120"):
        bench.scan(code)
    bench.scan(bench.printed(order_id))
    store.close()
    assert main.main(["training", "score"]) == 1
    assert "NO_SANDBOX" in capsys.readouterr().err
    assert main.main(["--json", "training", "start", "--operator", "1001"]) == 0
    assert len(json.loads(capsys.readouterr().out)["orders"]) == 1
    assert main.main(["--json", "training", "score"]) == 0
    assert json.loads(capsys.readouterr().out)["packed"] == 0
