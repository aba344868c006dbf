"""Colours can be read and sizes follow the window."""

import pytest

from ui.theme.tokens import DARK, LIGHT, Look, Palette, look_for

ON_CARD = ("ink", "quiet", "attention_words", "go_words", "stop_words", "exchange_words")
BANDS = ("go", "stop", "exchange", "review", "neutral")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", BANDS)
def test_white_words_can_be_read_on_every_band(palette: Palette, name: str) -> None:
    assert contrast(palette.on_band, getattr(palette, name)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", ON_CARD)
def test_words_can_be_read_on_a_card(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.card) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_badges_bar_and_paper_can_be_read(palette: Palette) -> None:
    assert contrast(palette.attention_words, palette.badge) >= 4.5
    assert contrast(palette.exchange_words, palette.badge_new) >= 4.5
    assert contrast(palette.on_bar_quiet, palette.bar) >= 4.5
    assert contrast(palette.quiet, palette.paper) >= 4.5


@pytest.mark.parametrize("name", ["lamp_good", "lamp_attention", "lamp_broken"])
def test_lamps_stand_out_from_the_bar(name: str) -> None:
    assert contrast(getattr(LIGHT, name), LIGHT.bar) >= 3


def test_night_keeps_the_verdict_colours() -> None:
    assert [getattr(DARK, name) for name in BANDS] == [getattr(LIGHT, name) for name in BANDS]


@pytest.mark.parametrize(
    ("width", "height", "verdict"), [(1920, 1080, 196), (1366, 768, 139), (3840, 2160, 392), (1280, 1024, 155)]
)
def test_sizes_follow_the_window(width: int, height: int, verdict: int) -> None:
    assert look_for(width, height).px(196) == verdict


def test_a_size_is_never_nothing() -> None:
    assert Look(LIGHT, 0.1).px(2) == 1
