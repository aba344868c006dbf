"""The test label: one black line a millimetre, on any paper, and codes to scan where there is room."""

import numpy as np
import pytest

from printing import raster
from printing.layouts import base
from printing.layouts.base import Paper
from printing.layouts.fields import Printed, RulerFields
from tests.printing.layouts.contract import EVIL, assert_reads, sample


@pytest.mark.parametrize("dpmm", [8, 12])
def test_there_is_a_line_at_every_millimetre(dpmm: int) -> None:
    drawn = np.asarray(raster.draw(base.draw("ruler", sample("ruler"), Paper(100, 150)), dpmm).picture()) < 128
    row = drawn[dpmm // 2]  # half a millimetre below the edge: every line across the top crosses it
    for mm in range(1, 100):
        assert row[mm * dpmm], mm
        assert not row[mm * dpmm + dpmm // 2], mm


def test_codes_are_read_back_where_there_is_room() -> None:
    assert_reads("ruler", sample("ruler"), {"P-20261122-0381"}, paper=Paper(76, 130))
    assert_reads("ruler", sample("ruler"), set(), paper=Paper(40, 30))


@pytest.mark.parametrize("size", [(30, 20), (60, 40), (72, 200), (210, 297)])
def test_it_fits_any_paper_whatever_the_printer_is_called(size: tuple[int, int]) -> None:
    fields = RulerFields(EVIL, EVIL, Printed("P7K429MX", printed_at=EVIL))
    base.draw("ruler", fields, Paper(*size)).check(8)
