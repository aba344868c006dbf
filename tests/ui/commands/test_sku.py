"""``sku import``, ``sku show`` and ``sku map``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from main import main

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
