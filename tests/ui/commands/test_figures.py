"""``figures``: on the screen, as a file, and a name nobody knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_figure_is_shown_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order())
    store.close()
    out = tmp_path / "money.csv"
    day = f"{shop.NOW:%Y-%m-%d}"
    assert main.main(["--json", "figures", "reconciliation", "--since", day, "--csv", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["summary"]["n"] == 1
    assert told["rows"][0]["DY_ORDER_ID"] == "6900000000000000001"
    assert "6900000000000000001" in out.read_text(encoding="utf-8-sig")


def test_an_unknown_figure_names_the_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["figures", "turnover"]) == 1
    assert "reconciliation" in capsys.readouterr().err


def test_a_table_that_is_not_drawn_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["figures", "reconciliation", "--png", str(tmp_path / "a.png")]) == 1
    assert "NO_CHART" in capsys.readouterr().err
