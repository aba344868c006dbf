"""``key show | export FILE | import FILE | rotate``: the key of personal data, without which no backup can be read.

``export`` wraps the key under a passphrase (typed, or PACKBENCH_PASSPHRASE) for the safe; ``import`` brings it back on
a new machine; ``rotate`` seals everything again with a new key. The key itself is never printed.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context

_SHORTEST = 10


class Key:
    """Look after the key."""

    @property
    def help(self) -> str:
        """One line."""
        return _("the key of personal data: where it is, carry it away, bring it back, change it")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("show", help=_("where the key is kept"))
        export = verbs.add_parser("export", help=_("write the key, wrapped under a passphrase, for the safe"))
        export.add_argument("file", type=Path, metavar="FILE")
        acting(export)
        bring = verbs.add_parser("import", help=_("bring the key back on this machine"))
        bring.add_argument("file", type=Path, metavar="FILE")
        acting(verbs.add_parser("rotate", help=_("seal everything again with a new key")))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"show": _show, "export": _export, "import": _import, "rotate": _rotate}[given.verb](given, context)


def _show(_given: argparse.Namespace, context: Context) -> int:
    from station.store import keys

    vault = context.store.vault
    value = {"kept_in": keys.place(context.settings.home, vault), "check": vault.check[:8], "older": len(vault.older)}
    told = _("The key {check} is kept in: {place}").format(check=value["check"], place=value["kept_in"])
    context.show(value, told)
    return 0


def _export(given: argparse.Namespace, context: Context) -> int:
    from station.people.permit import act
    from station.people.roles import Action
    from station.store import keys

    station = context.settings.station
    context.store.write(lambda tx: act(tx, given.operator, Action.KEY, station=station, detail={"key": "export"}))
    vault = context.store.vault
    with os.fdopen(os.open(given.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
        stream.write(keys.wrap(vault.key, _passphrase(twice=True)))
    context.show(
        {"file": str(given.file), "check": vault.check[:8]},
        _("Key written to {file}: keep it in the safe, apart from the backups and apart from the passphrase").format(
            file=given.file
        ),
    )
    return 0


def _import(given: argparse.Namespace, context: Context) -> int:
    from station.store import keys
    from station.store.vault import check

    key = keys.unwrap(given.file.read_bytes(), _passphrase(twice=False))
    keys.stage(context.settings.home, key)
    context.show(
        {"check": check(key)[:8]},
        _("The key {check} is here now; a store or backup it fits can be opened").format(check=check(key)[:8]),
    )
    return 0


def _rotate(given: argparse.Namespace, context: Context) -> int:
    from station.people.safekeeping import rotate_key

    rows, photos = rotate_key(context.store, actor=given.operator, station=context.settings.station)
    told = _("Sealed again with a new key: {rows} rows, {photos} photos. Export it; old backups need the old one")
    context.show(
        {"rows": rows, "photos": photos, "check": context.store.vault.check[:8]},
        told.format(rows=rows, photos=photos),
    )
    return 0


def _passphrase(*, twice: bool) -> str:
    given = os.environ.get("PACKBENCH_PASSPHRASE", "")
    if not given and sys.stdin.isatty():
        given = getpass.getpass(_("Passphrase: "))
        if twice and getpass.getpass(_("Once more: ")) != given:
            raise UserError(_("The two passphrases differ"), _("try again"), code="PASSPHRASE")
    if len(given) < _SHORTEST:
        raise UserError(
            _("The passphrase is too short"), _("use {n} characters or more").format(n=_SHORTEST), code="PASSPHRASE"
        )
    return given


command: Command = Key()
