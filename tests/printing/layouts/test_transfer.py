"""The transfer note: the ticket scans, the way of the goods is on it, lines that do not fit are counted."""

from dataclasses import replace

from printing.layouts import base
from printing.layouts.base import Paper
from printing.layouts.fields import Item
from tests.printing.layouts.contract import EVIL, LONG, assert_reads, sample, words


def test_ticket_is_read_back_and_both_warehouses_stand_on_it() -> None:
    for paper in (Paper(76, 130), Paper(100, 150)):
        assert_reads("transfer", sample("transfer"), {"T20261122017"}, paper=paper)
    shown = words(base.draw("transfer", sample("transfer")))
    assert "绍兴二仓" in shown
    assert "杭州一仓" in shown


def test_hostile_and_many_lines_stay_in_their_places() -> None:
    items = tuple(Item(f"S{n}", LONG) for n in range(40))
    fields = replace(sample("transfer"), items=items, reason=EVIL, source=LONG, target=EVIL)
    assert_reads("transfer", fields, {"T20261122017"})
    assert "行，见订单" in words(base.draw("transfer", fields))
