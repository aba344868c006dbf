"""``shop packaging``, ``camera``, ``label-camera``, ``scale``: what a bench weighs, photographs and looks with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from station.store.engine import Tx
    from ui.commands.base import Context

_NONE = "none"


def packaging(given: argparse.Namespace, context: Context) -> None:
    """Say what the packaging weighs."""
    from station.packing.bench_choices import choose_packaging

    station = context.settings.station
    context.store.write(lambda tx: choose_packaging(tx, given.grams, operator_no=given.operator, station=station))


def camera(given: argparse.Namespace, context: Context) -> None:
    """Choose the camera."""
    from station.packing.bench_choices import choose_camera

    here = context.settings.station
    place = "" if given.place == _NONE else given.place
    context.store.write(
        lambda tx: choose_camera(tx, given.station or here, place, operator_no=given.operator, station=here)
    )


def label_camera(given: argparse.Namespace, context: Context) -> None:
    """Choose the camera that looks at labels."""
    from station.packing.bench_choices import choose_label_camera

    here = context.settings.station
    place = "" if given.place == _NONE else given.place
    context.store.write(
        lambda tx: choose_label_camera(tx, given.station or here, place, operator_no=given.operator, station=here)
    )


def scale(given: argparse.Namespace, context: Context) -> None:
    """Choose the scale."""
    from ui.setup.scanners.stored import keep_scale

    place = "" if given.place == _NONE else given.place
    here = context.settings.station
    context.store.write(
        lambda tx: keep_scale(tx, given.station or here, place, operator_no=given.operator, station=here)
    )


def shown(tx: Tx, station: str) -> dict[str, Any]:
    """Return what is chosen for this bench."""
    from station.packing.bench_choices import chosen
    from ui.setup.scanners.stored import scale_of

    found = chosen(tx, station)
    cameras = {"camera": found.camera, "label_camera": found.label_camera}
    return {"packaging_g": found.packaging_g, **cameras, "scale": scale_of(tx, station)}
