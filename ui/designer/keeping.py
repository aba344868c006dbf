"""What the designer asks of the shop, all on the worker: versions, drawing, saving, going back, a test print.

Saving checks the layout again where nobody can skip it; who may is decided in ``station/packing/label_layouts.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from printing.layouts import base, design, faults, needs
from printing.layouts.base import Paper
from printing.layouts.samples import samples
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from printing.layouts.design import Design
    from printing.layouts.faults import Fault
    from printing.raster import Raster
    from station.store.engine import Store
    from ui.asker import Asker


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a layout; 0 is the built-in one."""

    number: int
    design: Design
    by: str = ""
    at: datetime | None = None
    in_use: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """What there is of a kind of label.

    Attributes:
        printers: (role, its name) of this station.
    """

    versions: tuple[Version, ...]
    printers: tuple[tuple[str, str], ...]

    @property
    def used(self) -> Version:
        """The version labels are printed by."""
        return next(one for one in self.versions if one.in_use)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A layout as it prints, and what is wrong with it."""

    raster: Raster
    faults: tuple[Fault, ...]


def sample(kind: str) -> Any:
    """Return an invented label of a kind."""
    return samples()[kind][1]


def kinds() -> tuple[str, ...]:
    """Return the kinds of labels that can be laid out, the first that is shown first."""
    return tuple(sorted(needs.kinds(), key=lambda kind: (kind == "item", kind)))


def kind_name(kind: str) -> str:
    """Return what people call a kind of label."""
    return {"exchange": _("Exchange waybill"), "waybill": _("Waybill"), "item": _("Item label")}.get(kind, kind)


def papers(kind: str) -> tuple[Paper, ...]:
    """Return the papers a layout may begin with, the usual one first."""
    return tuple(Paper(*size) for size in needs.kinds()[kind].papers)


def built_in(kind: str, paper: Paper) -> Design:
    """Return the program's own layout as data."""
    return design.starter(kind, base.draw(kind, sample(kind), paper), sample(kind))


def load(store: Store, *, kind: str, station: str) -> Stored:
    """Return every version, newest first, the built-in one last."""
    from station.packing.printers import of_station, role_name
    from station.store import label_designs

    with store.read() as tx:
        rows = [row for row in label_designs.versions(tx) if row.kind == kind]
        printers = tuple((str(role), role_name(role)) for role in of_station(tx, station))
    own = [Version(row.version, design.read(row.body), row.made_by, row.made_at, bool(row.active)) for row in rows]
    first = Version(0, built_in(kind, papers(kind)[0]), in_use=not any(one.in_use for one in own))
    return Stored((*own, first), printers)


def look(made: Design, *, dpmm: int) -> Drawn:
    """Return the layout as it prints now, with every fault at its part."""
    values = sample(made.kind)
    return Drawn(faults.drawn(made, values, dpmm)[0], faults.find(made, values))


def save(store: Store, *, made: Design, desk: Asker) -> Stored:
    """Keep a new version and print by it.

    Raises:
        station.errors.UserError: it cannot be printed or scanned, or the person may not.
    """
    from station.packing import label_layouts

    faults.check(made, sample(made.kind))
    who, station = desk.operator, desk.station
    store.write(lambda tx: label_layouts.save(tx, design.body(made), operator=who, station=station))
    return load(store, kind=made.kind, station=station)


def use(store: Store, *, kind: str, version: int, desk: Asker) -> Stored:
    """Print by an older version again.

    Raises:
        station.errors.UserError: the person may not.
    """
    from station.packing import label_layouts

    who, station = desk.operator, desk.station
    store.write(lambda tx: label_layouts.use(tx, kind, version, operator=who, station=station))
    return load(store, kind=kind, station=station)


def test_print(store: Store, *, made: Design, role: str, desk: Asker) -> str:
    """Print the sample by this layout at a printer of this station and return the job.

    Raises:
        station.errors.UserError: it cannot be printed, or the person may not.
    """
    from station.packing import documents

    said, values = _("Test print: not for a parcel"), sample(made.kind)
    values = replace(values, remark=said) if hasattr(values, "remark") else replace(values, place=said)
    faults.check(made, values)
    asked = {"station": desk.station, "operator": desk.operator, "printer": role}
    return store.write(lambda tx: documents.ask(tx, made.kind, values, design=design.body(made), **asked))
