"""Files people drop on the window or name to ``import`` -> orders of the shop, each once.

Every file is read and recognised by its columns; files that belong together (Taobao's order list and item list) are
merged before anything is accepted. One bad file or row never stops the others. The same file again changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from station.channels.base import Reading
from station.channels.reading import Told, read
from station.channels.recognise import channels, knows, recognise
from station.clock import SHANGHAI
from station.errors import UserError
from station.intake.accept import accept
from station.intake.cases import accept_cases
from station.intake.fact_files import FactList, kind_of, read_facts
from station.intake.facts import keep
from station.intake.merge import merge
from station.intake.profiles import fitting, stored
from station.intake.shops import under_known_shops
from station.intake.tables import read_table
from station.people.permit import act
from station.people.roles import Action
from station.rows import Refused
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from station.channels.export import Export
    from station.channels.profile import Profile
    from station.intake.tables import Table
    from station.orders.canonical import CanonicalOrder, ChannelStatus
    from station.store.engine import Store

_FACTS = 500
_STAMP = re.compile(
    r"(20\d{2})[-_.]?([01]\d)[-_.]?([0-3]\d)[-_ T.]?([0-2]\d)[-_.:]?([0-5]\d)(?:[-_.:]?([0-5]\d))?(?!\d)"
)


class UnknownChannelError(UserError):
    """A channel that does not exist was asked for."""

    code = "UNKNOWN_CHANNEL"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person says of the files.

    Attributes:
        channel: id of the channel; "" recognises it.
        shop: shop, where the files do not name it.
        statuses: their own meaning of status words.
        profiles: mappings for files no channel claims; filled in from the store.
    """

    channel: str = ""
    shop: str = ""
    statuses: Mapping[str, ChannelStatus] = field(default_factory=dict)
    profiles: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    Attributes:
        channel: recognised channel, or ``complaints``, ``receivables``, ``page_events``; "" when the file was refused.
        rows: data rows in the file.
        orders: orders (or after-sale cases, complaints, debts, events) the file tells of.
    """

    file: str
    channel: str = ""
    encoding: str = ""
    rows: int = 0
    orders: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Refused, ...] = ()


@dataclass(slots=True)
class _Opened:
    file: str
    channel: str = ""
    kind: str = ""
    encoding: str = ""
    rows: int = 0
    reading: Reading = field(default_factory=Reading)
    facts: FactList = field(default_factory=FactList)
    refused: list[Refused] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


def import_files(
    store: Store, paths: Sequence[Path], *, wish: Wish | None = None, actor: str = "", station: str = ""
) -> list[Imported]:
    """Read files and accept their orders; a file that cannot be read becomes a refusal of its own.

    Raises:
        UnknownChannelError: ``wish`` names a channel that does not exist.
        station.errors.UserError: the actor may not import.
    """
    wish = wish or Wish()
    if wish.channel and wish.channel not in channels():
        raise UnknownChannelError(
            _("There is no channel {channel}").format(channel=wish.channel),
            _("choose one of: {channels}").format(channels=", ".join(sorted(channels()))),
        )
    store.write(lambda tx: act(tx, actor, Action.IMPORT, station=station, detail={"files": len(paths)}))
    now = store.clock.now()
    with store.read() as tx:
        wish = replace(wish, profiles=stored(tx))
    opened = [_open(path, wish, now) for path in paths]
    _accept_orders(store, opened)
    for one in opened:
        _accept_cases(store, one)
        _keep_facts(store, one)
    return [_result(one) for one in opened]


def made_at(path: Path, now: datetime) -> datetime:
    """Return when an export was made: the time in its name where there is one, else the time of the file."""
    written = min(datetime.fromtimestamp(path.stat().st_mtime, UTC), now)
    found = _STAMP.search(path.stem)
    if found:
        try:
            named = datetime(*(int(part or 0) for part in found.groups()), tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]
        except ValueError:
            return written
        return min(named.astimezone(UTC), written)
    return written


def _open(path: Path, wish: Wish, now: datetime) -> _Opened:
    one = _Opened(path.name)
    try:
        table = read_table(path, knows=lambda header: _knows(header, wish))
        export, shop = _whose(table.header, wish)
        if export is None and not wish.channel and (kind := kind_of(table.header)):
            _open_facts(one, kind, table, now)
            return one
        if export is None:
            one.refused.append(Refused(0, "", "", _ambiguous()))
            return one
        told = Told(made_at(path, now), wish.shop or shop, wish.statuses)
        one.channel, one.kind, one.encoding = export.source, export.kind, table.encoding
        one.reading = read(export, table.rows, told=told)
        one.rows = len(table.rows) + len(table.refused)
        one.refused += [*table.refused, *one.reading.refused]
    except UserError as error:
        why = _("{happened}; {remedy}").format(happened=error.happened, remedy=error.remedy)
        one.refused.append(Refused(0, "", "", why))
    except OSError as error:
        why = _("The file cannot be opened ({why}): check its name").format(why=error.strerror or "")
        one.refused.append(Refused(0, "", "", why))
    return one


def _open_facts(one: _Opened, kind: str, table: Table, now: datetime) -> None:
    one.channel, one.kind, one.encoding = kind, kind, table.encoding
    one.facts = read_facts(kind, table.rows, now=now)
    one.rows = len(table.rows) + len(table.refused)
    one.refused += [*table.refused, *one.facts.refused]


def _knows(header: Sequence[str], wish: Wish) -> float:
    known = knows(header, channel=wish.channel)
    own = _profile(header, wish) is not None or (not wish.channel and kind_of(header))
    return known or (1.0 if own else 0.0)


def _profile(header: Sequence[str], wish: Wish) -> Profile | None:
    return None if wish.channel else fitting(wish.profiles, header)


def _whose(header: Sequence[str], wish: Wish) -> tuple[Export | None, str]:
    """Return how the file is read, and the shop a profile stands for: a channel's own columns come first."""
    export = recognise(header, channel=wish.channel)
    profile = _profile(header, wish) if export is None else None
    if profile is None:
        return export, ""
    return profile.export(), "" if "shop" in profile.columns else profile.name


def _ambiguous() -> str:
    return _("The columns fit several channels: say which one it is with --channel")


def _accept_orders(store: Store, opened: Sequence[_Opened]) -> None:
    told = [(one, order) for one in opened for order in one.reading.orders]
    merged: list[CanonicalOrder] = merge([(one.kind, order) for one, order in told])
    with store.read() as tx:
        merged = under_known_shops(tx, merged)
    outcome: dict[tuple[str, str], str] = {}
    for order, accepted in zip(merged, accept(store, merged), strict=True):
        outcome.setdefault((order.channel, order.number), accepted.outcome)
    for one, order in told:
        key = (order.channel, order.number)
        word = outcome.get(key, "unchanged")
        one.outcomes[word] += 1
        if word == "new":
            outcome[key] = "updated"  # counted once: a second file of the same order did not make it


def _accept_cases(store: Store, one: _Opened) -> None:
    reports = one.reading.cases
    for report, outcome in zip(reports, accept_cases(store, reports), strict=True):
        if outcome is None:
            why = _("The order of this case is not known yet: import the orders first, then this file again")
            one.refused.append(Refused(report.row, _("order number"), report.number, why))
        else:
            one.outcomes[outcome] += 1


def _keep_facts(store: Store, one: _Opened) -> None:
    listed = one.facts
    for start in range(0, len(listed.facts), _FACTS):
        kept = keep(store, listed.facts[start : start + _FACTS])
        for row, outcome in zip(listed.rows[start : start + _FACTS], kept.outcomes, strict=True):
            if outcome == "unknown":
                why = _("Nobody is known by this: import the orders first, then this file again")
                one.refused.append(Refused(row, "", "", why))
            else:
                one.outcomes[outcome] += 1


def _result(one: _Opened) -> Imported:
    return Imported(
        one.file,
        one.channel,
        one.encoding,
        one.rows,
        len(one.reading.orders) + len(one.reading.cases) + len(one.facts.facts),
        one.outcomes["new"],
        one.outcomes["updated"],
        one.outcomes["unchanged"],
        tuple(sorted(one.refused, key=lambda refused: refused.row)),
    )


def with_path(result: Imported, path: Path) -> Imported:
    """Return the result under the path as the person gave it."""
    return replace(result, file=str(path))
