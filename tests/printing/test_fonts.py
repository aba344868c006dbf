"""Every Chinese character gets its glyph; rare ones from the fallback; none becomes an empty box."""

from printing import fonts
from printing.fonts import Style


def test_all_of_gb2312_is_covered_by_the_main_font() -> None:
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = [c for code in codes if (c := code.decode("gb2312", "ignore"))]
    assert len(characters) > 6700
    assert [c for c in characters if not fonts.covers(c)] == []


def test_rare_names_come_from_the_fallback() -> None:
    assert not fonts.covers("䶮")
    assert fonts.missing("䶮𬭎𫖮㛃") == ()
    assert fonts.glyph("䶮", Style(24)).picture is not None


def test_unknown_characters_are_listed_and_drawn_as_geta() -> None:
    assert fonts.missing("好😀好😀") == ("😀",)
    assert fonts.glyph("😀", Style(24)) == fonts.glyph("〓", Style(24))


def test_bold_is_wider_and_blacker() -> None:
    thin, bold = fonts.glyph("货", Style(24)), fonts.glyph("货", Style(24, bold=True))
    assert thin.picture is not None
    assert bold.picture is not None
    assert bold.picture.convert("L").histogram()[255] > thin.picture.convert("L").histogram()[255] * 1.2
    assert bold.advance > thin.advance


def test_mono_digits_are_equally_wide() -> None:
    assert len({fonts.width(digit, Style(28, mono=True)) for digit in "0123456789AWi"}) == 1
