"""Codes stand at whole dots with their quiet zones, or are refused."""

import pytest

from printing import bars
from printing.label import QR, Align, Area, BarcodeDataError, Code128, LabelDoesNotFitError


def test_widest_whole_module_is_taken() -> None:
    placed = bars.fit_code128(Code128(Area(0, 0, 76, 10), "SF1400000000000"), 8)
    assert placed.module == 3
    assert placed.left >= 0
    assert placed.left + len(placed.rows[0]) * placed.module <= 76 * 8


@pytest.mark.parametrize("align", [Align.LEFT, Align.RIGHT])
def test_quiet_zone_is_ten_modules_on_both_sides(align: Align) -> None:
    placed = bars.fit_code128(Code128(Area(0, 0, 60, 10), "EX7K429MX", align=align), 8)
    right = placed.left + len(placed.rows[0]) * placed.module
    assert placed.left >= 10 * placed.module
    assert 480 - right >= 10 * placed.module


def test_lines_stand_behind_the_quiet_zones_where_there_is_room() -> None:
    row = bars.modules("EX7K429MX", "Code128")[0]
    placed = bars.fit_code128(Code128(Area(0, 0, 60, 10), "EX7K429MX"), 8)
    quiet = (False,) * 10
    assert placed.rows[0] == (True, True, *quiet, *row, *quiet, True, True)
    assert placed.left + 12 * placed.module == (480 - len(row) * placed.module) // 2
    narrow = (len(row) + 2 * 10) * 3 / 8
    assert bars.fit_code128(Code128(Area(0, 0, narrow, 10), "EX7K429MX"), 8).rows[0] == row


def test_two_dots_only_where_allowed() -> None:
    long_code = "WY-2203-FB-130-LONG1"
    with pytest.raises(LabelDoesNotFitError):
        bars.fit_code128(Code128(Area(0, 0, 76, 10), long_code), 8)
    assert bars.fit_code128(Code128(Area(0, 0, 76, 10), long_code, least=2), 8).module == 2


def test_too_long_at_two_dots_is_refused() -> None:
    with pytest.raises(LabelDoesNotFitError):
        bars.fit_code128(Code128(Area(0, 0, 76, 10), "X" * 30, least=2), 8)


@pytest.mark.parametrize("data", ["", "换货", "A\x00B", "A\rB", "A" * 81, "\u202eA"])
def test_what_no_scanner_would_give_back_is_refused(data: str) -> None:
    with pytest.raises(BarcodeDataError):
        bars.fit_code128(Code128(Area(0, 0, 76, 10), data), 8)


def test_qr_keeps_four_quiet_modules() -> None:
    placed = bars.fit_qr(QR(Area(1, 0, 14.5, 14.5), "EX7K429MX"), 8)
    assert placed.module == 4
    assert placed.left - 8 >= 4 * placed.module
    assert placed.top >= 4 * placed.module


def test_small_qr_is_refused() -> None:
    with pytest.raises(LabelDoesNotFitError):
        bars.fit_qr(QR(Area(0, 0, 6, 6), "EX7K429MX"), 8)


def test_fits_tells_before_drawing() -> None:
    assert bars.fits_code128("EX7K429MX", 476, module=3)
    assert not bars.fits_code128("EX7K429MX", 400, module=3)
