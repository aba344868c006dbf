"""What the tour leaves behind: steps with pictures, labels and checks, and the report a person opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class TourFailedError(AssertionError):
    """A step of the tour did not show what it must show."""


@dataclass(slots=True)
class Step:
    """One step: what the packer does, what must be seen, and the pictures of it."""

    title: str
    told: str
    pictures: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)


class Story:
    """Collects steps and writes ``report.html``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[Step] = []

    def step(self, title: str, told: str) -> Step:
        """Begin a step."""
        self.steps.append(Step(title, told))
        return self.steps[-1]

    def check(self, true: object, what: str) -> None:
        """Note a check of the step under way.

        Raises:
            TourFailedError: it does not hold.
        """
        if not true:
            raise TourFailedError(f"{self.steps[-1].title}: {what}")
        self.steps[-1].checks.append(what)

    def next_picture(self, name: str) -> Path:
        """Return the path of the next picture and add it to the step."""
        number = sum(len(step.pictures) for step in self.steps) + 1
        path = self.folder / "pictures" / f"{number:02d}-{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.steps[-1].pictures.append(f"pictures/{path.name}")
        return path

    def write(self, figures: Sequence[tuple[str, str]]) -> Path:
        """Write the report and return its path."""
        from pathlib import Path as Folder

        pages = Environment(loader=FileSystemLoader(Folder(__file__).parent), autoescape=True)
        page = pages.get_template("report.html.j2").render(
            title=_("A quarter of an hour at the packing bench"),
            lead=_("Played by the program itself: real window, real key events, real spooler, emulated label printer."),
            checked=_("Checked"),
            labels=_("Label"),
            steps=self.steps,
            figures=figures,
        )
        path = self.folder / "report.html"
        path.write_text(page, encoding="utf-8")
        return path
