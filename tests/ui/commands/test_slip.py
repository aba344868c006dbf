"""``slip read``: one line of JSON a photo; a bad photo does not stop the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

import main
from tests.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SLIPS = ROOT / "tests" / "data" / "slips"
PROMISED = {"file", "customer", "phone", "address", "date", "items", "note", "fields", "needs_review", "ms"}
OF_ITEM = {"code", "qty", "unit", "raw", "confidence", "needs_review"}


def test_json_lines_as_promised_and_a_bad_photo_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photo")
    given = [str(bad), str(SLIPS / "table.jpg")]
    assert main.main(["slip", "read", *given, "--catalog", str(SLIPS / "catalog.csv"), "--json"]) == 1
    printed = capsys.readouterr()
    lines = [json.loads(line) for line in printed.out.splitlines()]
    assert [line["file"] for line in lines] == given
    assert all(set(line) >= PROMISED for line in lines)
    assert (lines[0]["items"], lines[0]["error"], lines[0]["needs_review"]) == ([], "BAD_PICTURE", True)
    assert all(set(item) >= OF_ITEM for item in lines[1]["items"])
    assert [item["qty"] for item in lines[1]["items"]] == [17, 27, 150]
    assert set(lines[1]["fields"]["customer"]) >= {"text", "confidence", "box"}
    assert "BAD_PICTURE: " in printed.err


def test_pages_of_a_pdf_and_a_photo_of_an_iphone_are_lines_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "slips.pdf"
    canvas = Canvas(str(book), pagesize=(600, 820))
    canvas.drawImage(str(SLIPS / "table.jpg"), 0, 0, 600, 820)
    canvas.showPage()
    canvas.setPageSize((1e6, 1e6))  # no machine could draw it
    canvas.showPage()
    canvas.save()
    given = [str(book), str(SLIPS / "lined.heic")]
    assert main.main(["slip", "read", *given, "--catalog", str(SLIPS / "catalog.csv"), "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == [f"{book}#1", f"{book}#2", given[1]]
    assert [len(line["items"]) for line in lines] == [3, 0, 4]
    assert [line.get("error") for line in lines] == [None, "BAD_PICTURE", None]
    assert not any("likeness" in line for line in lines)


def test_a_catalogue_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main.main(["slip", "read", str(SLIPS / "table.jpg"), "--catalog", str(wrong)]) == 1
    assert "BAD_CATALOGUE: " in capsys.readouterr().err
