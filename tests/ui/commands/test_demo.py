"""``demo --tour``: the whole main job in its own process, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanners.decode import read_symbols
from scanners.picture import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def left(toured: Path) -> Path:
    assert "Traceback" not in (toured / "stderr.txt").read_text(encoding="utf-8")
    return toured / "left"


def test_every_step_has_a_picture_in_the_report(left: Path) -> None:
    report = (left / "report.html").read_text(encoding="utf-8")
    pictures = sorted(path.name for path in (left / "pictures").glob("*.png"))
    assert len(pictures) >= 20
    assert all(f"pictures/{name}" in report for name in pictures)
    for words in ("此单客户曾投诉包装破损，建议加厚气泡膜", "该订单无库存锁定记录", "【换货】", "手写单"):
        assert words in report


def test_every_label_is_there_in_three_forms_and_can_be_read(left: Path) -> None:
    labels = sorted((left / "labels").glob("*.zpl"))
    assert len(labels) >= 4
    for label in labels:
        assert label.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        assert read_symbols(load(label.with_suffix(".png"))[0])
