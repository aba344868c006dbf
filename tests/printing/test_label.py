"""Labels refuse what cannot be read."""

import pytest

from printing.label import Area, Code128, Dots, Element, Frame, Label, LabelDoesNotFitError, Rule, Text


def _label(*elements: Element) -> Label:
    return Label(76, 130, elements)


def test_areas_become_whole_dots() -> None:
    assert Area(2, 1.06, 10, 3).dots(8) == Dots(16, 8, 96, 32)


def test_touching_areas_do_not_meet() -> None:
    assert not Dots(0, 0, 8, 8).meets(Dots(8, 0, 16, 8))
    assert Dots(0, 0, 9, 8).meets(Dots(8, 0, 16, 8))


def test_text_on_a_barcode_is_refused() -> None:
    label = _label(Code128(Area(0, 0, 76, 10), "A1"), Text(Area(10, 9, 20, 4), "words"))
    with pytest.raises(LabelDoesNotFitError, match="重叠"):
        label.check(8)


def test_line_through_a_barcode_is_refused() -> None:
    with pytest.raises(LabelDoesNotFitError):
        _label(Code128(Area(0, 0, 76, 10), "A1"), Rule(Area(0, 5, 76, 0.4))).check(8)


def test_frame_around_a_barcode_is_fine_and_through_it_is_not() -> None:
    _label(Code128(Area(2, 2, 70, 10), "A1"), Frame(Area(1, 1, 72, 12))).check(8)
    with pytest.raises(LabelDoesNotFitError):
        _label(Code128(Area(2, 2, 70, 10), "A1"), Frame(Area(5, 1, 72, 12))).check(8)


def test_text_on_a_black_background_is_fine() -> None:
    _label(Rule(Area(0, 0, 76, 10)), Text(Area(2, 1, 30, 8), "words", inverse=True)).check(8)


@pytest.mark.parametrize("area", [Area(-1, 0, 5, 5), Area(70, 0, 10, 5), Area(0, 128, 5, 5), Area(0, 0, 0, 5)])
def test_what_leaves_the_paper_is_refused(area: Area) -> None:
    with pytest.raises(LabelDoesNotFitError):
        _label(Text(area, "words")).check(8)
