"""The tour's stage: demo shop, windows, emulated printer, hands; and reading the labels that came out."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from printing.emulator import Emulator
from scanners.decode import read_symbols
from scanners.picture import load
from station.clock import SystemClock
from station.orders.find import one
from station.packing.labels import PRINTER
from station.packing.view import Result, RowState
from station.store import choices, prints
from station.store.engine import open_store
from station.text import _
from ui import app
from ui.demo.hands import Hands
from ui.demo.shop import build
from ui.demo.story import Story
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from station.intake.files import Imported
    from station.packing.view import BenchView
    from station.settings import Settings
    from station.store.engine import Store
    from ui.bench.window import BenchWindow
    from ui.demo.stories import Stories


@dataclass(slots=True)
class Stage:
    """Everything the tour plays with."""

    settings: Settings
    store: Store
    stories: Stories
    story: Story
    emulator: Emulator
    window: BenchWindow
    desk: DeskWindow
    hands: Hands
    figures: list[tuple[str, str]] = field(default_factory=list)
    labels: int = 0

    def short_code(self, number: str) -> str:
        """Return the short code of an order by any of its numbers."""
        with self.store.read() as tx:
            return one(tx, number).short_code

    def order_id(self, number: str) -> str:
        """Return the id of an order by any of its numbers."""
        with self.store.read() as tx:
            return one(tx, number).order_id

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the bench, or of another window."""
        self.hands.picture(self.story.next_picture(name), widget)

    def import_files(self) -> list[Imported]:
        """Drop the exports on the desk's import page and return what became of them."""
        page: Any = self.desk.page("import_orders")
        page.take(self.stories.imports)
        self.hands.until(lambda: not self.desk.jobs.pending, "the import did not end", 60)
        return list(page.results())

    def import_again(self) -> list[Imported]:
        """Drop the same files a second time and return what became of them."""
        before = len(self.import_files())
        page: Any = self.desk.page("import_orders")
        return list(page.results())[before - len(self.stories.imports) :]

    def wrong_item(self, shown: BenchView) -> None:
        """Scan an item that is not in the order and see the alarm."""
        strangers = (row.barcode for row in shown.items)
        alarm = self.hands.scan(self._sibling(set(strangers)))
        self.story.check(alarm.result is Result.WRONG and alarm.alarm is not None, _("A wrong item is stopped"))
        self.picture("wrong-item")

    def label(self, name: str) -> frozenset[str]:
        """Wait for the next label, keep it as ZPL, PNG and PDF, and return every code on it."""
        from printing.languages import base as languages
        from printing.layouts import base as layouts
        from printing.settings import PrinterSettings

        self.labels += 1
        self.hands.until(lambda: len(self.emulator.printed) >= self.labels, "no label came out")
        stem = self.story.folder / "labels" / f"label-{self.labels:03d}"
        with self.store.read() as tx:
            job = prints.listing(tx, limit=1)[0]
            fields = prints.fields_of(tx, job)
        drawn = layouts.draw_job(job.kind, fields)
        stem.with_suffix(".pdf").write_bytes(languages.find("pdf").encode(drawn, PrinterSettings()))
        self.story.steps[-1].labels.append(f"labels/{stem.name}")
        symbols = read_symbols(load(stem.with_suffix(".png"))[0])
        codes = frozenset(symbol.text for symbol in symbols)
        self.story.check(job.code in codes, _("The label's own barcode {code} can be read").format(code=job.code))
        return codes

    def label_code(self, codes: frozenset[str]) -> str:
        """Return the code of the latest label that a packer scans back."""
        with self.store.read() as tx:
            job = prints.listing(tx, limit=1)[0]
        self.story.check(job.code in codes, _("The code to scan is on the printed label"))
        return str(job.code)

    def close(self) -> None:
        """Close the windows, the printer and the store."""
        self.window.close()
        self.desk.close()
        self.emulator.close()
        self.store.close()

    def _sibling(self, barcodes: set[str]) -> str:
        from station.store import catalogue

        expected = next(row for row in self.window.view().items if row.state is RowState.EXPECTED)
        with self.store.read() as tx:
            row = catalogue.by_codes(tx, [expected.sku or ""])[expected.sku or ""]
            family = [sku.code for sku in catalogue.family(tx, row.family) if sku.code != expected.sku]
            found = catalogue.barcodes(tx, family)
        return next(code for codes in found.values() for code in codes if code not in barcodes)


def set_up(folder: Path, settings: Settings) -> Stage:
    """Build the demo shop in its own store and open the windows on it."""
    os.environ["PACKBENCH_MUTE"] = "1"
    application = app.application()
    clock = SystemClock()
    store = open_store(settings, clock=clock)
    stories = build(store, folder / "exports", clock)
    emulator = Emulator(folder / "labels").start()
    store.write(lambda tx: choices.put(tx, f"printer:{settings.station}:{PRINTER}", emulator.url()))
    window = app.bench_window(settings, clock=clock)
    window.resize(1920, 1080)
    window.show()
    desk = DeskWindow(settings, store=store)
    desk.resize(1440, 900)
    desk.show()
    desk.begin()
    stage = Stage(settings, store, stories, Story(folder), emulator, window, desk, Hands(window))
    window.begin()
    window.activateWindow()
    application.setActiveWindow(window)
    stage.hands.until(lambda: not window.jobs.pending and not desk.jobs.pending, "the windows did not open", 30)
    return stage
