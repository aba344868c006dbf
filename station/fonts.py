"""Where the bundled Chinese fonts are.

One TrueType font, WenQuanYi Micro Hei, draws screen, label and PDF; Noto Sans SC steps in for rare characters when a
label is drawn as a picture. Both come inside wheels (licences there): a bare machine has them, nothing is downloaded.
``ui/app.py``, ``printing`` and ``doctor`` ask here. The packages are found without importing them.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from station.errors import DeviceError
from station.text import _

FACES = ("WenQuanYi Micro Hei", "WenQuanYi Micro Hei Mono")  # face 0 and face 1 of the collection


class FontMissingError(DeviceError):
    """A font package is not installed."""

    code = "FONT_MISSING"


def path() -> Path:
    """Return ``wqy-microhei.ttc``.

    Raises:
        FontMissingError: the package that carries it is not installed.
    """
    return _inside("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc")


def fallback() -> Path:
    """Return ``NotoSansSC-Regular.otf``, for characters the first font lacks.

    Raises:
        FontMissingError: the package that carries it is not installed.
    """
    return _inside("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")


@cache
def _inside(package: str, file: str) -> Path:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        font = Path(folder) / file
        if font.is_file():
            return font
    raise missing(Path(file).name)


def missing(file: str) -> FontMissingError:
    """Return the error for a font that is not there or cannot be read."""
    return FontMissingError(
        _("The Chinese font {file} is missing").format(file=file),
        _("run the set-up again (./run), it installs the font"),
    )
