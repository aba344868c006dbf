"""``parcel``: out at the dock, the courier's event, opened again, and the evidence page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import main
from station.orders.ids import short_code
from station.settings import load
from station.store.engine import open_store
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def label() -> str:
    """Pack one order and return the code on its label."""
    store = open_store(load())
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    code = bench.printed(order_id)
    bench.scan(code)
    store.close()
    return code


def test_out_at_the_dock(label: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--json", "parcel", "out", label, "NOBODY", "--reference", "圆通晚班", "--operator", "1001"]
    assert main.main(words) == 1
    left, kept = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (left["left"], kept["left"]) == (True, False)
    assert main.main(["parcel", "reopen", label, "--reason", "漏放", "--operator", "2001"]) == 1
    assert "PARCEL" in capsys.readouterr().err


def test_event_and_page(label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.pdf"
    assert main.main(["parcel", "page", label, "--out", str(page)]) == 0
    assert page.read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    assert main.main(["--json", "parcel", "event", label, "--reference", "已揽收", "--operator", "2001"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "shipped"
