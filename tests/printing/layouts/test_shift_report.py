"""The shift report: every figure that fits stands on it, the rest is counted, notes of any length are cut."""

from dataclasses import replace

from printing import raster
from printing.layouts import base
from tests.printing.layouts.contract import EVIL, LONG, sample, words


def test_figures_and_note_stand_on_it() -> None:
    shown = words(base.draw("shift_report", sample("shift_report")))
    assert "312" in shown
    assert "红筐" in shown


def test_more_figures_than_lines_are_counted() -> None:
    fields = replace(sample("shift_report"), figures=tuple((LONG, EVIL) for _n in range(40)), note=LONG, people=EVIL)
    label = base.draw("shift_report", fields)
    assert "另有" in words(label)
    raster.draw(label, 8)
