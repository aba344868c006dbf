"""Another pair of eyes for codes, phones and quantities: a small network that knows letters, figures and dashes only.

The large network was taught on print and Chinese hands and mistakes single hands' 1 for 7 and 4 for 9. This one was
taught on 1,790 photographed letters and figures of real hands (MIT, see docs/licences.md), set into drawn lines and
bent, stretched, ruled over and shaken (``tests/benchmarks/train_figures.py``); every fifth hand was kept back. It looks
at 48 x 48 pixels around each frame and says which sign stands in the middle, as the large one does: its frames are one
more reading of the same ink.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from scanners.slips.ctc import FLOOR, Frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

MODEL = Path(__file__).parent / "data" / "figures.onnx"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
COLUMN = {sign: place for place, sign in enumerate(SIGNS, 1)}
STEP = 4  # pixels of a frame: half of the large network's, narrow figures stand close


def read(session: Any, lines: Sequence[Pixels]) -> list[Frames]:
    """Return the frames of each line (48 pixels high, the light evened out), in the order given."""
    found = []
    for line in lines:
        gray = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
        wide = max(12, -(-gray.shape[1] // STEP)) * STEP
        tensor = np.ones((1, 1, gray.shape[0], wide), np.float32)
        tensor[0, 0, :, : gray.shape[1]] = gray
        logs, seen = (one[0] for one in session.run(["logs", "seen"], {"line": tensor}))
        frames = -(-gray.shape[1] // STEP)
        looks = seen[:frames] / np.maximum(np.linalg.norm(seen[:frames], axis=1, keepdims=True), 1e-6)
        found.append(Frames(np.maximum(logs[:frames], FLOOR).astype(np.float32), COLUMN, looks))
    return found
