"""Draws labels with real symbols for the decoder's tests: nothing of other people's pictures is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

KINDS = {
    "Code 128": zxingcpp.Code128,
    "Code 39": zxingcpp.Code39,
    "EAN-13": zxingcpp.EAN13,
    "QR Code": zxingcpp.QRCode,
    "Data Matrix": zxingcpp.DataMatrix,
    "ITF": zxingcpp.ITF,
}


def symbol(kind: str, text: str | bytes, *, scale: int = 3, gs1: bool = False) -> Gray:
    """Draw one symbol with its quiet zone; bytes go in as they are (QR code), GS1 as ``(01)…(10)…``."""
    made = zxingcpp.create_barcode(text, KINDS[kind], gs1=gs1) if gs1 else zxingcpp.create_barcode(text, KINDS[kind])
    picture = np.array(made.to_image(scale=scale, add_quiet_zones=True), dtype=np.uint8)
    return np.ascontiguousarray(cv2.copyMakeBorder(picture, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=(255,)))


def sheet(*symbols: Gray, width: int = 900) -> Gray:
    """Put symbols under each other on a white label."""
    height = sum(one.shape[0] for one in symbols) + 40
    page = np.full((height, width), 255, np.uint8)
    top = 20
    for one in symbols:
        page[top : top + one.shape[0], 40 : 40 + one.shape[1]] = one
        top += one.shape[0]
    return page


def save(path: str, picture: Gray) -> None:
    """Write a picture file."""
    assert cv2.imwrite(path, picture)
