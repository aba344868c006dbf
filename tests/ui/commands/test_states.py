"""``states``: the glossary, what waits and why, and the step to the next state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import main
from station.orders.find import one
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main.main(["--json", "states", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_glossary_has_both_profiles_and_no_confirmed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys)["states"]
    assert len(rows) == 16
    assert "已确认" not in {row["name"] for row in rows}
    names = {(row["profile"], row["state"]): row["name"] for row in rows}
    assert names["made", "reviewed"] == "待技术确认"
    assert main.main(["states"]) == 0
    assert "已排产" in capsys.readouterr().out


def test_an_order_made_to_measure_is_brought_on_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order())
    store.close()
    number = shop.order().number
    assert _json(capsys, "profile", number, "made")["state"] == "received"
    (waiting,) = _json(capsys, "waiting")["waiting"]
    assert waiting["next"] == "reviewed"
    assert waiting["missing"]
    drawing = tmp_path / "图纸.pdf"
    drawing.write_bytes(b"%PDF-1.4")
    assert _json(capsys, "attach", number, str(drawing), "--kind", "drawing")["state"] == "reviewed"
    assert main.main(["states", "move", number, "allocated"]) == 1
    assert "NOT_READY" in capsys.readouterr().err
    assert _json(capsys, "move", number, "allocated", "--field", "confirmed_by=李工")["state"] == "allocated"
    assert _json(capsys, "flag", number, "invoiced")["state"] == "allocated"


def test_new_orders_of_a_channel_are_made_to_order_once_said(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order("1"))
    channel = shop.order().channel
    assert _json(capsys, "default", channel, "made", "--shop", "别的店")["profile"] == "made"
    shop.put(store, shop.order("2"))
    assert _json(capsys, "default", channel, "made")["profile"] == "made"
    shop.put(store, shop.order("3"))
    (waiting,) = _json(capsys, "waiting")["waiting"]
    with store.read() as tx:
        assert [one(tx, number).state for number in "123"] == ["allocated", "allocated", "received"]
    store.close()
    assert waiting["next"] == "reviewed"


def test_what_was_typed_stays_when_the_step_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order())
    store.close()
    number = shop.order().number
    assert main.main(["states", "move", number, "received"]) == 1
    assert "NO_SUCH_STEP" in capsys.readouterr().err
    _json(capsys, "profile", number, "made")
    _json(capsys, "move", number, "reviewed", "--field", "parameters=M8")
    _json(capsys, "move", number, "allocated", "--field", "confirmed_by=李工")
    assert main.main(["states", "move", number, "picking", "--field", "job_no=J1"]) == 1
    assert "产线" in capsys.readouterr().err
    assert _json(capsys, "move", number, "picking", "--field", "line=2")["state"] == "picking"
    assert main.main(["states", "move", number, "packing"]) == 1
