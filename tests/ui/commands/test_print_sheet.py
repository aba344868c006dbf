"""``print sheet``: what a window prints can be asked for without one, and looked at first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import main
from station.store import prints
from tests.ui.commands import hands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    yield from hands.opened_shop(sqlite_url)


def test_a_sheet_is_asked_for_or_drawn(capsys: pytest.CaptureFixture[str], store: Store, tmp_path: Path) -> None:
    where = ["--json", "--store", store.engine.url.render_as_string()]
    assert main.main(["print", "sheet", "shift_report", *where]) == 0
    job = json.loads(capsys.readouterr().out)["job_id"]
    with store.read() as tx:
        row = prints.by_job(tx, job)
    assert row is not None
    assert row.kind == "shift_report"
    file = tmp_path / "badge.png"
    assert main.main(["print", "sheet", "badge", "1001", "--out", str(file), *where]) == 0
    with Image.open(file) as drawn:
        assert drawn.width > 100
    assert main.main(["print", "sheet", "item", "NOTHING", *where]) == 1
