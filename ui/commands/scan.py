"""``scan CODE…``: acts on codes as if a packer scanned them, and prints what the bench would show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.text import _

if TYPE_CHECKING:
    import argparse

    from station.packing.view import BenchView
    from ui.commands.base import Command, Context


class Scan:
    """The bench without a window."""

    @property
    def help(self) -> str:
        """One line."""
        return _("scan codes at a bench and see what it says")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the codes and who scans where."""
        parser.add_argument("codes", nargs="+", metavar="CODE")
        parser.add_argument("--operator", help=_("operator number who stands at the bench"))
        parser.add_argument("--station", default=None, help=_("name of the bench"))
        parser.add_argument("--photo", type=Path, help=_("a picture that shows what is missing, kept with the order"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Print one answer a code."""
        from scanners.symbology import forms
        from station.packing.session import login, scan

        station = given.station or context.settings.station
        if given.operator:
            login(context.store, given.operator, station=station)
        picture = _picture(given.photo) if given.photo is not None else b""
        before = ""
        for code in given.codes:
            shown = scan(context.store, code, station=station, forms=forms(code), shown=before, picture=picture)
            before = shown.order.order_id if shown.order is not None else ""
            context.show(plain(shown), text(shown))
        return 0


def _picture(path: Path) -> bytes:
    from station.errors import UserError

    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(_("The photo cannot be read"), _("choose the file again"), code="BAD_PHOTO") from error


def plain(shown: BenchView) -> dict[str, Any]:
    """Return the JSON of the contract."""
    return {
        "code": shown.code,
        "kind": shown.kind,
        "verdict": str(shown.verdict) if shown.verdict is not None else None,
        "result": str(shown.result) if shown.result is not None else None,
        "order_id": shown.order.order_id if shown.order is not None else None,
        "message": shown.message,
        "reason": list(shown.reason),
        "lockable": shown.lockable,
        "next": shown.next_step,
        "hints": [
            {
                "rule": card.rule,
                "text": card.text,
                "severity": str(card.severity),
                "why": card.why,
                "answer": card.answer,
            }
            for card in shown.hints
        ],
        "expects": [
            {"sku": row.sku, "name": row.name, "spec": row.spec, "wanted": row.wanted, "scanned": row.scanned}
            for row in shown.items
            if row.scanned < row.wanted
        ],
        "print": list(shown.print_jobs),
        "choices": [head.order_id for head in shown.choices],
    }


def text(shown: BenchView) -> list[str]:
    """Return the lines people read."""
    head = " ".join(part for part in (str(shown.verdict or ""), shown.order.short_code if shown.order else "") if part)
    return [
        line
        for line in (head, shown.message, *shown.reason, *(card.text for card in shown.hints), shown.next_step)
        if line
    ]


command: Command = Scan()
