"""The item label: its barcode is the one the bench will scan."""

from printing.layouts.base import Paper
from printing.layouts.fields import Item, ItemFields
from tests.printing.layouts.contract import EVIL, LONG, assert_reads, sample


def test_barcode_is_read_back_on_every_usual_paper() -> None:
    for paper in (Paper(60, 40), Paper(50, 30), Paper(76, 130)):
        assert_reads("item", sample("item"), {"6901234567892"}, paper=paper)


def test_without_barcode_the_code_itself_is_printed() -> None:
    assert_reads("item", ItemFields(Item("WY-2203-FB-130", EVIL, LONG), LONG), {"WY-2203-FB-130"})
