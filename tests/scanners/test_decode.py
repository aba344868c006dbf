"""Labels are read upright, tilted, dim, noisy and small; what is no code reads as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from scanners import decode
from scanners.decode import glance, read_symbols
from scanners.engines import Symbol
from tests.scanners.labels import sheet, symbol

if TYPE_CHECKING:
    from tests.scanners.labels import Gray

WAYBILL = "SF1234567890123"


def texts(gray: Gray) -> set[str]:
    return {one.text for one in read_symbols(gray)}


@pytest.mark.parametrize(
    ("kind", "text", "identifier"),
    [
        ("Code 128", WAYBILL, "]C0"),
        ("Code 39", "AB-12", "]A0"),
        ("EAN-13", "6901234567892", "]E0"),
        ("QR Code", WAYBILL, "]Q1"),
        ("Data Matrix", "A1", "]d1"),
        ("ITF", "16901234567899", "]I1"),
    ],
)
def test_each_symbology(kind: str, text: str, identifier: str) -> None:
    [one] = read_symbols(symbol(kind, text))
    assert (one.format, one.text, one.symbology_identifier) == (kind, text, identifier)


@pytest.mark.parametrize("angle", [0, 15, 33, 45, 70, 90, 135, 180, -45])
def test_a_tilted_waybill(angle: float) -> None:
    page = sheet(symbol("Code 128", WAYBILL))
    side = 1100
    square = np.full((side, side), 255, np.uint8)
    square[300 : 300 + page.shape[0], 100 : 100 + page.shape[1]] = page
    turned = cv2.warpAffine(
        square, cv2.getRotationMatrix2D((side / 2, side / 2), angle, 1), (side, side), borderValue=(255,)
    )
    assert texts(np.ascontiguousarray(turned, dtype=np.uint8)) == {WAYBILL}


def test_several_symbols_on_one_label() -> None:
    page = sheet(symbol("Code 128", WAYBILL), symbol("QR Code", "打包台".encode()), symbol("EAN-13", "6901234567892"))
    assert texts(page) == {WAYBILL, "打包台", "6901234567892"}


def test_a_dim_noisy_picture() -> None:
    rng = np.random.default_rng(1)
    page = symbol("Code 128", WAYBILL, scale=2).astype(float) * 0.2 + 90
    noisy = np.clip(page + rng.normal(0, 6, page.shape), 0, 255).astype(np.uint8)
    assert texts(noisy) == {WAYBILL}


def test_a_blurred_picture() -> None:
    page = cv2.GaussianBlur(symbol("Code 128", WAYBILL, scale=3), (0, 0), 2.2)
    assert texts(np.ascontiguousarray(page, dtype=np.uint8)) == {WAYBILL}


def test_white_on_black() -> None:
    assert texts(np.ascontiguousarray(255 - symbol("QR Code", WAYBILL))) == {WAYBILL}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "shift_jis"])
def test_chinese_in_a_qr_code(encoding: str) -> None:
    assert texts(symbol("QR Code", "中文商品".encode(encoding))) == {"中文商品"}


def test_gs1_keeps_its_mark() -> None:
    [one] = read_symbols(symbol("Code 128", "(01)06901234567892(10)ABC", gs1=True))
    assert (one.symbology_identifier, one.text) == ("]C1", "010690123456789210ABC")


def test_the_box_lies_on_the_symbol_in_every_step() -> None:
    [one] = read_symbols(symbol("Code 128", WAYBILL))
    (left, top), _, (right, bottom), _ = one.box
    assert (left < 70, top < 60, right > 440, bottom > 140) == (True, True, True, True)


def test_noise_stripes_and_text_read_as_nothing() -> None:
    rng = np.random.default_rng(2)
    noise = rng.integers(0, 255, (240, 320), dtype=np.uint8)
    stripes = np.tile(np.repeat(np.array([0, 255], np.uint8), 4), (240, 40))
    text = np.full((240, 320), 255, np.uint8)
    cv2.putText(text, "SF1234567890", (10, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0,), 3)
    for picture in (noise, stripes, text, np.zeros((1, 1), np.uint8), np.full((5, 900), 255, np.uint8)):
        assert read_symbols(np.ascontiguousarray(picture)) == ()


def test_readers_that_disagree_on_a_retail_code_read_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(text: str) -> list[Symbol]:
        return [Symbol("EAN-13", text, "]E0", ((0, 0), (9, 0), (9, 9), (0, 9)), text.encode())]

    page = np.full((50, 50), 255, np.uint8)
    monkeypatch.setattr(decode, "second_opinion", lambda _gray, *, rotate: says("B") if not rotate else [])
    monkeypatch.setattr(decode, "zbar", lambda _gray: [])
    assert decode._agreed(page, says("A")) == []
    monkeypatch.setattr(decode, "zbar", lambda _gray: says("A"))
    assert decode._agreed(page, says("A")) == says("A")


def test_a_glance_sees_an_upright_code() -> None:
    assert {one.text for one in glance(symbol("QR Code", WAYBILL))} == {WAYBILL}
