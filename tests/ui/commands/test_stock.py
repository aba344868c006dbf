"""``stock show`` and ``stock set`` in the shape of the contract."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import openpyxl
import pytest

import main
from station.clock import SystemClock, local
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


def test_a_factor_is_chosen_and_says_what_was_before(capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "factor", "set", "WY-CW-120", "0.5")
    assert (told["before"], told["factor"], told["sellable"], told["worst_case"]) == (0.3, 0.5, 10, -40)
    days = ("--since", "2020-01-01", "--until", "2020-01-02")
    assert main.main(["stock", "factor", "campaign", "SOCK", "0.9", "旧活动", *days]) == 1
    assert "DEPOSIT_FACTOR" in capsys.readouterr().err
    assert [one["sku"] for one in _json(capsys, "factor", "list")["factors"]] == ["WY-CW-120"]
    assert _json(capsys, "factor", "show", "WY-CW-120")["proposed"] is None
    assert main.main(["--lang", "en", "stock", "factor", "show", "WY-CW-120"]) == 0
    assert "worst case -40" in capsys.readouterr().out
    for wrong in ("half", "0.12345"):
        with pytest.raises(SystemExit):
            main.main(["stock", "factor", "set", "WY-CW-120", wrong])


def test_a_campaign_starts_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    now = local(SystemClock().now())
    days = ("--since", f"{now - timedelta(days=1):%Y-%m-%d}", "--until", f"{now:%Y-%m-%d}")
    told = _json(capsys, "factor", "campaign", "WY-CW-120", "0.9", "双11", *days)
    assert (told["factor"], told["source"], told["campaigns"][0]["running"]) == (0.9, "双11", True)
    assert _json(capsys, "factor", "end", "WY-CW-120", "双11")["factor"] == 0.3


def test_a_suppliers_shortage_from_report_to_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    day = f"{SystemClock().now() + timedelta(days=20):%Y-%m-%d}"
    (order,) = _json(capsys, "shortage", "report", "WY-CW-120", "--expected", day, "--note", "停工")["orders"]
    assert (order["qty"], order["no"]) == (100, "2")
    assert _json(capsys, "shortage", "list")["shortages"][0]["note"] == "停工"
    for kind in ("csv", "xlsx"):
        path = tmp_path / f"affected.{kind}"
        assert _json(capsys, "shortage", "export", "WY-CW-120", str(path))["orders"][0]["who"] == "测** 138******01"
        assert "测试甲".encode() not in path.read_bytes()
    assert main.main(["stock", "shortage", "show", "WY-CW-120"]) == 0
    assert order["short_code"] in capsys.readouterr().out
    assert _json(capsys, "shortage", "end", "WY-CW-120")["orders"][0]["new_promise"] == order["promised"]
    assert main.main(["stock", "shortage", "end", "WY-CW-120"]) == 1
    assert "EXPECTED_DAY" in capsys.readouterr().err
