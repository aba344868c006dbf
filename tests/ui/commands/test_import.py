"""``import``: the JSON of the contract, words for people, exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from main import main

if TYPE_CHECKING:
    import pytest

SAMPLES = Path(__file__).parents[2] / "data" / "channels"


def test_json_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLES / "pdd_orders_all.csv"), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert told == {
        "file": str(SAMPLES / "pdd_orders_all.csv"),
        "channel": "pinduoduo",
        "encoding": "utf-8-sig",
        "rows": 1,
        "orders": 1,
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": [],
    }


def test_people_read_what_was_refused_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("订单号,订单状态,单品,商品名称,数量\n1,已确认,x,卫衣,1\n", encoding="utf-8")
    assert main(["import", str(path), "--channel", "generic"]) == 0
    told = capsys.readouterr().out
    assert "第 2 行 订单状态“已确认”" in told
    assert "1 行，0 单" in told
    assert main(["import", str(path), "--channel", "generic", "--status", "已确认=paid"]) == 0
    assert "新增 1" in capsys.readouterr().out


def test_a_file_nobody_knows_is_said_and_counts_as_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["import", str(path)]) == 1
    assert "没有找到已知导出文件的表头" in capsys.readouterr().out


def test_an_unknown_channel_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLES / "pdd_orders_all.csv"), "--channel", "ebay"]) == 1
    assert "pinduoduo" in capsys.readouterr().err
