"""What a layout is.

To add a label, write ``printing/layouts/<kind>.py`` with ``layout: Layout[MyFields] = MyLayout()`` and its fields in
``fields.py``: the file name is the kind of a print job and the word after ``--kind``. ``draw`` gets the paper the
printer holds and must use all of it or refuse; every code on it must scan. Add a sample to ``samples.py``: the
contract test draws, prints and scans each sample at 8 and 12 dots a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from printing.label import LabelDoesNotFitError
from printing.layouts import design
from printing.layouts import fields as field_types
from station.errors import BugError, UserError
from station.registry import extensions
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from printing.label import Label

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Paper:
    """Size of one label in mm."""

    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:g} x {self.height:g} mm"


class Layout(Protocol[F]):
    """One kind of label."""

    @property
    def fields(self) -> type[F]:
        """Dataclass of what is written on it."""
        ...

    @property
    def paper(self) -> Paper:
        """Paper it is made for."""
        ...

    @property
    def smallest(self) -> Paper:
        """Smallest paper it still fits."""
        ...

    def draw(self, fields: F, paper: Paper) -> Label:
        """Place the fields on the paper."""
        ...


class UnknownLabelError(UserError):
    """There is no such kind of label."""

    code = "UNKNOWN_LABEL"


class LabelFieldsError(BugError):
    """A print job does not carry what its label needs."""

    code = "LABEL_FIELDS"


def layouts() -> dict[str, Layout[Any]]:
    """Return every layout by kind."""
    return extensions("printing.layouts", "layout")


def find(kind: str) -> Layout[Any]:
    """Return the layout of a kind.

    Raises:
        UnknownLabelError: there is none.
    """
    found = layouts().get(kind)
    if found is None:
        raise UnknownLabelError(
            _("There is no label called {kind}").format(kind=kind),
            _("choose one of: {names}").format(names=", ".join(sorted(layouts()))),
        )
    return found


def draw(kind: str, fields: Any, paper: Paper | None = None) -> Label:
    """Draw the label of a kind on a paper; without one, on the paper it is made for.

    Raises:
        UnknownLabelError: there is no such kind.
        LabelDoesNotFitError: the paper is too small.
    """
    layout = find(kind)
    chosen = paper or layout.paper
    if chosen.width < layout.smallest.width or chosen.height < layout.smallest.height:
        raise LabelDoesNotFitError(
            _("This label needs paper of at least {size}").format(size=layout.smallest),
            _("load larger paper or set the paper size of the printer"),
        )
    return layout.draw(fields, chosen)


def draw_job(kind: str, values: Mapping[str, Any], paper: Paper | None = None) -> Label:
    """Draw the label of a print job from its JSON, by the layout of a supervisor it carries if the paper holds that.

    Raises:
        UnknownLabelError: there is no such kind.
        LabelFieldsError: the JSON lacks something.
        LabelDoesNotFitError: the paper is too small.
    """
    layout = find(kind)
    try:
        fields = field_types.read(layout.fields, values)
    except TypeError as error:
        raise LabelFieldsError(
            _("The print job lacks a field its label needs"), _("print the label again from the order")
        ) from error
    own = values.get("design")
    if own is not None and (paper is None or (own["width"] <= paper.width and own["height"] <= paper.height)):
        return design.label(design.read(own), fields)
    return draw(kind, fields, paper)
