"""``figures NAME``: one figure on the screen or as a file (CSV, XLSX, PNG where it can be drawn)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from station.clock import SHANGHAI
from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.figures.base import Answer, Figure
    from station.store.engine import Tx
    from ui.commands.base import Command, Context

_KINDS = ("csv", "xlsx", "pdf", "png")
_SHOWN = 40


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


class Figures:
    """Count and show."""

    @property
    def help(self) -> str:
        """One line."""
        return _("numbers to steer by, on the screen or as a file")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add which, when and where to."""
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--since", type=_day, metavar="DAY", help=_("first day, such as 2026-11-01"))
        parser.add_argument("--until", type=_day, metavar="DAY", help=_("day after the last one"))
        parser.add_argument("--order", metavar="KEY", help=_("only the order with this number (reconciliation)"))
        for kind in _KINDS:
            parser.add_argument(f"--{kind}", type=Path, metavar="FILE")
        acting(parser)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Count; a file needs the permission to export."""
        from station.figures.base import Period

        figure = _figure(given.name)
        now = context.store.clock.now()
        period = Period(given.since or now - timedelta(days=30), given.until or now + timedelta(seconds=1))
        files = {kind: path for kind in _KINDS if (path := getattr(given, kind)) is not None}
        if files:
            _permit(context, given.operator, given.name)
        with context.store.read() as tx:
            answer = figure.answer(tx, period) if given.order is None else _of_order(figure, tx, given.order)
        for kind, path in files.items():
            _write(figure, answer, kind, path)
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        told = {"name": given.name, "title": figure.title, "summary": answer.summary, "rows": rows}
        context.show({**told, "files": [str(path) for path in files.values()]}, _lines(figure, answer))
        return 0


def _figure(name: str) -> Figure:
    from station.registry import extensions

    known: dict[str, Figure] = extensions("station.figures", "figure")
    if name not in known:
        raise UserError(
            _("There is no figure called {name}").format(name=name[:40]),
            _("choose one of: {names}").format(names=", ".join(sorted(known))),
            code="UNKNOWN_FIGURE",
        )
    return known[name]


def _of_order(figure: Figure, tx: Tx, key: str) -> Answer:
    from station.figures.reconciliation import Reconciliation

    if not isinstance(figure, Reconciliation):
        raise UserError(_("This figure is not counted for one order"), _("leave out --order"), code="NOT_BY_ORDER")
    return figure.of(tx, key)


def _permit(context: Context, operator: str, name: str) -> None:
    from station.people.permit import act
    from station.people.roles import Action

    station = context.settings.station
    context.store.write(lambda tx: act(tx, operator, Action.EXPORT, station=station, subject=name))


def _write(figure: Figure, answer: Answer, kind: str, path: Path) -> None:
    from station.figures import write
    from station.figures.write_pdf import write_pdf

    if kind == "csv":
        write.write_csv(answer, path)
    elif kind == "xlsx":
        write.write_xlsx(answer, path)
    elif kind == "pdf":
        write_pdf(answer, path, title=figure.title)
    elif hasattr(figure, "chart"):
        figure.chart(answer, path)
    else:
        raise UserError(_("This figure is not drawn"), _("write it as CSV, XLSX or PDF"), code="NO_CHART")


def _lines(figure: Figure, answer: Answer) -> list[str]:
    lines = [figure.title, *(f"{name}: {value}" for name, value in answer.summary.items())]
    if answer.rows:
        lines.append("\t".join(answer.columns))
        lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in answer.rows[:_SHOWN]]
    if len(answer.rows) > _SHOWN:
        lines.append(_("… and {n} more: write them with --csv or --xlsx").format(n=len(answer.rows) - _SHOWN))
    return lines


command: Command = Figures()
