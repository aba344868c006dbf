"""A photo of a slip -> colour pixels, never larger than the reading needs.

Limits as for every picture (``scanners/picture.py``): looked at before it is opened, refused with a sentence when it
is no picture, cut off or far too large. A big JPEG is opened at half or a quarter of its size. The camera's own
"which way is up" is obeyed. The reading worker uses it.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from pi_heif import register_heif_opener
from PIL import Image, ImageOps

from scanners.picture import MOST_BYTES, MOST_PIXELS, BadPictureError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

WORK_SIDE = 2000
LEAST_SIDE = 200
_TURN = 0x0112  # EXIF: which way up the camera was held
_SCALABLE = {"RGB", "L", "RGBA", "LA", "CMYK"}
KINDS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "HEIF")
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)  # the photo alone; decoded when looked at


@dataclass(frozen=True, slots=True)
class Photo:
    """Pixels (blue, green, red) and by how much they were made smaller."""

    pixels: Pixels
    scale: float


def load(path: Path, *, side: int = WORK_SIDE) -> Photo:
    """Return the photo, its longer side at most ``side`` pixels.

    Raises:
        BadPictureError: not there, no picture, of a kind that cannot be read, broken, too small or far too large.
    """
    with opened(path) as picture:
        taken = max(picture.size)
        upright = shrunk(picture, side=side)
        pixels = cv2.cvtColor(np.asarray(upright), cv2.COLOR_RGB2BGR)
        return Photo(np.asarray(pixels, np.uint8), max(upright.size) / taken)


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture file whose size is within the limits; what breaks while it is decoded is told the same way.

    Raises:
        BadPictureError: as ``load``.
    """
    data = _bytes(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bombs are refused by our own limit; broken EXIF does not matter
        try:
            with Image.open(io.BytesIO(data), formats=KINDS) as picture:
                check(picture.size, path)
                yield picture
        except Image.DecompressionBombError as error:
            raise too_large(path) from error
        except MemoryError as error:
            raise too_large(path) from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise unreadable(path) from error


def shrunk(picture: Image.Image, *, side: int) -> Image.Image:
    """Return the picture upright, in colours, its longer side at most ``side`` pixels.

    Made smaller first: a hundred million pixels lie in memory once, not three times.
    """
    scale = side / max(picture.size)
    picture.draft("RGB", (int(picture.width * scale), int(picture.height * scale)))  # JPEG only: at 1/2, 1/4 or 1/8
    turn = picture.getexif().get(_TURN, 1)
    plain = picture if picture.mode in _SCALABLE else _rgb(picture)
    scale = side / max(plain.size)
    if scale < 1.0:
        size = max(1, round(plain.width * scale)), max(1, round(plain.height * scale))
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    upright = _rgb(plain)
    upright.getexif()[_TURN] = turn
    return ImageOps.exif_transpose(upright)


def check(size: tuple[int, int], path: Path) -> None:
    """Raise ``BadPictureError`` when a picture of this size is far too large or too small to read."""
    if size[0] * size[1] > MOST_PIXELS:
        raise too_large(path)
    if min(size) < LEAST_SIDE:
        raise BadPictureError(
            _("The picture {name} is too small to read").format(name=path.name), _("take the photo closer")
        )


def _rgb(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        colours = picture.convert("RGBA")
        ground = Image.new("RGBA", colours.size, "white")
        return Image.alpha_composite(ground, colours).convert("RGB")
    return picture.convert("RGB")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path)
        return path.read_bytes()
    except OSError as error:
        raise BadPictureError(
            _("The picture {name} cannot be opened").format(name=path.name),
            _("check the name and that the file is still there"),
        ) from error


def unreadable(path: Path) -> BadPictureError:
    """Return the error of a file that is no picture, or a broken one."""
    return BadPictureError(
        _("{name} is no picture that can be read").format(name=path.name), _("take the photo again or save it as JPEG")
    )


def too_large(path: Path) -> BadPictureError:
    """Return the error of a file that would eat the machine."""
    return BadPictureError(
        _("The picture {name} is far too large").format(name=path.name), _("save it smaller and try again")
    )
