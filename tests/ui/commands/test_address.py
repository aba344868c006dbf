"""``address parse``: one text or a file of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from main import main

DEV = Path(__file__).parents[2] / "data" / "address" / "dev.tsv"
TEXT = "收件人：张三 13800000000 浙江省温州市鹿城区五马街道"


def test_one_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["address", "parse", "--text", TEXT, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "text": TEXT,
        "province": "浙江省",
        "city": "温州市",
        "district": "鹿城区",
        "town": "五马街道",
        "detail": "",
        "name": "张三",
        "phone": "13800000000",
        "code": "330302",
    }


@pytest.mark.parametrize("header", ["", "text\tprovince\tcity\tdistrict\n", "id\ttext\n"])
def test_a_file_with_or_without_a_header(tmp_path: Path, header: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tsv"
    rows = DEV.read_text(encoding="utf-8").splitlines()
    if header.startswith("id"):
        rows = [f"{number}\t{row}" for number, row in enumerate(rows)]
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    assert main(["address", "parse", "--tsv", str(path), "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(told) == len(rows)
    assert told[0]["district"] == "浦东新区"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("浙江省".encode("gb18030"))
    assert main(["address", "parse", "--tsv", str(path)]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_half_a_character_and_a_console_without_emoji_are_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["address", "parse", "--text", "杭州市\ud800\udcff"]) == 0
    assert "杭州市" in capsys.readouterr().out
