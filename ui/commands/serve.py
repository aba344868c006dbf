"""``serve``: the HTTP service for pushes of channels and for phones; ``serve phone`` lets one phone in.

Without ``--host`` only this machine can reach it. ``--host 0.0.0.0`` opens it to the shop's network with TLS, by its
own certificate or the shop's; ``--plain`` leaves TLS away, for a relay that has it. docs/serve.md.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.serve.server import Listening
    from ui.commands.base import Command, Context

_PHONE = "phone"
_QUIET = 4
_HALVES = ("█▄", "▀ ")  # [lower dark][upper dark]


class Serve:
    """The command."""

    @property
    def help(self) -> str:
        """One translated line."""
        return _("receive pushes of channels and photos of phones")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add where to listen."""
        parser.add_argument("what", nargs="?", choices=[_PHONE], help=_("phone: let one phone in, by a QR code"))
        parser.add_argument("--host", default="127.0.0.1", help=_("address to listen at; 0.0.0.0 is the whole network"))
        parser.add_argument("--port", type=int, default=8765, help=_("port to listen at"))
        parser.add_argument("--certificate", type=Path, help=_("the shop's own certificate (PEM)"))
        parser.add_argument("--key", type=Path, help=_("the key of that certificate (PEM)"))
        parser.add_argument("--plain", action="store_true", help=_("no TLS on the network: a relay before it has it"))
        parser.add_argument("--name", default="", help=_("what phones call this machine by; its address by default"))
        acting(parser)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Serve, or let a phone in."""
        if given.what == _PHONE:
            return _let_in(given, context)
        if (given.certificate is None) is not (given.key is None):
            raise UserError(
                _("A certificate needs its key"), _("give both --certificate and --key"), code="CERTIFICATE"
            )
        from station.serve.server import Wish, serve
        from station.serve.tls import Certificate

        files = Certificate(given.certificate, given.key) if given.certificate is not None else None
        wish = Wish(given.host, given.port, certificate=files, plain=given.plain, name=given.name)
        serve(context.store, wish, told=partial(_tell, context))
        return 0


def _tell(context: Context, here: Listening) -> None:
    import sys

    shown: dict[str, Any] = {"address": here.address, "fingerprint": here.fingerprint or None}
    lines = [_("Serving at {address}; Ctrl-C stops it").format(address=here.address)]
    if here.fingerprint:
        lines.append(_("Certificate SHA-256 {fingerprint}").format(fingerprint=here.fingerprint))
    context.show(shown, lines)
    sys.stdout.flush()


def _let_in(given: argparse.Namespace, context: Context) -> int:
    from printing.bars import fit_qr
    from printing.label import QR, Area
    from station.serve.tokens import issue

    station, actor = context.settings.station, given.operator
    door = context.store.write(lambda tx: issue(tx, station=station, actor=actor))
    told = _("Scan it with the phone within {n} minutes; it lets one phone in").format(n=door.minutes)
    context.show(
        {"address": door.address, "minutes": door.minutes},
        [*_drawn(fit_qr(QR(Area(0, 0, 100, 100), door.address), 8).rows), told],
    )
    return 0


def _drawn(rows: tuple[tuple[bool, ...], ...]) -> list[str]:
    """Return a QR code as text, two rows a line, light where a screen is dark."""
    empty = (False,) * (len(rows) + 2 * _QUIET)
    side = empty[:_QUIET]
    whole = [*(empty,) * _QUIET, *((*side, *row, *side) for row in rows), *(empty,) * (_QUIET + 1)]
    pairs = zip(whole[::2], whole[1::2], strict=False)
    return ["".join(_HALVES[lower][upper] for upper, lower in zip(*pair, strict=True)) for pair in pairs]


command: Command = Serve()
