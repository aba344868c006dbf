"""A photo of a slip -> colour pixels, never larger than the reading needs.

Limits as for every picture (``scanners/picture.py``): looked at before it is opened, refused with a sentence when it
is no picture, cut off or far too large. A big JPEG is opened at half or a quarter of its size. The camera's own
"which way is up" is obeyed. The reading worker uses it.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps

from scanners.picture import MOST_BYTES, MOST_PIXELS, BadPictureError
from station.text import _

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

WORK_SIDE = 2000
LEAST_SIDE = 200
_KINDS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF")
_NOT_YET = {b"%PDF": "PDF", b"ftyp": "HEIC"}


@dataclass(frozen=True, slots=True)
class Photo:
    """Pixels (blue, green, red) and by how much they were made smaller."""

    pixels: Pixels
    scale: float


def load(path: Path) -> Photo:
    """Return the photo.

    Raises:
        BadPictureError: not there, no picture, of a kind that cannot be read, broken, too small or far too large.
    """
    data = _bytes(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bombs are refused by our own limit; broken EXIF does not matter
        try:
            with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
                return _opened(picture, path)
        except Image.DecompressionBombError as error:
            raise _too_large(path) from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise _unreadable(data, path) from error


def _opened(picture: Image.Image, path: Path) -> Photo:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_large(path)
    if getattr(picture, "n_frames", 1) > 1:  # the other pages would be lost without a word
        raise BadPictureError(
            _("{name} holds several pages: one slip a picture").format(name=path.name),
            _("save each page as a picture of its own"),
        )
    if min(width, height) < LEAST_SIDE:
        raise BadPictureError(
            _("The picture {name} is too small to read").format(name=path.name), _("take the photo closer")
        )
    picture.draft("RGB", (WORK_SIDE, WORK_SIDE))  # JPEG only: decodes at 1/2, 1/4 or 1/8
    upright = ImageOps.exif_transpose(_rgb(picture))
    scale = min(1.0, WORK_SIDE / max(upright.size))
    if scale < 1.0:
        size = (round(upright.width * scale), round(upright.height * scale))
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    pixels = np.ascontiguousarray(np.asarray(upright)[:, :, ::-1])
    return Photo(pixels, max(upright.size) / max(width, height))


def _rgb(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        colours = picture.convert("RGBA")
        ground = Image.new("RGBA", colours.size, "white")
        return Image.alpha_composite(ground, colours).convert("RGB")
    return _keeping_exif(picture)


def _keeping_exif(picture: Image.Image) -> Image.Image:
    exif: Any = picture.getexif()
    rgb = picture.convert("RGB")
    rgb.getexif().update(exif)
    return rgb


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except OSError as error:
        raise BadPictureError(
            _("The picture {name} cannot be opened").format(name=path.name),
            _("check the name and that the file is still there"),
        ) from error


def _unreadable(data: bytes, path: Path) -> BadPictureError:
    for mark, kind in _NOT_YET.items():
        if mark in data[:12]:
            return BadPictureError(
                _("{name} is a {kind} file, not a photo this program reads").format(name=path.name, kind=kind),
                _("save it as JPEG, one slip a picture"),
            )
    return BadPictureError(
        _("{name} is no picture that can be read").format(name=path.name), _("take the photo again or save it as JPEG")
    )


def _too_large(path: Path) -> BadPictureError:
    return BadPictureError(
        _("The picture {name} is far too large").format(name=path.name), _("save it smaller and try again")
    )
