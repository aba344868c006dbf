"""``pick``: a list is made, seen, written as a sheet and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pypdfium2

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main.main(["--json", "pick", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_list_is_made_seen_written_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order("1"), shop.order("2", qty=2))
    store.close()
    made = _json(capsys, "issue")
    assert made["goods"][0]["qty"] == 3
    assert _json(capsys, "show", made["pick_no"].lower())["goods"] == made["goods"]
    sheet = tmp_path / "sheet.pdf"
    _json(capsys, "print", made["pick_no"], "--out", str(sheet))
    words = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_bounded()
    assert made["pick_no"] in words
    assert made["orders"][1]["short_code"] in words
    assert _json(capsys, "list")["pick_lists"][0]["waiting"] == 2
    assert _json(capsys, "undo", made["pick_no"])["orders"] == 2
    assert main.main(["pick", "show", made["pick_no"]]) == 1
    assert "NOTHING_TO_PICK" in capsys.readouterr().err


def test_nothing_to_pick_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["pick", "issue"]) == 1
    assert "NOTHING_TO_PICK" in capsys.readouterr().err
    assert main.main(["pick", "list"]) == 0
    assert "拣货单" in capsys.readouterr().out
