"""``states``: the glossary, what waits and why, and the step to the next state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import main
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
