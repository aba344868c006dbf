"""Builds the Qt application and its windows; the only place that arranges them.

Before the window is on screen nothing heavy is imported: no database layer, no numpy, cv2, OCR or reportlab. A test
holds that. ``ui/commands/run.py`` and the tour call ``bench`` and ``desk``.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, Qt, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from station import text
from ui.collector import Collector
from ui.theme import fonts
from ui.theme.qss import sheet
from ui.theme.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from station.clock import Clock
    from station.settings import Settings
    from ui.bench.window import BenchWindow
    from ui.single import SingleWindow
    from ui.sound import Sound
    from ui.speech import Speech
    from ui.theme.tokens import Palette

_qt = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def application() -> QApplication:
    """Return the one application, dressed: font, style, Qt's own Chinese.

    Raises:
        station.fonts.FontMissingError: the bundled font is missing.
    """
    existing = QApplication.instance()
    _no_dead_keys()
    app = existing if isinstance(existing, QApplication) else QApplication(["packbench"])
    if app.property("dressed"):
        return app
    app.setProperty("dressed", True)  # noqa: FBT003 - Qt's signature
    qInstallMessageHandler(_on_qt_message)
    app.setApplicationName("packbench")
    app.setStyle("Fusion")
    fonts.load()
    app.setStyleSheet(sheet(palette()))
    if text.language() == "zh":
        _speak_chinese(app)
    Collector(app)
    return app


def _no_dead_keys() -> None:
    """Without an input method Qt composes dead keys, and eats marks of a scan on French or German layouts (X11)."""
    if sys.platform == "linux" and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_IM_MODULE", "none")


def palette() -> Palette:
    """Return the theme: dark when ``PACKBENCH_THEME=dark`` (night shift)."""
    return DARK if os.environ.get("PACKBENCH_THEME") == "dark" else LIGHT


def bench(settings: Settings, *, windowed: bool = False, tip: str = "") -> int:
    """Run the bench window until it is closed and return the exit status."""
    from ui.loudness import Loudness
    from ui.sound import Sound
    from ui.speech import Speech

    app = application()
    place = _only_one(settings, "bench")
    if place is None:
        return 0
    loudness = Loudness(settings.home, settings.station)
    sound, speech = Sound(loudness), Speech(loudness)
    window = bench_window(settings, sources=_sources(), sound=sound, speech=speech, tip=tip)
    place.asked_to_raise.connect(lambda: raise_(window))
    show(window, windowed=windowed)
    status = app.exec()
    place.close()
    return status


def desk(settings: Settings) -> int:
    """Run the desk window until it is closed and return the exit status."""
    from ui.desk.window import DeskWindow
    from ui.field_scans import FieldScans

    app = application()
    place = _only_one(settings, "desk")
    if place is None:
        return 0
    window = DeskWindow(settings)
    FieldScans(window)
    place.asked_to_raise.connect(lambda: raise_(window))
    window.resize(1440, 900)
    window.show()
    window.begin()
    status = app.exec()
    place.close()
    return status


def bench_window(
    settings: Settings,
    *,
    sources: Sequence[str] = (),
    clock: Clock | None = None,
    sound: Sound | None = None,
    speech: Speech | None = None,
    tip: str = "",
) -> BenchWindow:
    """Return a bench window on the store with its scanners and printer, not yet shown.

    ``tip`` stands on the empty bench as long as nothing else is said there.
    """
    from ui.bench.equipment import Equipment
    from ui.bench.store_session import StoreSession
    from ui.bench.window import BenchWindow

    application()
    equipment = Equipment(settings, sources=sources, clock=clock)
    session = StoreSession(
        settings, clock=clock, opened=equipment.begin, closing=equipment.close, picture=equipment.picture
    )
    window = BenchWindow(
        session, station=settings.station, clock=clock, sound=sound, speech=speech, palette=palette(), tip=tip
    )
    equipment.attach(window)
    return window


def show(window: BenchWindow, *, windowed: bool) -> None:
    """Show the window, then open the store on the worker."""
    if windowed:
        window.resize(1366, 768)
        window.show()
    else:
        window.showFullScreen()
    window.begin()


def raise_(window: QWidget) -> None:
    """Bring a window to the front."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _sources() -> list[str]:
    """Return the scanners named for this machine: ``PACKBENCH_SCANNERS="serial_port:///dev/ttyACM0 tcp://…"``."""
    return os.environ.get("PACKBENCH_SCANNERS", "").split()


def _only_one(settings: Settings, window: str) -> SingleWindow | None:
    from ui.single import SingleWindow as Single
    from ui.single import lock_name

    place = Single(lock_name(settings.station, settings.home, window))
    return place if place.take() else None


def _speak_chinese(app: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt.log(_LEVELS.get(kind, logging.INFO), "%s", message, extra={"category": context.category})
