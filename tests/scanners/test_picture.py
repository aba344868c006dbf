"""Pictures are looked at before they are opened; what is none is refused with a sentence."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from scanners.decode import read_symbols
from scanners.picture import BadPictureError, load
from tests.scanners.labels import save, symbol

if TYPE_CHECKING:
    from pathlib import Path


def test_a_picture_comes_in_grey(tmp_path: Path) -> None:
    save(str(tmp_path / "one.png"), symbol("QR Code", "SF1"))
    gray, reduced = load(tmp_path / "one.png")
    assert (gray.ndim, str(gray.dtype), reduced) == (2, "uint8", 1)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp"])
def test_kinds_of_files(tmp_path: Path, suffix: str) -> None:
    save(str(tmp_path / f"one.{suffix}"), symbol("QR Code", "SF1"))
    assert [one.text for one in read_symbols(load(tmp_path / f"one.{suffix}")[0])] == ["SF1"]


def test_black_on_transparent_is_black_on_white(tmp_path: Path) -> None:
    black = np.zeros((*symbol("QR Code", "SF1").shape, 4), np.uint8)
    black[..., 3] = 255 - symbol("QR Code", "SF1")
    Image.fromarray(black, "RGBA").save(tmp_path / "one.png")
    assert [one.text for one in read_symbols(load(tmp_path / "one.png")[0])] == ["SF1"]


def test_a_huge_photo_is_opened_smaller(tmp_path: Path) -> None:
    Image.new("L", (6000, 4000), 255).save(tmp_path / "huge.jpg")
    gray, reduced = load(tmp_path / "huge.jpg")
    assert (gray.shape, reduced) == ((2000, 3000), 2)


def _png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_unopened(tmp_path: Path, width: int, height: int) -> None:
    (tmp_path / "bomb.png").write_bytes(_png_header(width, height))
    with pytest.raises(BadPictureError) as refused:
        load(tmp_path / "bomb.png")
    assert "bomb.png" in refused.value.happened


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0junk"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.jpg").write_bytes(data)
    with pytest.raises(BadPictureError):
        load(tmp_path / "bad.jpg")


def test_a_picture_cut_short_is_refused_or_read_as_far_as_it_goes(tmp_path: Path) -> None:
    save(str(tmp_path / "one.png"), symbol("QR Code", "SF1"))
    whole = (tmp_path / "one.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 3])
    try:
        gray, _reduced = load(tmp_path / "cut.png")
    except BadPictureError:
        return
    assert gray.ndim == 2


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.png", tmp_path):
        with pytest.raises(BadPictureError):
            load(path)
