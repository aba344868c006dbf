"""``demo --tour``: the whole main job in its own process, and what it leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scanners.decode import read_symbols
from scanners.picture import load

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour")
    environment = {**os.environ, "PACKBENCH_HOME": str(folder / "home"), "PACKBENCH_LANG": "zh"}
    environment.pop("DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "main.py", "demo", "--tour", str(folder / "left")],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    return folder / "left"


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


def test_the_store_it_leaves_tells_nothing_of_people(left: Path) -> None:
    stored = b"".join(path.read_bytes() for path in (left / "shop").rglob("*") if path.is_file())
    for phone in ("13800000001", "13659856592"):
        assert phone.encode() not in stored
