"""Files that hold more than one plain photo become pictures, one a slip; none is lost without a word."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from scanners.picture import BadPictureError
from scanners.slips import unpack as room
from scanners.slips.unpack import unpack
from tests.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SLIPS = ROOT / "tests" / "data" / "slips"
A4 = (595.0, 842.0)


def pdf(path: Path, *sizes: tuple[float, float], locked: bool = False) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret") if locked else None)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.drawString(20, 20, "TY-7053B 17")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_each_page_of_a_pdf_is_a_picture(tmp_path: Path, into: Path) -> None:
    pages = unpack(pdf(tmp_path / "ten.pdf", *[A4] * 10), into)
    assert pages is not None
    assert [page.name for page in pages.pictures] == [f"ten.pdf#{number}" for number in range(1, 11)]
    with Image.open(pages.pictures[9]) as picture:
        assert picture.format == "JPEG"
        assert max(picture.size) == 2400


def test_a_page_that_would_eat_the_machine_does_not_lose_the_others(tmp_path: Path, into: Path) -> None:
    pages = unpack(pdf(tmp_path / "two.pdf", A4, (1e6, 1e6)), into)
    assert pages is not None
    assert [page.name for page in pages.pictures] == ["two.pdf#1"]
    assert list(pages.broken) == ["two.pdf#2"]


@pytest.mark.parametrize("size", [(1e6, 1e6), (14_000, 2)])
def test_a_pdf_of_an_absurd_shape_is_refused(tmp_path: Path, into: Path, size: tuple[float, float]) -> None:
    with pytest.raises(BadPictureError):
        unpack(pdf(tmp_path / "bomb.pdf", size), into)


def test_a_locked_pdf_is_refused_with_what_to_do(tmp_path: Path, into: Path) -> None:
    with pytest.raises(BadPictureError) as refused:
        unpack(pdf(tmp_path / "locked.pdf", A4, locked=True), into)
    assert "密码" in refused.value.happened


def test_too_many_pages_are_refused_before_any_is_drawn(tmp_path: Path, into: Path) -> None:
    with pytest.raises(BadPictureError) as refused:
        unpack(pdf(tmp_path / "book.pdf", *[A4] * (room.MOST_PAGES + 1)), into)
    assert str(room.MOST_PAGES + 1) in refused.value.happened
    assert not list(into.iterdir())


def test_a_cut_off_pdf_is_refused(tmp_path: Path, into: Path) -> None:
    whole = pdf(tmp_path / "whole.pdf", *[A4] * 3).read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(BadPictureError):
        unpack(cut, into)


def test_every_page_of_a_tiff_is_a_picture(tmp_path: Path, into: Path) -> None:
    path = tmp_path / "slips.tif"
    first, second = Image.new("RGB", (400, 500), "white"), Image.new("L", (500, 400), 128)
    first.save(path, save_all=True, append_images=[second])
    pages = unpack(path, into)
    assert pages is not None
    sizes = []
    for page in pages.pictures:
        with Image.open(page) as picture:
            sizes.append(picture.size)
    assert sizes == [(400, 500), (500, 400)]


def test_a_photo_of_an_iphone_becomes_one_every_window_shows(into: Path) -> None:
    pages = unpack(SLIPS / "lined.heic", into)
    assert pages is not None
    (page,) = pages.pictures
    with Image.open(page) as picture, Image.open(SLIPS / "lined.jpg") as plain:
        assert (picture.format, picture.size) == ("JPEG", plain.size)
    assert page.name == "lined.heic"


def test_a_plain_photo_stays_as_it_is(tmp_path: Path, into: Path) -> None:
    preview = io.BytesIO()
    photo, small = Image.new("RGB", (600, 800), "white"), Image.new("RGB", (300, 400), "white")
    photo.save(preview, "MPO", save_all=True, append_images=[small])  # phones put a second, dimmer picture behind
    phone = tmp_path / "phone.jpg"
    phone.write_bytes(preview.getvalue())
    assert unpack(phone, into) is None
    assert unpack(SLIPS / "lined.jpg", into) is None
    assert not list(into.iterdir())
