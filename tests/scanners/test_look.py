"""A camera's pictures: two must agree, bars go before square codes, the guide box counts, the work stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from scanners.look import Look
from tests.scanners.labels import symbol

if TYPE_CHECKING:
    from scanners.engines import Gray

WAYBILL = "SF1234567890123"


def view(*placed: tuple[Gray, int, int]) -> Gray:
    scene = np.random.default_rng(3).integers(150, 190, (720, 1280), dtype=np.uint8)
    for label, left, top in placed:
        scene[top : top + label.shape[0], left : left + label.shape[1]] = label
    return scene


def reads(look: Look, picture: Gray, *, pictures: int, start: float = 0.0) -> list[str]:
    return [one.text for number in range(pictures) for one in look.take(picture, start + number / 15)]


def test_two_pictures_confirm_a_code_and_it_is_read_once() -> None:
    picture = view((symbol("Code 128", WAYBILL), 300, 300))
    look = Look()
    assert reads(look, picture, pictures=1) == []
    assert reads(look, picture, pictures=10, start=0.1) == [WAYBILL]


def test_an_expected_code_needs_one_picture() -> None:
    look = Look()
    look.expected = {WAYBILL}
    assert reads(look, view((symbol("Code 128", WAYBILL), 300, 300)), pictures=1) == [WAYBILL]


def test_on_a_waybill_the_bars_are_read_and_not_the_advertisement() -> None:
    picture = view((symbol("Code 128", WAYBILL), 200, 300), (symbol("QR Code", "https://ad.example/x"), 800, 250))
    assert reads(Look(), picture, pictures=4) == [WAYBILL]
    alone = view((symbol("QR Code", "https://ad.example/x"), 600, 250))
    assert reads(Look(), alone, pictures=4) == ["https://ad.example/x"]


def test_several_codes_in_one_view_are_all_read() -> None:
    picture = view((symbol("Code 128", WAYBILL), 200, 150), (symbol("Code 128", "YT9876543210987"), 200, 400))
    assert sorted(reads(Look(), picture, pictures=4)) == [WAYBILL, "YT9876543210987"]


def test_what_lies_outside_the_guide_box_does_not_count() -> None:
    label = symbol("Code 128", WAYBILL, scale=2)
    picture = view((label, 0, 0))
    assert reads(Look(0.5), picture, pictures=6) == []
    assert reads(Look(1.0), picture, pictures=6) == [WAYBILL]


def test_a_tilted_code_is_read_within_a_second_or_so() -> None:
    picture = view((symbol("Code 128", WAYBILL), 300, 300))
    turn = cv2.getRotationMatrix2D((640, 360), 31, 1.0)
    tilted = np.asarray(cv2.warpAffine(picture, turn, (1280, 720), borderValue=(170,)), np.uint8)
    assert reads(Look(), tilted, pictures=600)[:1] == [WAYBILL]
