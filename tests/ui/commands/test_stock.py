"""``stock show`` and ``stock set`` in the shape of the contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

import main
from station.orders.canonical import ChannelStatus
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path
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


def test_movements_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    _json(capsys, "set", "WY-CW-120", "HZ1", "83")
    moves = _json(capsys, "moves", "WY-CW-120")["moves"]
    assert [(one["delta"], one["after"], one["reason"]) for one in moves] == [(100, 100, "count"), (-17, 83, "count")]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_count_goes_out_and_comes_back(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"count.{kind}"
    assert _json(capsys, "export", str(path))["rows"] == 4
    _fill_in(path, {"WY-CW-120": "90"})
    assert _json(capsys, "import", str(path))["counted"] == 1
    assert _json(capsys, "show", "WY-CW-120")["warehouses"][0]["on_hand"] == 90


@pytest.mark.parametrize("wrong", ["39", "-1", "1e9", "999999999", "八十"])
def test_a_count_that_cannot_be_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "count.xlsx"
    _json(capsys, "export", str(path))
    _fill_in(path, {"SOCK": "5", "WY-CW-120": wrong})
    assert main.main(["stock", "import", str(path)]) == 1
    assert "COUNT_ROW" in capsys.readouterr().err
    assert _json(capsys, "show", "SOCK")["warehouses"][0]["on_hand"] == 100


def test_another_list_is_no_count(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main.main(["stock", "import", str(tmp_path / "x.csv")]) == 1
    assert "NO_COUNT_LIST" in capsys.readouterr().err


def _fill_in(path: Path, counted: dict[str, str]) -> None:
    if path.suffix == ".csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join(line + counted.get(line.split(",")[0], "") for line in lines), encoding="utf-8")
        return
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        row[-1].value = counted.get(str(row[0].value))
    book.save(path)
