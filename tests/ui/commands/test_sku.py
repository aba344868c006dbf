"""``sku import``, ``sku show`` and ``sku map``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from main import main
from station.settings import load
from station.store import catalogue
from station.store.engine import open_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CATALOGUE = """\
商家编码,条码,名称,规格,款号
BGN-120,6900000000012,卫衣,"雾蓝,120cm",BGN
BGN-130,6900000000029,卫衣,"雾蓝,130cm",BGN
BAD,6.9E+12,,,
"""


def test_import_show_and_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "skus.csv"
    path.write_text(CATALOGUE, encoding="gb18030")
    assert main(["sku", "import", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["skus"], told["new"]) == (3, 2, 2)
    assert [(one["row"], one["column"]) for one in told["rejected"]] == [(4, "条码")]

    assert main(["sku", "show", "6900000000012", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert (card["code"], card["color"], card["size"]) == ("BGN-120", "雾蓝", "120cm")
    assert (card["barcodes"], card["siblings"]) == (["6900000000012"], ["BGN-130"])

    assert main(["sku", "map", "douyin", "DY-1", "BGN-120"]) == 0
    assert "今后 douyin 的 DY-1 就是 BGN-120" in capsys.readouterr().out


def test_an_unknown_code_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sku", "show", "NO-SUCH"]) == 1
    assert "没有 SKU NO-SUCH" in capsys.readouterr().err


def test_a_sku_asks_for_its_number_and_an_import_leaves_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "skus.csv"
    path.write_text(CATALOGUE, encoding="gb18030")
    assert main(["sku", "import", str(path)]) == 0
    assert main(["sku", "capture", "6900000000012", "serial"]) == 0
    assert "BGN-120：每件都要扫序列号" in capsys.readouterr().out
    path.write_text(CATALOGUE.replace("雾蓝,120cm", "雾蓝,125cm"), encoding="gb18030")
    assert main(["sku", "import", str(path)]) == 0
    capsys.readouterr()
    assert main(["sku", "show", "BGN-120", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert (card["size"], card["capture"]) == ("125cm", "serial")
    assert main(["sku", "capture", "NO-SUCH", "batch"]) == 1
    assert main(["sku", "capture", "BGN-120", "nothing"]) == 0


def _imported(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> dict[str, Any]:
    path = tmp_path / "skus.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["sku", "import", str(path), "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_a_file_changes_only_what_it_has_columns_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _imported(tmp_path, capsys, CATALOGUE)
    assert _imported(tmp_path, capsys, "编码,安全库存\nBGN-120,9\n")["updated"] == 1
    assert main(["sku", "show", "BGN-120", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert (card["name"], card["color"], card["barcodes"], card["safety"]) == ("卫衣", "雾蓝", ["6900000000012"], 9)


def test_a_bundle_of_unknown_parts_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _imported(tmp_path, capsys, "编码,组合\nA,\nSET,A*2+NOPE\nKIT,A*2\n")
    assert (told["skus"], [(one["row"], one["value"]) for one in told["rejected"]]) == (2, [(3, "NOPE")])


def test_the_barcode_of_a_carton_counts_its_pieces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _imported(tmp_path, capsys, "编码,条码\nA,6911111111110；6911111111127*12\n")
    assert main(["sku", "show", "6911111111127"]) == 0
    store = open_store(load())
    with store.read() as tx:
        assert [row.pack_qty for row in catalogue.by_barcode(tx, "6911111111127")] == [12]
    store.close()
