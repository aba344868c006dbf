"""What the band and the cards say for each situation."""

from dataclasses import replace

import pytest

from station import text
from station.packing.view import Verdict
from tests.ui import views
from ui.bench import words
from ui.widgets.icons import Icon


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_its_own_word_colour_and_shape(verdict: Verdict) -> None:
    shown = words.band(replace(views.GO, verdict=verdict))
    others = [words.band(replace(views.GO, verdict=other)) for other in Verdict if other is not verdict]
    assert shown.word == verdict.value
    assert all((shown.tone, shown.icon, shown.word) != (one.tone, one.icon, one.word) for one in others)
    assert all(shown.tone != one.tone and shown.icon != one.icon for one in others)


def test_english_words_are_short() -> None:
    text.use_language("en")
    assert words.band(views.EXCHANGE).word == "SEND NEW"


def test_the_blocking_hint_asks_and_only_it() -> None:
    first, second = words.notes(views.GO)
    assert [word for word, _text in first.answers] == ["DONE", "CANT", "WHY"]
    assert first.must
    assert not second.answers


def test_an_answered_hint_goes_last_and_says_its_answer() -> None:
    view = replace(views.GO, hints=(replace(views.BUBBLE, answer="cant"), views.TAPE))
    tape, bubble = words.notes(view)
    assert tape.title == views.TAPE.text
    assert (bubble.done, bubble.icon) == ("做不到", Icon.HAND)


def test_a_box_count_is_shown_only_when_it_is_not_one() -> None:
    assert words.band(views.GO).boxes == ""
    assert words.band(views.LONG).boxes == "3 箱"


def test_a_closed_parcel_is_good_news() -> None:
    shown = words.band(replace(views.STOP, sound="all_done", message="已打包：7K4-29M-X"))
    assert (shown.tone, shown.word) == ("go", "已打包")


def test_nobody_logged_in_shows_no_count() -> None:
    assert words.count(views.LOGIN) == ""
    assert words.count(views.EMPTY) == "今日 312 单 · 拦错 4 次"
