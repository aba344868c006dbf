"""The slip receipt: short code scans, lines that do not fit are counted."""

from dataclasses import replace

from printing.layouts import base
from printing.layouts.base import Paper
from printing.layouts.fields import Item
from tests.printing.layouts.contract import EVIL, LONG, assert_reads, sample, words


def test_short_code_is_read_back() -> None:
    for paper in (Paper(76, 130), Paper(100, 150)):
        assert_reads("slip_receipt", sample("slip_receipt"), {"9H2T5QC"}, paper=paper)


def test_many_lines_are_counted() -> None:
    fields = replace(sample("slip_receipt"), items=tuple(Item(f"S{n}", LONG) for n in range(40)), note=EVIL)
    assert "行，见订单" in words(base.draw("slip_receipt", fields))
    assert_reads("slip_receipt", fields, {"9H2T5QC"})
