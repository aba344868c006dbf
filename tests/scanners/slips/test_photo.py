"""Photos of telephones are large: they are opened at the size reading needs, not taken apart whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from scanners.slips.photo import WORK_SIDE, load, opened, shrunk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [(4032, 3024), (3000, 4000)])
def test_a_telephones_photo_is_decoded_at_half_its_size(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", size, "white").save(path)
    with opened(path) as picture:
        shrunk(picture, side=WORK_SIDE)
        assert picture.size == (size[0] // 2, size[1] // 2)
    taken = load(path)
    assert max(taken.pixels.shape) == WORK_SIDE
    assert taken.scale == WORK_SIDE / max(size)


def test_colours_are_blue_green_red(tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.new("RGB", (300, 200), (250, 20, 10)).save(path)
    assert load(path).pixels[5, 5].tolist() == [10, 20, 250]
