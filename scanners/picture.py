"""Picture files -> grey pixels.

A file is looked at before it is opened: one that says it has more than 100 million pixels, is longer than 64 MB or is
no picture is refused with a sentence, so a hostile upload cannot eat the machine. Big photos are opened at half or a
quarter of their size. The command line and the scoring script use it.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from scanners.lens import as_gray
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from pathlib import Path

    from scanners.engines import Gray

MOST_BYTES = 64_000_000
MOST_PIXELS = 100_000_000
_WORK_PIXELS = 16_000_000


class BadPictureError(UserError):
    """The file is no picture that can be read."""

    code = "BAD_PICTURE"


def load(path: Path) -> tuple[Gray, int]:
    """Return the picture in grey and by how much it was made smaller.

    Raises:
        BadPictureError: not there, no picture, broken, or far too large.
    """
    data = _bytes(path)
    pixels, transparent = _measure(data, path)
    reduce = 1
    while pixels / reduce**2 > _WORK_PIXELS:
        reduce *= 2
    gray = _over_white(data) if transparent else _gray(data, reduce)
    if gray is None or gray.size == 0:
        raise _bad(path)
    return gray, 1 if transparent else reduce


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


def _measure(data: bytes, path: Path) -> tuple[int, bool]:
    import io

    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have our own limit
        try:
            with Image.open(io.BytesIO(data)) as picture:
                pixels = picture.width * picture.height
                transparent = "A" in picture.mode or "transparency" in picture.info
        except Image.DecompressionBombError as error:
            raise _too_large(path) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise _bad(path) from error
    if pixels > MOST_PIXELS:
        raise _too_large(path)
    return pixels, transparent


def _gray(data: bytes, reduce: int) -> Gray | None:
    import cv2
    import numpy as np

    flags = {1: cv2.IMREAD_GRAYSCALE, 2: cv2.IMREAD_REDUCED_GRAYSCALE_2, 4: cv2.IMREAD_REDUCED_GRAYSCALE_4}
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), flags.get(reduce, cv2.IMREAD_REDUCED_GRAYSCALE_8))
    except cv2.error:
        return None
    return None if picture is None else as_gray(picture)


def _over_white(data: bytes) -> Gray | None:
    import io

    import numpy as np
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            colours = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return None
    ground = Image.new("RGBA", colours.size, "white")
    return as_gray(np.asarray(Image.alpha_composite(ground, colours).convert("L")))


def _bad(path: Path) -> BadPictureError:
    return BadPictureError(
        _("{name} is no picture that can be read").format(name=path.name), _("take the photo again or save it as JPEG")
    )


def _too_large(path: Path) -> BadPictureError:
    return BadPictureError(
        _("The picture {name} is far too large").format(name=path.name), _("save it smaller and try again")
    )
