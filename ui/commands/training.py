"""``training start|run|score``: ten masked orders of the past in a sandbox, the bench on it, and the score sheet.

``start --operator NO`` makes the sandbox anew (``<data>/training``), ``run`` opens the bench on it under the word 培训,
``score`` prints the sheet. Labels are drawn into the sandbox's folder: no printer, no stock, no channel hears of it.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from typing import TYPE_CHECKING

from station.errors import UserError
from station.settings import Settings
from station.text import _

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from ui.commands.base import Command, Context


class Training:
    """Training of a new packer."""

    @property
    def help(self) -> str:
        """One line."""
        return _("train a new packer on orders of the past, in a sandbox")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        start = verbs.add_parser("start", help=_("make the sandbox anew"))
        start.add_argument("--operator", required=True, help=_("operator number of the trainee"))
        start.add_argument("--orders", type=int, default=10)
        run = verbs.add_parser("run", help=_("open the bench on the sandbox"))
        run.add_argument("--windowed", action="store_true", help=_("not full screen"))
        verbs.add_parser("score", help=_("print the score sheet"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        folder = context.settings.home / "training"
        settings = Settings(folder, f"sqlite:///{folder / 'packbench.db'}", context.settings.station)
        if given.verb == "start":
            return _start(given, context, settings)
        if not (folder / "packbench.db").exists():
            raise UserError(
                _("There is no sandbox yet"), _("make it with “training start --operator NO”"), code="NO_SANDBOX"
            )
        if given.verb == "run":
            from ui import app

            os.environ["PACKBENCH_PRINTER"] = f"png+{(folder / 'labels').as_uri()}"
            return app.bench(settings, windowed=given.windowed)
        return _score(context, settings)


def _start(given: argparse.Namespace, context: Context, settings: Settings) -> int:
    from station.packing.training import build
    from station.store.engine import open_store

    _empty(settings.home)
    target = open_store(settings)
    try:
        codes = build(context.store, target, operator_no=given.operator, station=settings.station, orders=given.orders)
    finally:
        target.close()
    context.show({"store": settings.store_url, "orders": codes}, [_("Orders to pack:"), *codes])
    return 0


def _score(context: Context, settings: Settings) -> int:
    from station.packing.training import score
    from station.store.engine import open_store

    target = open_store(settings)
    try:
        found = score(target)
    finally:
        target.close()
    mean = round(sum(found.seconds) / len(found.seconds)) if found.seconds else 0
    lines = [
        _("{name} ({no}): {packed} of {orders} orders packed").format(
            name=found.name, no=found.operator_no, packed=found.packed, orders=found.orders
        ),
        _("wrong scans: {n}").format(n=sum(found.errors.values())),
        _("scans taken back: {n}").format(n=found.undone),
        _("seconds an order: {n}").format(n=mean),
        _("passed") if found.passed else _("not passed yet"),
    ]
    context.show(dataclasses.asdict(found), lines)
    return 0


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "labels").mkdir(parents=True, exist_ok=True)


command: Command = Training()
