"""Two slips in one photo are two; one slip stays one, whatever boxes are printed on it."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

from scanners.slips import page, photo, sheets
from scanners.slips.reader import SeveralSlipsError, SlipReader
from tests.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLIPS = ROOT / "tests" / "data" / "slips"
TABLES = [(60, 40, 30), (110, 100, 90), (40, 80, 50)]


@cache
def slip(name: str) -> Image.Image:
    """Return the paper alone."""
    pixels = photo.load(SLIPS / f"{name}.jpg").pixels
    (corners,) = sheets.find(pixels)
    flat = page.flatten(pixels, corners, long_side=1000).pixels
    return Image.fromarray(flat[:, :, ::-1])


def table(*slips: Image.Image, colour: tuple[int, int, int], seed: int = 1, apart: int = 1150) -> Image.Image:
    """Lay slips side by side on a table, a little turned; they touch when 1000 apart."""
    rng = np.random.default_rng(seed)
    random.seed(seed)
    wide, high = apart * len(slips), 1350
    grain = rng.normal(0, 6, (high, wide, 1)) + np.array(colour)
    ground = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1))
    for place, paper in enumerate(slips):
        angle = random.uniform(-4, 4)
        turned = paper.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        mask = Image.new("L", paper.size, 255).rotate(angle, expand=True)
        at = place * apart + (apart - turned.width) // 2, (high - turned.height) // 2
        ground.paste(turned, at, mask)
    return ground


def pixels(picture: Image.Image) -> Any:
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


@pytest.mark.parametrize("colour", TABLES)
def test_two_slips_are_found_in_reading_order(colour: tuple[int, int, int]) -> None:
    seen = pixels(table(slip("lined"), slip("table"), colour=colour))
    found = sheets.find(seen)
    assert [round(corners.mean(axis=0)[0] / 1150, 1) for corners in found] == [0.5, 1.5]
    assert all(0.2 < sheets.part(corners, seen) < 0.5 for corners in found)


@pytest.mark.parametrize(("name", "colour"), [("lined", TABLES[0]), ("table", TABLES[1]), ("table", TABLES[2])])
def test_one_slip_is_never_two(name: str, colour: tuple[int, int, int]) -> None:
    assert len(sheets.find(pixels(table(slip(name), colour=colour)))) == 1


@pytest.mark.parametrize(("name", "border"), [("lined", 0), ("table", 0), ("table", 40), ("table", 120)])
def test_a_scanned_form_is_not_cut_at_its_boxes(name: str, border: int) -> None:
    paper = slip(name)
    scan = Image.new("RGB", (paper.width + 2 * border, paper.height + 2 * border), (250, 250, 250))
    scan.paste(paper, (border, border))
    assert len(sheets.find(pixels(scan))) <= 1


def test_a_slip_alone_on_a_large_table_leaves_room_for_another() -> None:
    seen = pixels(table(slip("lined"), colour=TABLES[0]).resize((640, 750)))
    wide = np.full((750, 1400, 3), 40, np.uint8)
    wide[:, :640] = seen
    found = sheets.find(wide)
    assert sheets.crowded(found, wide)
    assert not sheets.crowded(found, seen)


@pytest.fixture(scope="module")
def reader() -> Iterator[SlipReader]:
    with SlipReader({}) as opened:
        yield opened


def test_both_slips_are_read(reader: SlipReader, tmp_path: Path) -> None:
    path = tmp_path / "two.jpg"
    table(slip("lined"), slip("table"), colour=TABLES[0]).save(path, quality=92)
    with pytest.raises(SeveralSlipsError) as several:
        reader.read(path, tmp_path)
    assert [one.name for one in several.value.pages] == ["two.jpg#1", "two.jpg#2"]
    drafts = [reader.read(one) for one in several.value.pages]
    assert [draft["customer"] for draft in drafts] == ["姚涛嘉", "钟洋"]


def test_of_two_slips_that_touch_the_other_is_told(reader: SlipReader, tmp_path: Path) -> None:
    path = tmp_path / "touching.jpg"
    table(slip("lined"), slip("table"), colour=TABLES[0], apart=1000).save(path, quality=92)
    draft = reader.read(path)
    assert draft["told"]["code"] == "WRITING_BESIDE"
    assert draft["customer"] == "姚涛嘉"
