"""``decode``: one line of JSON a picture; a bad picture does not stop the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from tests.scanners.labels import save, sheet, symbol

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_json_lines_as_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(
        str(tmp_path / "label.png"), sheet(symbol("Code 128", "SF1234567890123"), symbol("QR Code", "打包台".encode()))
    )
    assert main.main(["--json", "decode", str(tmp_path / "label.png")]) == 0
    line = json.loads(capsys.readouterr().out)
    assert set(line) == {"file", "symbols", "ms"}
    assert {one["text"] for one in line["symbols"]} == {"SF1234567890123", "打包台"}
    for one in line["symbols"]:
        assert set(one) == {"format", "text", "symbology_identifier", "box"}
        assert len(one["box"]) == 4


def test_a_bad_picture_is_named_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    save(str(tmp_path / "good.png"), symbol("QR Code", "SF1"))
    names = [str(tmp_path / name) for name in ("bad.png", "none.png", "good.png")]
    assert main.main(["decode", *names, "--json"]) == 1
    printed = capsys.readouterr()
    lines = [json.loads(line) for line in printed.out.splitlines()]
    assert [line["file"] for line in lines] == names
    assert [len(line["symbols"]) for line in lines] == [0, 0, 1]
    assert printed.err.count("BAD_PICTURE: ") == 2


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(str(tmp_path / "good.png"), symbol("QR Code", "SF1"))
    save(str(tmp_path / "empty.png"), symbol("QR Code", "SF1") * 0 + 255)
    assert main.main(["decode", str(tmp_path / "good.png"), str(tmp_path / "empty.png")]) == 0
    good, empty = capsys.readouterr().out.splitlines()
    assert good.endswith("QR Code  'SF1'")
    assert "没有找到条码" in empty
