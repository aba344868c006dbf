"""What a person chooses for packing: weight of the packaging, the camera of a bench, which SKUs ask for a number.

A command and the desk's page "Bench set-up" call it; ``weigh.py``, the bench's camera and ``items.py`` read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.intake.skus import unknown_sku
from station.packing.items import BATCH, SERIAL
from station.packing.weigh import TARE, tare
from station.people.permit import act
from station.people.roles import Action
from station.store import catalogue, choices
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

CAPTURES = ("", SERIAL, BATCH)
MOST_G = 20_000


class BenchChoiceError(UserError):
    """This cannot be chosen."""

    code = "BENCH_CHOICE"


@dataclass(frozen=True, slots=True)
class BenchChoices:
    """What holds for one bench.

    Attributes:
        packaging_g: weight of the packaging, for the whole shop.
        camera: where the camera of this bench is, such as ``0`` or ``/dev/video0``; "" for none.
        label_camera: the one that looks whether the right label came out; may be the same; "" for none.
    """

    packaging_g: int
    camera: str
    label_camera: str


def chosen(tx: Tx, bench: str) -> BenchChoices:
    """Return what was chosen."""
    return BenchChoices(tare(tx), choices.get(tx, camera_of(bench)), choices.get(tx, label_camera_of(bench)))


def camera_of(bench: str) -> str:
    """Return the name of the choice of a bench's camera."""
    return f"camera:{bench}"


def label_camera_of(bench: str) -> str:
    """Return the name of the choice of the camera that looks at a bench's labels."""
    return f"label_camera:{bench}"


def choose_packaging(tx: Tx, grams: int, *, operator_no: str, station: str) -> None:
    """Say what carton, filling and label weigh together.

    Raises:
        BenchChoiceError: no weight of a packaging.
        station.errors.UserError: not theirs to choose.
    """
    if not 0 <= grams <= MOST_G:
        raise BenchChoiceError(
            _("{grams} g is no weight of a packaging").format(grams=grams), _("say 0 to {most} g").format(most=MOST_G)
        )
    act(tx, operator_no, Action.SETTINGS, station=station, subject=f"packaging {grams} g")
    choices.put(tx, TARE, str(grams))


def choose_camera(tx: Tx, bench: str, place: str, *, operator_no: str, station: str) -> None:
    """Say where the camera of a bench is; "" takes it away. The bench uses it from its next start.

    Raises:
        station.errors.UserError: not theirs to choose.
    """
    act(tx, operator_no, Action.SETTINGS, station=station, subject=f"camera {bench}")
    choices.put(tx, camera_of(bench), place.strip()[:200])


def choose_label_camera(tx: Tx, bench: str, place: str, *, operator_no: str, station: str) -> None:
    """Say which camera of a bench looks at its labels; "" for none. The bench uses it from its next start.

    Raises:
        station.errors.UserError: not theirs to choose.
    """
    act(tx, operator_no, Action.SETTINGS, station=station, subject=f"label camera {bench}")
    choices.put(tx, label_camera_of(bench), place.strip()[:200])


def choose_capture(tx: Tx, sku: str, what: str, *, operator_no: str, station: str) -> str:
    """Say whether packers scan a serial or batch number with every piece; return the SKU's code.

    Raises:
        station.intake.skus.UnknownSkuError: no such SKU.
        station.errors.UserError: not theirs to choose.
        ValueError: nothing that can be asked for.
    """
    if what not in CAPTURES:
        raise ValueError(what)
    row = next(iter(catalogue.by_codes(tx, [sku]).values()), None) or next(iter(catalogue.by_barcode(tx, sku)), None)
    if row is None:
        raise unknown_sku(sku)
    act(tx, operator_no, Action.CATALOGUE, station=station, subject=f"capture {row.code} {what or 'nothing'}")
    catalogue.set_capture(tx, row.code, what)
    return str(row.code)
