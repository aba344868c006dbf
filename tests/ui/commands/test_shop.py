"""``shop``: from a fresh store to a packed order with commands alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.people.codes import badge_code

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_new_shop_is_set_up_by_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("SF1400000000001\n\nSF1400000000002\nSF1400000000002\n", encoding="utf-8")
    for words in (
        ["operator", "1001", "王芳"],
        ["warehouse", "HZ1", "杭州一仓"],
        ["waybills", "顺丰", str(numbers)],
        ["printer", "zpl+tcp://127.0.0.1:9100"],
        ["packaging", "35"],
        ["camera", "/dev/video0"],
        ["label-camera", "0"],
        ["scale", "/dev/ttyUSB0?baud=4800"],
    ):
        assert main.main(["shop", *words]) == 0
    capsys.readouterr()
    assert main.main(["--json", "shop", "show"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "operators": [{"no": "1001", "name": "王芳", "role": "packer", "badge": badge_code("1001")}],
        "warehouses": {"HZ1": "杭州一仓"},
        "waybills_left": {"顺丰": 2},
        "printer": "zpl+tcp://127.0.0.1:9100",
        "packaging_g": 35,
        "camera": "/dev/video0",
        "label_camera": "0",
        "scale": "/dev/ttyUSB0?baud=4800",
    }
    assert main.main(["shop", "packaging", "-1"]) != 0
    for verb in ("camera", "label-camera", "scale"):
        assert main.main(["shop", verb, "none"]) == 0
    capsys.readouterr()
    assert main.main(["--json", "shop", "show"]) == 0
    kept = json.loads(capsys.readouterr().out)
    assert (kept["camera"], kept["label_camera"], kept["scale"]) == ("", "", "")


def test_what_is_no_list_of_numbers_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("", "^XA^FO0,0\n", "运单号\n"):
        path = tmp_path / "numbers.txt"
        path.write_text(text, encoding="utf-8")
        assert main.main(["shop", "waybills", "顺丰", str(path)]) == 1
        assert "WAYBILL_FILE" in capsys.readouterr().err


def test_a_printer_address_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["shop", "printer", "the one by the door"]) == 1
    assert "PRINTER_ADDRESS" in capsys.readouterr().err
