"""``tickets``: listed with what they need, ended once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    import pytest


def test_listed_and_ended_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["tickets", "list"]) == 0
    assert "没有待办" in capsys.readouterr().out
    store = open_store(load())
    shop.build(store, on_hand=0)
    shop.put(store, shop.order())
    store.close()
    assert main.main(["--json", "tickets", "list"]) == 0
    tickets = json.loads(capsys.readouterr().out)["tickets"]
    assert "WY-CW-120" in tickets[0]["title"]
    identity = tickets[0]["ticket_id"]
    assert main.main(["tickets", "take", identity]) == 0
    assert main.main(["tickets", "done", identity, "--outcome", "已补货"]) == 0
    assert main.main(["tickets", "done", identity]) == 1
    assert "WORK_DONE" in capsys.readouterr().err


def test_a_code_without_sku_is_not_just_ticked_off(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order(code="STRANGE-1"))
    store.close()
    assert main.main(["--json", "tickets", "list", "--kind", "unmapped"]) == 0
    (ticket,) = json.loads(capsys.readouterr().out)["tickets"]
    assert main.main(["tickets", "done", ticket["ticket_id"]]) == 1
    assert "UNMAPPED" in capsys.readouterr().err
