"""``demo``: a demo shop in its own store, opened at the bench; ``--tour DIR`` plays the day without a person."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import BugError
from station.settings import Settings, home
from station.text import _

if TYPE_CHECKING:
    import argparse

    from station.store.engine import Store
    from ui.commands.base import Command, Context


class Demo:
    """The demo shop."""

    @property
    def help(self) -> str:
        """One line."""
        return _("open the bench on a demo shop, or play the tour")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the tour's folder."""
        parser.add_argument("--tour", metavar="DIR", default=None, help=_("play the tour and leave pictures here"))
        told = _("pictures of every situation at the bench, both languages, two sizes")
        parser.add_argument("--situations", metavar="DIR", default=None, help=told)
        parser.add_argument("--windowed", action="store_true", help=_("not full screen"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Open the bench, or play the tour where there is no display."""
        if given.situations is not None:
            return situations(Path(given.situations).resolve(), context)
        folder = given.tour
        if folder is None and not has_display():
            folder = "tour"
        if folder is not None:
            return tour(Path(folder).resolve(), context)
        return bench(windowed=given.windowed)


def has_display() -> bool:
    """Tell whether a window can be shown to a person."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def bench(*, windowed: bool) -> int:
    """Open the bench on the demo shop, making it the first time, with the emulated printer beside it."""
    from printing.emulator import Emulator
    from station.orders.states import State
    from station.packing.labels import PRINTER
    from station.store import catalogue, choices
    from station.store import orders as master
    from station.store.engine import open_store
    from ui import app

    folder = home() / "demo"
    settings = _settings(folder)
    store = open_store(settings)
    with store.read() as tx:
        fresh = catalogue.count(tx) == 0
    if fresh:
        _fill(store, folder, settings.station)
    with store.read() as tx:
        codes = master.waiting(tx, states=[State.ALLOCATED], limit=1)
    tip = _("No scanner? Type {code} and press Enter").format(code=codes[0]) if codes else ""
    with Emulator(folder / "labels") as emulator:
        store.write(lambda tx: choices.put(tx, f"printer:{settings.station}:{PRINTER}", emulator.url()))
        store.close()
        return app.bench(settings, windowed=windowed, tip=tip)


def _fill(store: Store, folder: Path, station: str) -> None:
    """Make the demo shop, import today's exports and let the packer stand at the bench."""
    from station.clock import SystemClock
    from station.intake.files import import_files
    from station.packing.session import login
    from ui.demo.shop import build

    sys.stderr.write(_("Making the demo shop, a few seconds…") + "\n")
    stories = build(store, folder / "exports", SystemClock())
    import_files(store, stories.imports)
    login(store, stories.packer, station=station)


def tour(folder: Path, context: Context) -> int:
    """Play the tour into a folder and return the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.demo.hands import TooSlowError
    from ui.demo.stage import set_up
    from ui.demo.story import TourFailedError
    from ui.demo.tour import play

    for part in ("pictures", "labels", "exports", "shop"):
        shutil.rmtree(folder / part, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    stage = set_up(folder, _settings(folder / "shop"))
    try:
        play(stage)
    except (TourFailedError, TooSlowError, StopIteration) as failed:
        stage.hands.picture(folder / "failed.png")
        raise BugError(
            _("The tour stopped: {why}").format(why=failed), _("see failed.png and report.html"), code="TOUR_FAILED"
        ) from failed
    finally:
        report = stage.story.write(stage.figures)
        stage.close()
    checks = sum(len(step.checks) for step in stage.story.steps)
    shown = {"report": str(report), "steps": len(stage.story.steps), "checks": checks, "labels": stage.labels}
    context.show(
        shown,
        _("Tour done: {steps} steps, {checks} checks, {labels} labels. Open {report}").format(
            steps=len(stage.story.steps), checks=checks, labels=stage.labels, report=report
        ),
    )
    return 0


def situations(folder: Path, context: Context) -> int:
    """Write the pictures of every situation and return the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.demo.situations import pictures

    count = pictures(folder)
    context.show(
        {"pictures": count, "folder": str(folder)}, _("{n} pictures in {folder}").format(n=count, folder=folder)
    )
    return 0


def _settings(folder: Path) -> Settings:
    return Settings(folder, f"sqlite:///{folder / 'packbench.db'}", "3")


command: Command = Demo()
