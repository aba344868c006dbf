"""The bundled fonts are there on a bare machine."""

from station import fonts


def test_screen_font_is_a_truetype_collection() -> None:
    assert fonts.path().read_bytes()[:4] == b"ttcf"


def test_fallback_font_is_opentype() -> None:
    assert fonts.fallback().read_bytes()[:4] == b"OTTO"
