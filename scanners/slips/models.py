"""The two networks that read: text detection and text recognition (PP-OCRv6 small, Apache-2.0).

They come inside the rapidocr package and are opened without importing it (its import costs 1.8 s). Two threads: the
bench beside it must stay quick. Used by the reading engine only; ``doctor`` may ask ``paths``.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from station.errors import DeviceError
from station.text import _

DETECT = "PP-OCRv6_det_small.onnx"
RECOGNISE = "PP-OCRv6_rec_small.onnx"
THREADS = 2


class NoModelsError(DeviceError):
    """The reading models are not on this machine."""

    code = "NO_OCR_MODELS"


def paths() -> tuple[Path, Path]:
    """Return where detection and recognition models lie.

    Raises:
        NoModelsError: the package or one of the files is missing.
    """
    spec = find_spec("rapidocr")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        detect, recognise = (Path(folder) / "models" / name for name in (DETECT, RECOGNISE))
        if detect.is_file() and recognise.is_file():
            return detect, recognise
    raise NoModelsError(_("The models that read handwriting are missing"), _("run the set-up again"))


def open_session(path: Path, *, threads: int = THREADS, alone: bool = False) -> Any:
    """Return an onnxruntime session for one model; one thread where the caller runs several at once.

    Args:
        alone: this process does nothing but read. Denormal numbers, of which blank paper is full, then count as zero in
            all that it calculates: half the time.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # every page has another size: a pattern for each costs 0.1 GB and saves no time
    options.add_session_config_entry("session.set_denormal_as_zero", str(int(alone)))
    waits = "session.intra_op.allow_spinning"
    options.add_session_config_entry(waits, "0")  # a waiting thread leaves the core to others
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
