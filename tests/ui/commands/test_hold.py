"""``hold``: the reason is shown, only a lead releases, with a reason, and the order goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.orders.ids import short_code
from station.packing import session
from station.packing.view import Verdict
from station.people.codes import badge_code, command_code
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    import pytest


def test_what_a_packer_put_aside_a_lead_lets_go(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    for code in (badge_code("1001"), short_code(order_id), command_code("HOLD")):
        session.scan(store, code, station="1")
    assert main.main(["--json", "hold", "show", short_code(order_id)]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] == ["在 1 号台挂起"]
    words = ["hold", "release", short_code(order_id), "--reason", "已核对"]
    assert main.main([*words, "--operator", "1001"]) == 1
    assert "NOT_ALLOWED" in capsys.readouterr().err
    assert main.main([*words, "--operator", "2001"]) == 0
    assert session.scan(store, short_code(order_id), station="1").verdict is Verdict.GO
    store.close()


def test_a_count_locks_what_was_short(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=12))
    session.scan(store, badge_code("1001"), station="1")
    assert session.scan(store, short_code(order_id), station="1").verdict is Verdict.REVIEW
    assert main.main(["stock", "set", "WY-CW-120", "HZ1", "12"]) == 0
    assert session.scan(store, short_code(order_id), station="1").verdict is Verdict.GO
    store.close()
