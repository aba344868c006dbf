"""``benchmark NAME``: measures one claim of the README on this machine; one file a claim in ``tests/benchmarks``."""

from __future__ import annotations

import os
import platform
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ui.commands.base import Command, Context

FIELDS = ("n", "p50_ms", "p95_ms", "p99_ms", "per_second")


class Benchmark:
    """Measure."""

    @property
    def help(self) -> str:
        """One line."""
        return _("measure a speed on this machine")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add which and how large."""
        parser.add_argument("name")
        parser.add_argument("--orders", type=int, default=None, help=_("orders in the store"))
        parser.add_argument("--samples", type=int, default=None, help=_("measurements to take"))
        parser.add_argument("--folder", default=None, help=_("folder of labelled pictures"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Measure and print the figures."""
        known = claims()
        if given.name not in known:
            raise UserError(
                _("There is no benchmark called {name}").format(name=given.name),
                _("choose one of: {names}").format(names=", ".join(known)),
                code="UNKNOWN_BENCHMARK",
            )
        options = {
            name: value for name in ("orders", "samples", "folder") if (value := getattr(given, name)) is not None
        }
        measure = import_module(f"tests.benchmarks.{given.name}").measure
        strange = [f"--{name}" for name in options if name not in signature(measure).parameters]
        if strange:
            raise UserError(
                _("The benchmark {name} has no {option}").format(name=given.name, option=" ".join(strange)),
                _("leave it out"),
                code="UNKNOWN_OPTION",
            )
        figures: dict[str, Any] = measure(**options)
        result = {"name": given.name, **dict.fromkeys(FIELDS), **figures, "machine": machine()}
        context.show(result, [f"{name}: {value}" for name, value in result.items() if value is not None])
        return 0


def claims() -> list[str]:
    """Return the names of the benchmarks: files of ``tests/benchmarks`` with a ``measure``.

    Raises:
        UserError: this is an installed package, without the tests.
    """
    folder = Path(__file__).resolve().parents[2] / "tests" / "benchmarks"
    found = sorted(path.stem for path in folder.glob("*.py") if "\ndef measure(" in path.read_text(encoding="utf-8"))
    if not found:
        raise UserError(
            _("Benchmarks come with the source, not with the package"),
            _("run them from a checkout"),
            code="NO_BENCHMARKS",
        )
    return found


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "system": platform.system(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def percentiles(milliseconds: Sequence[float]) -> dict[str, Any]:
    """Return n and the percentiles of measurements in milliseconds."""
    ordered = sorted(milliseconds)
    shares = {"p50_ms": 0.50, "p95_ms": 0.95, "p99_ms": 0.99}
    found = {
        name: round(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 3) for name, share in shares.items()
    }
    return {"n": len(ordered), **found}


command: Command = Benchmark()
