"""One read on the test page: raw bytes, where it ended, symbology, timing and what became of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanners import symbology
from scanners.events import Kind
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scanners.events import Frame, Scan
    from scanners.keyboard import Key

_FAMILIES = {
    "A": "Code 39",
    "C": "Code 128",
    "d": "Data Matrix",
    "E": "EAN / UPC",
    "e": "GS1 DataBar",
    "F": "Codabar",
    "G": "Code 93",
    "I": "ITF",
    "L": "PDF417",
    "Q": "QR",
    "z": "Aztec",
}
_SHOWN = 160  # bytes; more is a hose, not a code


@dataclass(frozen=True, slots=True)
class Trial:
    """What the page shows of one read."""

    scan: Scan
    source: str
    end: str
    milliseconds: int
    raw: str
    keys: str
    symbology: str
    complete: bool

    @property
    def text(self) -> str:
        """The code as it would be looked up."""
        return self.scan.text


def of(frame: Frame, keys: Sequence[Key], *, at: datetime) -> Trial:
    """Return the trial of a frame; ``keys`` went down since the one before."""
    scan = symbology.read(frame, at=at)
    return Trial(
        scan,
        frame.source,
        frame.terminator or _("nothing"),
        round((frame.last - frame.first) * 1000),
        visible(frame.raw),
        pressed(keys),
        family(scan.symbology),
        frame.complete,
    )


def visible(raw: bytes) -> str:
    """Return the bytes as text with control characters spelled out, and in hexadecimal."""
    cut = raw[:_SHOWN]
    spelled = "".join(chr(byte) if 0x20 <= byte < 0x7F else f"<{byte:02X}>" for byte in cut)
    more = " …" if len(raw) > _SHOWN else ""
    return f"{spelled}{more}\n{cut.hex(' ').upper()}{more}"


def pressed(keys: Sequence[Key]) -> str:
    """Return the key positions with the milliseconds between them."""
    told = []
    for place, key in enumerate(keys[-_SHOWN:]):
        gap = f" +{round((key.at - keys[-_SHOWN:][place - 1].at) * 1000)}" if place else ""
        told.append(f"{'⇧' if key.shift else ''}{key.code or '?'}{gap}")
    return "  ".join(told)


def family(identifier: str) -> str:
    """Return the symbology of an AIM identifier."""
    if not identifier:
        return _("not told by the scanner")
    return f"{_FAMILIES.get(identifier[1:2], '?')} ({identifier})"


def kind(scan: Scan) -> str:
    """Return what the code looks like by itself; the store says the rest."""
    if not scan.complete:
        return _("cut off: kept, never acted on")
    words = {Kind.COMMAND: _("command code"), Kind.BADGE: _("badge"), Kind.CODE: _("code to look up")}
    return words[scan.kind]


def details(trial: Trial, meanings: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the lines of the page: name and value."""
    scan = trial.scan
    lines = [
        (_("Code"), scan.text),
        (_("Kind"), "; ".join((kind(scan), *meanings))),
        (_("Scanner"), trial.source),
        (_("Symbology"), trial.symbology),
        (_("Ended by"), trial.end),
        (_("Took"), _("{n} ms").format(n=trial.milliseconds)),
        (_("Raw bytes"), trial.raw),
    ]
    if trial.keys:
        lines.append((_("Keys"), trial.keys))
    if scan.gs1:
        lines.append(("GS1", "  ".join(f"({ai}) {value}" for ai, value in scan.gs1)))
    if len(scan.forms) > 1:
        lines.append((_("Also looked up as"), ", ".join(scan.forms[1:])))
    return lines
