"""One layout becomes one picture at whole dots."""

import io

from PIL import Image

from printing import raster
from printing.label import QR, Area, Code128, Frame, Label, Picture, Rule, Text
from tests.printing.reading import codes, ink


def test_rows_are_packed_left_to_right_black_is_one() -> None:
    drawn = raster.draw(Label(2, 1, (Rule(Area(0, 0, 1, 1)),)), 8)
    assert (drawn.width, drawn.height, drawn.stride) == (16, 8, 2)
    assert drawn.rows == b"\xff\x00" * 8


def test_rows_end_in_white_when_the_width_is_no_whole_byte() -> None:
    drawn = raster.draw(Label(1.25, 1, (Rule(Area(0, 0, 1.25, 1)),)), 8)
    assert drawn.rows == b"\xff\xc0" * 8


def test_both_codes_are_read_back() -> None:
    label = Label(76, 40, (Code128(Area(0, 1, 76, 12), "SF1400000000000"), QR(Area(1, 15, 15, 15), "EX7K429MX")))
    for dpmm in (8, 12):
        assert all(found == {"SF1400000000000", "EX7K429MX"} for found in codes(raster.draw(label, dpmm).picture()))


def test_inverse_text_is_white_on_black() -> None:
    drawn = raster.draw(Label(40, 10, (Text(Area(0, 0, 40, 10), "换货", pt=16, inverse=True),)), 8)
    assert ink(drawn, (0, 0, 320, 80)) > 320 * 80 * 0.8
    assert ink(drawn, (0, 0, 320, 80)) < 320 * 80


def test_strike_draws_a_line_as_wide_as_the_words() -> None:
    plain = raster.draw(Label(40, 6, (Text(Area(1, 1, 38, 4), "奶油白", pt=9),)), 8)
    struck = raster.draw(Label(40, 6, (Text(Area(1, 1, 38, 4), "奶油白", pt=9, strike=True),)), 8)
    assert ink(struck, (0, 0, 320, 48)) > ink(plain, (0, 0, 320, 48)) + 50


def test_frame_is_drawn_inside_its_area() -> None:
    drawn = raster.draw(Label(10, 10, (Frame(Area(1, 1, 8, 8), 0.25),)), 8)
    assert ink(drawn, (8, 8, 72, 10)) == 128
    assert ink(drawn, (10, 10, 70, 70)) == 0


def test_letters_never_leave_their_area() -> None:
    area = Area(5, 5, 20, 8)
    drawn = raster.draw(Label(40, 20, (Text(area, "货Ågjy" * 60, pt=10, lines=3, bold=True),)), 8)
    at = area.dots(8)
    outside = ink(drawn, (0, 0, 320, 160)) - ink(drawn, (at.left, at.top, at.right, at.bottom))
    assert outside <= ink(drawn, (at.left - 2, at.top - 2, at.right + 2, at.bottom + 4))
    assert ink(drawn, (0, 0, 320, at.top - 2)) == 0
    assert ink(drawn, (at.right + 2, 0, 320, 160)) == 0


def test_picture_becomes_black_and_white() -> None:
    gray = io.BytesIO()
    Image.new("RGB", (20, 20), (90, 90, 90)).save(gray, "PNG")
    drawn = raster.draw(Label(10, 10, (Picture(Area(1, 1, 8, 8), gray.getvalue()),)), 8)
    assert 0 < ink(drawn, (8, 8, 72, 72)) <= 400


def test_unknown_characters_are_reported() -> None:
    assert raster.draw(Label(40, 10, (Text(Area(0, 0, 40, 5), "好😀"),)), 8).unknown == ("😀",)


def test_moving_keeps_the_paper() -> None:
    drawn = raster.draw(Label(2, 2, (Rule(Area(0, 0, 1, 1)),)), 8).moved(8, 8)
    assert ink(drawn, (8, 8, 16, 16)) == 64
    assert ink(drawn, (0, 0, 8, 8)) == 0
    assert (drawn.width, drawn.height) == (16, 16)
