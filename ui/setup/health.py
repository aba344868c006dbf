"""Is this machine fit to pack? One finding for each thing the program needs, with what to do when it is missing.

``machine.py`` looks at programs and libraries, ``belongings.py`` at store, key and disk, ``devices.py`` at printers
and ports. Nothing here changes the machine. The command ``doctor`` shows the findings.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How one thing stands."""

    OK = "ok"
    WARN = "warn"  # the bench runs, something is not as it should be
    MISSING = "missing"  # the bench cannot run without


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: short stable word for scripts, such as ``sqlite``.
        title: what it is, for people.
        found: what is there: a version, a path, a number.
        remedy: what to do; "" when all is well.
    """

    name: str
    state: State
    title: str
    found: str
    remedy: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {**asdict(self), "state": self.state.value}


def judge(name: str, title: str, *, found: str, remedy: str = "", otherwise: State = State.MISSING) -> Finding:
    """Return a finding: fine without a remedy, else in the state ``otherwise``."""
    return Finding(name, otherwise if remedy else State.OK, title, found, remedy)


def fit(findings: list[Finding]) -> bool:
    """Return whether nothing essential is missing."""
    return all(finding.state is not State.MISSING for finding in findings)
