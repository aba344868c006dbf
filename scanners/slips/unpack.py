"""A file that is not one plain photo -> JPEG pictures, one a slip: PDF, TIFF of several pages, HEIC.

Each picture becomes a draft of its own and is what the review window shows. At most 40 pages at a time; a PDF's page
is drawn 2400 pixels long whatever its size on paper. A page that cannot be drawn is named; the others go on. Runs
inside the reading process (``worker.py``) only, where a bomb can take nothing but its time and memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from scanners.picture import BadPictureError
from scanners.slips.photo import check, opened, shrunk, too_large, unreadable
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image

MOST_PAGES = 40
_PAGE_SIDE, _PHOTO_SIDE = 2400, 4096
_MOST_POINTS = 14_400  # five metres: the largest sheet a PDF may have
_LOCKED = 4  # pdfium: the password is missing
_SHOWN = {"JPEG", "MPO", "PNG", "WEBP", "BMP"}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, pypdfium2.PdfiumError)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pictures a file was made into, named ``file.pdf#2``, and by name what is wrong with the other pages."""

    pictures: tuple[Path, ...]
    broken: dict[str, BadPictureError]


def unpack(path: Path, into: Path) -> Pages | None:
    """Write the pictures of a file into a folder; ``None`` when it is one photo that everything shows.

    Raises:
        BadPictureError: the file cannot be used: locked, too many pages, too large, no page that can be drawn.
    """
    if _starts(path, b"%PDF"):
        try:
            book = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise _locked(path) if error.err_code == _LOCKED else unreadable(path) from error
        with book:
            return _all(path, into, len(book), lambda number, page: _sheet(book[number], page))
    with opened(path) as picture:
        frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if frames == 1 and picture.format in _SHOWN:
            return None
        return _all(path, into, frames, lambda number, page: _frame(picture, number, page))


def _all(path: Path, into: Path, count: int, draw: Callable[[int, Path], Image.Image]) -> Pages:
    if count > MOST_PAGES:
        raise BadPictureError(
            _("{name} has {n} pages").format(name=path.name, n=count),
            _("hand in at most {n} pages at a time").format(n=MOST_PAGES),
        )
    pictures: list[Path] = []
    broken: dict[str, BadPictureError] = {}
    for number in range(count):
        page = path.with_name(f"{path.name}#{number + 1}") if count > 1 else path
        try:
            pictures.append(keep(draw(number, page), into / page.name))
        except BadPictureError as error:
            broken[page.name] = error
        except _BROKEN:
            broken[page.name] = unreadable(page)
    if not pictures:
        raise next(iter(broken.values()), unreadable(path))
    return Pages(tuple(pictures), broken)


def keep(picture: Image.Image, path: Path) -> Path:
    """Write a picture and return its path."""
    picture.save(path, "JPEG", quality=90)
    return path


def _sheet(sheet: pypdfium2.PdfPage, path: Path) -> Image.Image:
    longest = max(sheet.get_size())
    if not 0 < longest <= _MOST_POINTS:
        raise too_large(path)
    picture: Image.Image = sheet.render(scale=_PAGE_SIDE / longest).to_pil()
    check(picture.size, path)
    return shrunk(picture, side=_PAGE_SIDE)


def _frame(picture: Image.Image, number: int, path: Path) -> Image.Image:
    if number:
        picture.seek(number)
    check(picture.size, path)
    return shrunk(picture, side=_PHOTO_SIDE)


def _starts(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(mark)) == mark
    except OSError:
        return False  # told when it is opened


def _locked(path: Path) -> BadPictureError:
    return BadPictureError(
        _("{name} is locked with a password").format(name=path.name),
        _("save it without the password, or photograph the slips"),
    )
