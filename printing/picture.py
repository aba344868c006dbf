"""A picture on a label, opened; one that is missing or broken is told, and only this label waits for a person.

``raster`` and ``languages/pdf`` open pictures here.
"""

from __future__ import annotations

import io

from PIL import Image

from station.errors import UserError
from station.text import _


class LabelPictureError(UserError):
    """A picture of a label cannot be read."""

    code = "LABEL_PICTURE"


def opened(png: bytes) -> Image.Image:
    """Return the picture with its transparency.

    Raises:
        LabelPictureError: there is none, or it is broken.
    """
    try:
        with Image.open(io.BytesIO(png)) as picture:
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise LabelPictureError(
            _("A picture of this label is missing or broken"), _("choose the picture again in the label's layout")
        ) from error
