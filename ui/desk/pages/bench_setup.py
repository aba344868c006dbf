"""Set-up of a bench: cameras, scale, what the packaging weighs; and which SKUs ask for a number with each piece.

F5 keeps the bench's fields, Enter in the SKU field keeps what is asked for. Camera and scale are used from the bench's
next start. Only those may who may change settings (the catalogue for SKUs).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from station.text import _
from ui.widgets.code_edit import CodeEdit
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from station.store.engine import Store
    from ui.desk.page import Desk, Page


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a bench has."""

    camera: str
    label_camera: str
    scale: str
    packaging_g: int


class BenchSetup(QWidget):
    """Two forms: the bench, and one SKU."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.bench = QLineEdit(desk.station)
        self.camera = CodeEdit(placeholderText=_("0, /dev/video0; empty for none"))
        self.label_camera = CodeEdit(placeholderText=_("0, /dev/video0; empty: nobody looks"))
        self.scale = CodeEdit(placeholderText=_("/dev/ttyUSB0?baud=9600, COM4; empty for none"))
        self.packaging = QSpinBox(maximum=20_000, suffix=" g")
        self.keep = named(QPushButton(_("Keep (F5)")), "main")
        self.sku = CodeEdit(placeholderText=_("SKU code or barcode"))
        self.what = QComboBox()
        for what, words in (("", _("no number")), ("serial", _("serial number")), ("batch", _("batch number"))):
            self.what.addItem(words, what)
        self.keep_sku = QPushButton(_("Keep for this SKU"))
        self.told = named(QLabel(wordWrap=True), "quiet")
        self._lay_out()
        self.setFocusProxy(self.bench)
        self.bench.editingFinished.connect(self.look)
        self.keep.clicked.connect(self.save)
        self.keep_sku.clicked.connect(self.save_sku)
        self.sku.returnPressed.connect(self.save_sku)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.save)

    def look(self) -> None:
        """Read what this bench has."""
        self._desk.ask(partial(_read, bench=self.bench.text().strip()), then=self._show)

    def save(self) -> None:
        """Keep the bench's fields."""
        camera, looks, scale = (edit.text().strip() for edit in (self.camera, self.label_camera, self.scale))
        wanted = Chosen(camera, looks, scale, self.packaging.value())
        work = partial(_save, desk=self._desk, bench=self.bench.text().strip(), wanted=wanted)
        self._desk.ask(work, then=self._saved)

    def save_sku(self) -> None:
        """Keep what is asked for with each piece of this SKU."""
        sku, what = self.sku.text().strip(), str(self.what.currentData())
        if sku:
            work = partial(_save_sku, desk=self._desk, sku=sku, what=what)
            self._desk.ask(work, then=lambda code: self.told.setText(_("Kept for {sku}").format(sku=code)))

    def showEvent(self, event: QShowEvent) -> None:
        """Look now."""
        self.look()
        super().showEvent(event)

    def _show(self, found: Chosen) -> None:
        self.camera.setText(found.camera)
        self.label_camera.setText(found.label_camera)
        self.scale.setText(found.scale)
        self.packaging.setValue(found.packaging_g)

    def _saved(self, found: Chosen) -> None:
        self._show(found)
        told = [_("Kept. Camera and scale are used from the bench's next start")]
        if found.scale and not found.packaging_g:
            told.append(_("Weigh an empty carton with its filling and label and enter it: boxes would seem too heavy"))
        self.told.setText("\n".join(told))

    def _lay_out(self) -> None:
        bench, sku = QFormLayout(), QFormLayout()
        bench.addRow(_("Bench"), self.bench)
        bench.addRow(_("Camera"), self.camera)
        bench.addRow(_("Camera that looks at labels"), self.label_camera)
        bench.addRow(_("Scale"), self.scale)
        bench.addRow(_("Packaging weighs"), self.packaging)
        bench.addRow("", self.keep)
        sku.addRow(_("SKU"), self.sku)
        sku.addRow(_("Scan with every piece"), self.what)
        sku.addRow("", self.keep_sku)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Bench set-up")), "title"))
        down.addLayout(bench)
        down.addWidget(named(QLabel(_("Serial and batch numbers")), "title"))
        down.addLayout(sku)
        down.addWidget(self.told)
        down.addStretch(1)


def _read(store: Store, bench: str) -> Chosen:
    from station.packing.bench_choices import chosen
    from ui.setup.scanners.stored import scale_of

    with store.read() as tx:
        found = chosen(tx, bench)
        return Chosen(found.camera, found.label_camera, scale_of(tx, bench), found.packaging_g)


def _save(store: Store, desk: Desk, bench: str, wanted: Chosen) -> Chosen:
    from station.packing import bench_choices as choosing
    from ui.setup.scanners.stored import keep_scale

    before, who, here = _read(store, bench), desk.operator, desk.station
    if wanted.packaging_g != before.packaging_g:
        store.write(lambda tx: choosing.choose_packaging(tx, wanted.packaging_g, operator_no=who, station=here))
    if wanted.camera != before.camera:
        store.write(lambda tx: choosing.choose_camera(tx, bench, wanted.camera, operator_no=who, station=here))
    if wanted.label_camera != before.label_camera:
        place = wanted.label_camera
        store.write(lambda tx: choosing.choose_label_camera(tx, bench, place, operator_no=who, station=here))
    if wanted.scale != before.scale:
        store.write(lambda tx: keep_scale(tx, bench, wanted.scale, operator_no=who, station=here))
    return _read(store, bench)


def _save_sku(store: Store, desk: Desk, sku: str, what: str) -> str:
    from station.packing.bench_choices import choose_capture

    who, here = desk.operator, desk.station
    return store.write(lambda tx: choose_capture(tx, sku, what, operator_no=who, station=here))


class _Page:
    @property
    def order(self) -> int:
        return 95

    @property
    def title(self) -> str:
        return _("Bench set-up")

    def make(self, desk: Desk) -> QWidget:
        return BenchSetup(desk)


page: Page = _Page()
