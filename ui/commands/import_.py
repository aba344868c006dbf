"""``import FILE…``: export files of any channel into the store."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from station.orders.canonical import ChannelStatus
from station.text import _, ngettext
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from station.intake.files import Imported
    from ui.commands.base import Command, Context

_SHOWN = 20


def _status(text: str) -> tuple[str, ChannelStatus]:
    word, _sign, meaning = text.partition("=")
    return word, ChannelStatus(meaning)


def _pair(text: str) -> tuple[str, str]:
    name, _sign, column = text.partition("=")
    return name, column


class Import:
    """Import export files."""

    @property
    def help(self) -> str:
        """One line for ``--help``."""
        return _("import order exports (CSV, XLSX) of any channel")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add arguments."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        acting(parser)
        parser.add_argument("--channel", default="auto", help=_("channel, where the columns do not tell"))
        parser.add_argument("--shop", default="", metavar="NAME", help=_("shop, where the file does not name it"))
        parser.add_argument(
            "--status",
            action="append",
            type=_status,
            default=[],
            metavar="WORD=STATE",
            help=_("meaning of a status word: unpaid, deposit, paid, shipped, delivered or cancelled"),
        )
        parser.add_argument("--profile", default="", metavar="NAME", help=_("keep this mapping of columns as NAME"))
        parser.add_argument(
            "--map",
            action="append",
            type=_pair,
            default=[],
            metavar="FIELD=COLUMN",
            help=_("which column of an unknown file holds what: number, qty, code, title, name, phone, address …"),
        )
        parser.add_argument(
            "--rejected", type=Path, metavar="FOLDER", help=_("write refused rows here, to correct and import again")
        )

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Import and report each file."""
        from station.intake.files import Wish, import_files, with_path

        if given.profile:
            _keep_profile(given, context)
        channel = "" if given.channel == "auto" else given.channel
        wish = Wish(channel, given.shop, dict(given.status))
        results = import_files(
            context.store, given.files, wish=wish, actor=given.operator, station=context.settings.station
        )
        told = [with_path(result, path) for result, path in zip(results, given.files, strict=True)]
        lines = [line for result in told for line in _lines(result)]
        if given.rejected is not None:
            lines += _write_rejected(told, given.rejected, channel=channel)
        context.show({"files": [asdict(result) for result in told]}, lines)
        return 1 if any(not result.channel for result in told) else 0


def _lines(result: Imported) -> list[str]:
    head = _("{file}: {channel}, {rows} rows, {orders} orders: {new} new, {updated} changed, {unchanged} as before")
    lines = [
        head.format(
            file=Path(result.file).name,
            channel=_channel_name(result.channel),
            rows=result.rows,
            orders=result.orders,
            new=result.new,
            updated=result.updated,
            unchanged=result.unchanged,
        )
    ]
    for refused in result.rejected[:_SHOWN]:
        if not refused.row:
            lines.append(f"  {refused.why}")
            continue
        row = _("  row {row}, {column} “{value}”: {why}")
        lines.append(row.format(row=refused.row, column=refused.column, value=refused.value, why=refused.why))
    rest = len(result.rejected) - _SHOWN
    if rest > 0:
        lines.append(ngettext("  and {n} more row", "  and {n} more rows", rest).format(n=rest))
    return lines


def _keep_profile(given: argparse.Namespace, context: Context) -> None:
    from station.channels.profile import Profile
    from station.intake.profiles import keep

    statuses = {word: str(meaning) for word, meaning in given.status}
    profile = Profile(given.profile, dict(given.map), statuses)
    context.store.write(lambda tx: keep(tx, profile, actor=given.operator, station=context.settings.station))


def _write_rejected(told: Sequence[Imported], folder: Path, *, channel: str) -> list[str]:
    from station.intake.rejects import write_rejected

    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for result in told:
        if result.channel and result.rejected:
            out = folder / f"{Path(result.file).stem}-rejected.csv"
            n = write_rejected(Path(result.file), result.rejected, out=out, channel=channel)
            lines.append(
                _("{n} refused rows were written to {file}: correct them, then import it").format(n=n, file=out)
            )
    return lines


def _channel_name(channel: str) -> str:
    from station.channels.recognise import channels

    known = {
        "complaints": _("complaints"),
        "receivables": _("what buyers owe"),
        "page_events": _("behaviour on order pages"),
    }
    if not channel:
        return _("not imported")
    return known.get(channel) or channels()[channel].name


command: Command = Import()
