"""Hostile text through every way in: printer commands, SQL, formulas, HTML, paths, templates, RTL, NUL, far too much.

``tests/data/safety/hostile.json`` is the corpus, ``ways.py`` are the ways in. Each way takes or refuses every text in
a sentence of the program; nothing else happens: no bug, no file but the program's own, no statement run, the store
adds up. What then stands in the store goes out harmless: exports hold no formula, labels in every language print one
label and no command of the text, windows show it as it is. ``benchmark hostile`` sends all of it in on both engines.
"""

from __future__ import annotations

import contextlib
import csv
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import func, inspect, select

from printing.languages import base as languages
from printing.layouts import base as layouts
from printing.layouts import samples
from printing.settings import PrinterSettings
from station import registry
from station.errors import StationError
from station.orders.canonical import CanonicalLine, Recipient
from station.settings import Settings
from station.store.engine import open_store
from station.store.schema.catalogue import skus
from station.store.schema.orders import orders
from station.store.schema.stock import stock
from tests import shop
from tests.benchmarks.kills import broken
from tests.safety.ways import CORPUS, WAYS, build, harm, say
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store

_RUN = ("=", "+", "-", "@", "\t", "\r")
_COMMANDS = (b"~JR", b"^JUF", b"~DG", b"SELFTEST", b"PRINT 9", b"! 0 200 200 210 9", b"\x10\x14\x01")


@pytest.fixture
def file(sqlite_url: str, home: Path) -> Iterator[Store]:
    store = open_store(Settings(home, sqlite_url, "1"))
    build(store)
    yield store
    store.close()


@pytest.mark.parametrize("way", list(WAYS))
def test_a_way_in_takes_or_refuses_it_and_nothing_else_happens(file: Store, tmp_path: Path, way: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    tables = inspect(file.engine).get_table_names()
    assert "\n".join(harm(file, way, scratch, every=20 if way == "design" else 8)) == ""
    assert inspect(file.engine).get_table_names() == tables
    with file.read() as tx:
        assert list(broken(tx)) == []
    assert not Path("canary").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"home", "scratch"}


@pytest.mark.parametrize("words", [("import",), ("sku", "import"), ("stock", "import")])
def test_an_archive_that_unpacks_to_far_too_much_is_refused(
    file: Store, tmp_path: Path, words: tuple[str, ...]
) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _part in range(120):
                sheet.write(bytes(1 << 20))
    before = _rows(file)
    with contextlib.suppress(StationError):  # the import of orders tells it of the file and goes on
        say(file, *words, str(bomb))
    assert _rows(file) == before


def _rows(store: Store) -> list[int]:
    with store.read() as tx:
        return [tx.execute(select(func.count()).select_from(one)).scalar() or 0 for one in (orders, skus, stock)]


def _filled(store: Store) -> None:
    """Let every text that can stand in an order stand in one."""
    for number, text in enumerate(CORPUS.values()):
        who = Recipient(text, "13800000001", "浙江省", "杭州市", "余杭区", text, text)
        order = shop.order(f"69{number:017d}", lines=(CanonicalLine(text, 1, "WY-CW-120", text),), recipient=who)
        try:
            shop.put(store, replace(order, buyer_note=text, buyer_id=text, shop=text[:50]))
        except StationError:
            continue


def test_exports_hold_no_formula(file: Store, tmp_path: Path) -> None:
    _filled(file)
    for name in ("orders.csv", "orders.xlsx"):
        say(file, "privacy", "export", str(tmp_path / name), "--days", "4000")
    say(file, "audit", "export", str(tmp_path / "audit.csv"))
    say(file, "stock", "export", str(tmp_path / "stock.csv"))
    cells = []
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells += [cell for row in csv.reader(stream) for cell in row]
    assert len(cells) > 300
    assert [cell[:40] for cell in cells if cell.startswith(_RUN) and not cell.lstrip("+-").isdigit()] == []
    sheet = load_workbook(tmp_path / "orders.xlsx").active
    assert sheet is not None
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


@pytest.mark.parametrize("language", sorted(registry.extensions("printing.languages", "language")))
def test_a_label_prints_the_text_and_obeys_nothing_in_it(language: str) -> None:
    layout, fields = samples.samples()["exchange"]
    encoder = languages.find(language)
    for text in list(CORPUS.values())[::3]:
        told = replace(fields, recipient=replace(fields.recipient, name=text, address=text), remark=text)
        printed = encoder.encode(layouts.draw(layout, told), PrinterSettings())
        assert [command for command in _COMMANDS if command in printed] == []
        assert printed.count(b"^XA") == (1 if language == "zpl" else printed.count(b"^XA"))


def test_windows_show_it_as_it_is(file: Store, home: Path, qtbot: QtBot) -> None:
    _filled(file)
    window = DeskWindow(Settings(home, "", "1"), store=file)
    qtbot.addWidget(window)
    window.begin()
    for name in registry.extensions("ui.desk.pages", "page"):
        window.page(name)
        qtbot.waitUntil(lambda: not window.jobs.pending)
    for html in ("html", "html_script", "html_file"):
        window.asks_who = lambda _known: None
        find = window.page("find_order")
        find.box.setText(CORPUS[html])  # type: ignore[attr-defined]
        find.look_up()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: not window.jobs.pending)
    rich = [one.text() for one in window.findChildren(QLabel) if one.textFormat() is not Qt.TextFormat.PlainText]
    assert [text for text in rich if "<" in text] == []
    window.close()
