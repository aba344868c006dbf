"""Reads labels as others would: zxing-cpp and, where its library is installed, zbar; zplkit draws our ZPL.

zbar comes from the system (libzbar0): ``.ci/run`` installs it; without it the first decoder alone speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image
from zplkit import Options, render

if TYPE_CHECKING:
    from printing.raster import Raster

_EDGE = 40


def codes(picture: Image.Image) -> list[set[str]]:
    """Return what each decoder read, one set a decoder."""
    wide = Image.new("L", (picture.width + 2 * _EDGE, picture.height + 2 * _EDGE), 255)
    wide.paste(picture, (_EDGE, _EDGE))
    found = [{code.text for code in zxingcpp.read_barcodes(wide)}]
    try:
        from pyzbar import pyzbar
    except ImportError:  # no libzbar0 on this machine
        return found
    return [*found, {code.data.decode() for code in pyzbar.decode(wide)}]


def drawn_by_zplkit(zpl: bytes, width: int, height: int, *, dpi: int = 203) -> Image.Image:
    """Return the label as zplkit draws it, with its strict default limits."""
    document = render(zpl, Options(profile="zd621", dpi=dpi, width=width, height=height))
    assert document.warnings == []
    assert len(document.labels) == 1
    pixels = document.labels[0].rasterize()
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.pixels)


def ink(raster: Raster, box: tuple[int, int, int, int]) -> int:
    """Return how many black dots a box holds."""
    return raster.picture().crop(box).histogram()[0]
