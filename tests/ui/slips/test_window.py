"""The review window: one key a decision, the photo beside it, intents out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from station.intake.entry import WrittenItem
from station.slips.confirm import ReviewedSlip, SlipRefusedError
from tests.ui.slips.test_review import DRAFT
from ui.slips.window import SlipReview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def photo() -> bytes:
    image = QImage(400, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#D8D0C0"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants str for the format
    return bytes(data.data())


@pytest.fixture
def window(qtbot: QtBot) -> SlipReview:
    made = SlipReview()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.show_draft(DRAFT, photo(), place=(3, 7), waiting=2)
    return made


def press(window: SlipReview, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window, key)


def type_in(window: SlipReview, text: str) -> None:
    window._typed.setText(text)
    QTest.keyClick(window._typed, Qt.Key.Key_Return)


def test_the_header_counts_what_is_left(window: SlipReview) -> None:
    assert window.header.accessibleName() == "手写单 3 / 7 已读 7 项 3 项请您确认 后面 2 张正在识别"


def test_a_slip_is_reviewed_by_keys_only(window: SlipReview, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)  # the missing line: type the code, then the quantity
    type_in(window, "LM-7052B")
    press(window, Qt.Key.Key_F7)
    type_in(window, "150")
    with qtbot.waitSignal(window.confirmed) as told:
        press(window, Qt.Key.Key_Return)
    items = (WrittenItem("LM-4616C", 17), WrittenItem("LM-7305D", 27), WrittenItem("LM-7052B", 150))
    address = "陕西省西安市莲湖区北关正街223号"
    assert told.args == [ReviewedSlip("钟洋", "13636384447", address, items, "", (1, 2, 3))]


def test_nothing_is_confirmed_while_a_field_is_open(window: SlipReview, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.confirmed):
        press(window, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Return)


def test_tab_goes_to_the_next_doubtful_field(window: SlipReview) -> None:
    press(window, Qt.Key.Key_Tab)
    review = window.review()
    assert review is not None
    assert review.now.key == "item2"


def test_escape_leaves_the_text_as_it_was(window: SlipReview) -> None:
    press(window, Qt.Key.Key_F6)
    window._typed.setText("nonsense")
    QTest.keyClick(window._typed, Qt.Key.Key_Escape)
    review = window.review()
    assert review is not None
    assert review.now.text == "陕西省西安市莲湖区北关正街223号"
    assert not window._typed.isVisible()


def test_a_refusal_is_told_and_the_review_stays(window: SlipReview) -> None:
    window.show_refusal(SlipRefusedError("电话号码不完整", "看照片再输入"))
    assert window.banner.isVisible()
    assert window.review() is not None
    press(window, Qt.Key.Key_Tab)
    assert not window.banner.isVisible()


@pytest.mark.parametrize(("key", "signal"), [("F2", "retake_wanted"), ("F8", "discarded")])
def test_keys_that_leave_are_intents(window: SlipReview, qtbot: QtBot, key: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        press(window, getattr(Qt.Key, f"Key_{key}"))


def test_a_photo_that_is_no_picture_says_so(window: SlipReview) -> None:
    window.show_draft(DRAFT, b"not a picture")
    assert not window.grab().isNull()


def test_zoom_shows_the_field(window: SlipReview) -> None:
    before = window.photo.grab().toImage()
    press(window, Qt.Key.Key_F4)
    assert window.photo.grab().toImage() != before
