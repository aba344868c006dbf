"""Another photo of the same paper looks the same, in other light and from another side; other paper does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from scanners.slips import likeness, page, photo, sheets
from station.slips.similar import look_alike
from tests.source import ROOT

SLIPS = ROOT / "tests" / "data" / "slips"


def look(pixels: Any) -> str:
    (corners,) = sheets.find(pixels)
    return likeness.of(page.even_light(page.flatten(pixels, corners, long_side=1280).pixels))


def again(pixels: Any, *, degrees: float, light: float) -> Any:
    """Photograph it again: turned a little, farther away, in other light."""
    picture = Image.fromarray(pixels[:, :, ::-1])
    corner = picture.getpixel((5, 5))
    turned = picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=corner).resize((1000, 1366))
    return np.ascontiguousarray(np.asarray(ImageEnhance.Brightness(turned).enhance(light))[:, :, ::-1])


@pytest.mark.parametrize(("name", "degrees", "light"), [("lined", 2.5, 0.75), ("table", -3.0, 1.1)])
def test_the_same_paper_looks_the_same(name: str, degrees: float, light: float) -> None:
    first = photo.load(SLIPS / f"{name}.jpg").pixels
    assert look_alike(look(first), look(again(first, degrees=degrees, light=light)))


def test_other_paper_looks_different() -> None:
    assert not look_alike(look(photo.load(SLIPS / "lined.jpg").pixels), look(photo.load(SLIPS / "table.jpg").pixels))
