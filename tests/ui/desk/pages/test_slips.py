"""A photo handed in at the desk is read in the background, looked over and made an order; nothing before that."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas

from station.intake.entry import WrittenItem
from station.slips.confirm import ReviewedSlip
from station.slips.draft import SlipDraft
from station.store import photos, slips
from ui.desk import slip_work
from ui.desk.pages.slips import Slips
from ui.slips.photo_panel import read_photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow

PHOTO = Path(__file__).parents[3] / "data" / "slips" / "lined.jpg"
SLIP = ReviewedSlip("王芳", "13812345678", "浙江省杭州市西湖区文三路 90 号", (WrittenItem("WY-CW-120", 1),))


@pytest.fixture
def page(desk: DeskWindow) -> Iterator[Slips]:
    made = desk.page("slips")
    assert isinstance(made, Slips)
    yield made
    made.reading.close()


def test_a_photo_becomes_a_draft_a_review_and_an_order(
    qtbot: QtBot, desk: DeskWindow, page: Slips, shop_store: Store
) -> None:
    page.hand_in(PHOTO.read_bytes())
    qtbot.waitUntil(lambda: [row.unread for row in page.rows] == [False], timeout=60_000)
    page.review()
    qtbot.waitUntil(page.window_.isVisible)
    state = page.window_.review()
    assert state is not None
    assert any(field.text for field in state.fields)
    with shop_store.read() as tx:
        assert slips.undecided(tx, "1")[0].order_id is None
    page.window_.confirmed.emit(SLIP)
    qtbot.waitUntil(lambda: not page.window_.isVisible())
    with shop_store.read() as tx:
        assert slips.undecided(tx, "1") == []
    assert page.rows == ()
    with qtbot.waitSignal(desk.answered):
        page.hand_in(PHOTO.read_bytes())
    assert "这张照片" in page.told.text()


def test_what_cannot_be_read_is_kept_to_be_typed_or_discarded(
    qtbot: QtBot, page: Slips, tmp_path: Path, shop_store: Store
) -> None:
    cat = tmp_path / "cat.jpg"
    cat.write_bytes(b"no picture at all")
    page.folder.found.emit([cat])
    qtbot.waitUntil(lambda: [row.unread for row in page.rows] == [False], timeout=60_000)
    assert page.told.text()
    page.review()
    qtbot.waitUntil(page.window_.isVisible)
    page.window_.discarded.emit()
    qtbot.waitUntil(lambda: not page.window_.isVisible())
    with shop_store.read() as tx:
        assert slips.undecided(tx, "1") == []


def test_an_empty_file_is_told(qtbot: QtBot, desk: DeskWindow, page: Slips, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    page.folder.found.emit([tmp_path / "empty.jpg"])
    qtbot.waitUntil(lambda: "empty.jpg" in desk.trouble.text())


def book(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=(600, 820))
    for name in ("lined", "table"):
        canvas.drawImage(str(PHOTO.with_name(f"{name}.jpg")), 0, 0, 600, 820)
        canvas.showPage()
    canvas.setPageSize((1e6, 1e6))  # no machine could draw it
    canvas.showPage()
    canvas.save()
    return path


def test_every_page_of_a_pdf_is_a_draft_and_the_file_is_known_again(
    qtbot: QtBot, desk: DeskWindow, page: Slips, shop_store: Store, tmp_path: Path
) -> None:
    file = book(tmp_path / "slips.pdf").read_bytes()
    page.hand_in(file)
    qtbot.waitUntil(lambda: [row.unread for row in page.rows] == [False, False], timeout=60_000)
    with shop_store.read() as tx:
        rows = slips.undecided(tx, "1")
        drafts = [slips.open_draft(tx, row.sha256) or {} for row in rows]
        assert [draft["customer"] for draft in drafts] == ["姚涛嘉", "钟洋"]  # in the order of the pages
    assert photos.load(desk.home / "photos", shop_store.vault, photos.digest(file)) is None
    assert not read_photo(photos.load(desk.home / "photos", shop_store.vault, rows[1].sha256) or b"").isNull()
    slip_work.discard(shop_store, rows[0].sha256)
    with qtbot.waitSignal(desk.answered):
        page.hand_in(file)
    assert "已经" in page.told.text()
    with shop_store.read() as tx:
        assert {row.state for row in slips.undecided(tx, "1")} == {
            slips.PHOTO,
            slips.DRAFT,
        }  # the discarded one is back


def test_what_is_wrong_with_a_slip_stands_in_its_review(qtbot: QtBot, page: Slips) -> None:
    page.hand_in(b"no picture at all")
    qtbot.waitUntil(lambda: [row.unread for row in page.rows] == [False], timeout=60_000)
    page.review()
    qtbot.waitUntil(page.window_.isVisible)
    assert page.window_.banner.isVisible()
    assert page.window_.banner.shown is not None
    assert page.window_.banner.shown.code == "BAD_PICTURE"
    QTest.keyClick(page.window_, Qt.Key.Key_Down)
    assert page.window_.banner.isVisible()


def test_a_slip_photographed_again_names_the_order_of_the_first(desk: DeskWindow, shop_store: Store) -> None:
    ink = b64encode(bytes(place * 37 % 251 for place in range(1024))).decode()
    read = {**SlipDraft({}, ()).as_json(), "customer": "王芳", "likeness": ink}
    first, second = "a" * 64, "b" * 64
    slip_work.keep_draft(shop_store, desk.station, first, read)
    code = slip_work.make_order(shop_store, desk, first, SLIP)
    slip_work.keep_draft(
        shop_store, desk.station, second, {**read, "told": {"code": "X", "happened": "Y", "remedy": "Z"}}
    )
    with shop_store.read() as tx:
        assert "told" not in (slips.open_draft(tx, first) or {})
        told = (slips.open_draft(tx, second) or {})["told"]
    assert code in told["happened"]
    assert told["code"] == "X · LOOKS_ALIKE"
