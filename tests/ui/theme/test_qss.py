"""The desk's style sheet comes from the tokens."""

import re

from ui.theme.qss import sheet
from ui.theme.tokens import DARK, LIGHT


def test_every_colour_of_the_sheet_is_a_token() -> None:
    tokens = {getattr(LIGHT, name) for name in LIGHT.__slots__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet(LIGHT))) <= tokens


def test_night_differs_from_day() -> None:
    assert sheet(LIGHT) != sheet(DARK)
