"""``stock show`` and ``stock set`` in the shape of the contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import main
from station.orders.canonical import ChannelStatus
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from typing import Any


@pytest.fixture(autouse=True)
def _shop() -> None:
    store = open_store(load())
    shop.build(store, on_hand=100)
    shop.put(store, shop.order("1", qty=40), shop.order("2", qty=100, status=ChannelStatus.DEPOSIT))
    store.close()


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main.main(["--json", "stock", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_show_has_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "show", "WY-CW-120")
    assert found == {
        "sku": "WY-CW-120",
        "warehouses": [
            {"warehouse": "HZ1", "on_hand": 100, "paid": 40, "held": 0, "quarantine": 0, "available": 60},
        ],
        "frozen": 100,
        "factor": 0.3,
        "sellable": 30,
        "worst_case": -40,
    }


def test_set_writes_a_count_and_refuses_less_than_locked(capsys: pytest.CaptureFixture[str]) -> None:
    assert _json(capsys, "set", "WY-CW-120", "HZ1", "83")["warehouses"][0]["available"] == 43
    assert main.main(["stock", "set", "WY-CW-120", "HZ1", "39"]) == 1
    assert "STOCK_QUANTITY" in capsys.readouterr().err
    assert main.main(["stock", "set", "WY-CW-120", "NOWHERE", "1"]) == 1
    assert "HZ1" in capsys.readouterr().err
