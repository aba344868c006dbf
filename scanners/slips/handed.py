"""What a file that was handed in turns out to be: one slip (its draft), or several (a picture each).

The one place that says what is odd about a photo as a whole: writing beside the page, nothing written, no slip at
all. Runs inside the reading process (``worker.py``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PIL import Image

from scanners.picture import BadPictureError
from scanners.slips import likeness, photo, sheets
from scanners.slips.unpack import Pages, keep, unpack
from station.slips import oddity
from station.slips.extract import extract
from station.text import _

if TYPE_CHECKING:
    from pathlib import Path

    from scanners.slips.engine import Engine
    from scanners.slips.page import Floats
    from scanners.slips.photo import Photo, Pixels
    from station.errors import StationError
    from station.slips.draft import SlipDraft
    from station.slips.match import Catalogue

_CUT_SIDE = 4096


def read(engine: Engine, catalogue: Catalogue, path: Path, *, into: Path) -> dict[str, Any] | Pages:
    """Return the draft of a photo, or the pictures a file of several slips was made into.

    Raises:
        scanners.picture.BadPictureError: the file cannot be used.
        station.slips.oddity.NoSlipError: it shows no slip.
    """
    pages = unpack(path, into)
    if pages is not None:
        return pages
    taken = photo.load(path)
    found = sheets.find(taken.pixels)
    if len(found) > 1:
        pages = _cut(path, taken, found, into=into)
        return replace(pages, broken={path.name: _beside()}) if _more(engine, taken, found) else pages
    try:
        texts, draft, page = _slip(engine, catalogue, taken, found[0] if found else None, name=path.name)
    except oddity.NoSlipError:
        if not found:
            raise
        found = []  # an empty sheet beside the slip, a window's light, a part that a hard shadow cut off
        texts, draft, page = _slip(engine, catalogue, taken, None, name=path.name)
    looks = {"likeness": likeness.of(page)}
    if oddity.is_invoice(texts):
        wary = [replace(item, needs_review=True, why=(*item.why, "invoice")) for item in draft.items]
        return {**replace(draft, items=tuple(wary)).as_json(), **looks, "told": as_json(_invoice())}
    if sheets.crowded(found, taken.pixels) and _more(engine, taken, found):
        return {**draft.as_json(), **looks, "needs_review": True, "told": as_json(_beside())}
    return {**draft.as_json(), **looks}


def _slip(
    engine: Engine, catalogue: Catalogue, taken: Photo, corners: Floats | None, *, name: str
) -> tuple[list[str], SlipDraft, Pixels]:
    """Return what is written on a sheet, as lines and as a draft, and the sheet itself."""
    written = engine.read(taken, corners)
    texts = [line.text for line in written.lines]
    draft = extract(written.lines, catalogue)
    oddity.check(texts, draft, name=name)
    return texts, draft, written.page


def as_json(error: StationError) -> dict[str, str]:
    """Return an error as the other process gets it."""
    return {"code": error.code, "happened": error.happened, "remedy": error.remedy}


def _more(engine: Engine, taken: Photo, found: list[Floats]) -> bool:
    return engine.writes(sheets.beside(taken.pixels, found))


def _beside() -> BadPictureError:
    return BadPictureError(
        _("There is writing beside the slip that was not read"),
        _("two slips: photograph each by itself; one slip: flatter, without a hard shadow"),
        code="WRITING_BESIDE",
    )


def _invoice() -> BadPictureError:
    return BadPictureError(
        _("This looks like a printed invoice, not a slip"),
        _("look at every line, or discard it"),
        code="INVOICE",
    )


def _cut(path: Path, taken: Photo, found: list[Floats], *, into: Path) -> Pages:
    whole = photo.load(path, side=_CUT_SIDE).pixels
    scale = max(whole.shape) / max(taken.pixels.shape)
    pictures = [
        keep(Image.fromarray(sheets.cut(whole, corners * scale)[:, :, ::-1]), into / f"{path.name}#{number}")
        for number, corners in enumerate(found, 1)
    ]
    return Pages(tuple(pictures), {})
