"""Files dropped on the page are imported; what was refused is listed with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialogButtonBox

from station.channels.profile import Profile
from ui.desk.pages.import_orders import ImportOrders
from ui.desk.word_meanings import WordMeanings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.desk.window import DeskWindow

TITLES = "订单编号,买家会员名,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量"
CELLS = (
    '="3100000000000000001"',
    "tb_1",
    "买家已付款，等待卖家发货",
    "测试甲",
    "浙江省 杭州市 余杭区 测试路0号",
    "'13800000001",
    "2026-11-20 10:00:00",
    "2026-11-20 10:01:00",
    "儿童卫衣",
    "1",
)
EXPORT = f"{TITLES}\n{','.join(CELLS)}\n"


def page_of(desk: DeskWindow, qtbot: QtBot) -> ImportOrders:
    with qtbot.waitSignal(desk.answered):  # it asks which folder is watched
        page = desk.page("import_orders")
    assert isinstance(page, ImportOrders)
    return page


def test_a_file_that_is_no_export_is_refused_with_a_reason(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "holiday.txt"
    path.write_text("nothing to see\n", encoding="utf-8")
    page = page_of(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        page.take([path])
    (row,) = page.refused.model.rows
    assert row.file == "holiday.txt"
    assert row.why
    assert not page.progress.isVisible()


def test_a_file_that_is_gone_is_told_and_the_next_is_taken(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(EXPORT, encoding="utf-8-sig")
    page = page_of(desk, qtbot)
    page.take([tmp_path / "gone.csv", path])
    qtbot.waitUntil(lambda: len(page.files.model.rows) == 2)
    assert [Path(row.file).name for row in page.files.model.rows] == ["gone.csv", "orders.csv"]


def test_dropping_files_imports_them(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(EXPORT, encoding="utf-8-sig")
    page = page_of(desk, qtbot)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(desk.answered):
        page.dropEvent(drop)
    assert len(page.files.model.rows) == 1


def test_refused_rows_are_saved_to_be_corrected(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(EXPORT.replace("儿童卫衣,1", "儿童卫衣,一件半"), encoding="utf-8")
    page = page_of(desk, qtbot)
    assert not page.save.isVisible()
    with qtbot.waitSignal(desk.answered):
        page.take([path])
    assert page.save.isVisible()
    with qtbot.waitSignal(desk.answered):
        page.save_refused(tmp_path)
    assert "orders-rejected.csv" in page.told.text()
    fixed = tmp_path / "orders-rejected.csv"
    fixed.write_text(fixed.read_text(encoding="utf-8-sig").replace("一件半", "2"), encoding="utf-8-sig")
    with qtbot.waitSignal(desk.answered):
        page.take([fixed])
    assert page.results()[-1].new == 1


def test_each_of_several_unknown_files_is_mapped_in_turn(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(desk, qtbot)
    paths = [tmp_path / f"{name}.csv" for name in ("one", "two")]
    for path in paths:
        path.write_text(
            f"客户单据,货物,件数,送哪里\n{path.stem},WY-CW-120,1,浙江杭州余杭文一西路1号\n", encoding="utf-8"
        )
    page.take(paths)
    qtbot.waitUntil(lambda: len(page.results()) == 2)
    columns = {"number": "客户单据", "code": "货物", "qty": "件数", "address": "送哪里"}
    page.keep_profile(paths[1], Profile("客户单", columns, {}))
    qtbot.waitUntil(lambda: page.results()[-1].new == 1)
    assert page.map.isVisible()  # the other one still waits
    page.take([paths[0]])
    qtbot.waitUntil(lambda: [one.new for one in page.results()] == [1, 1])
    assert not page.map.isVisible()


def test_a_word_nobody_explained_is_explained_in_the_window(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(desk, qtbot)
    path = tmp_path / "orders.csv"
    path.write_text(EXPORT.replace("买家已付款，等待卖家发货", "已确认"), encoding="utf-8-sig")
    page.take([path])
    qtbot.waitUntil(lambda: len(page.results()) == 1)
    assert page.words.isVisible()
    page.words.click()
    (dialog,) = page.findChildren(WordMeanings)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    box = dialog.boxes["已确认"]
    box.setCurrentIndex(box.findData("paid"))
    ok.click()
    qtbot.waitUntil(lambda: page.results()[-1].new > 0)
    assert not page.words.isVisible()
