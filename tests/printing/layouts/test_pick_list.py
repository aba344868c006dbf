"""拣货单: every row on one sheet, smaller when there are many, refused when nobody could read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printing.label import Label, LabelDoesNotFitError, Text
from printing.layouts import base
from printing.layouts.fields import PickListFields, PickRow
from printing.layouts.samples import samples
from station.intake.pick import MOST, ROWS


def _fields(rows: int, orders: int) -> PickListFields:
    fields: PickListFields = samples()["pick_list"][1]
    row = PickRow("杭州一仓", "SKU-1", "名称很长" * 20, "规格", 3, ", ".join(str(place) for place in range(1, 30)))
    many = tuple((place, "7K4-29M-XQ5") for place in range(1, orders + 1))
    return replace(fields, rows=(row,) * rows, orders=many)


def _texts(label: Label) -> list[str]:
    return [element.text for element in label.elements if isinstance(element, Text)]


def test_the_fullest_list_there_can_be_fits() -> None:
    label = base.draw("pick_list", _fields(ROWS, MOST))
    label.check(8)
    assert _texts(label).count("SKU-1") == ROWS
    assert _texts(label).count(f"{MOST}.  7K4-29M-XQ5") == 1


def test_what_nobody_could_read_is_refused() -> None:
    with pytest.raises(LabelDoesNotFitError):
        base.draw("pick_list", _fields(80, 40))
