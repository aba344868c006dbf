"""What people made of drafts teaches how clear a line must be: wrong greens end, needless ambers too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from station.intake.entry import WrittenItem
from station.slips import leads, recalibrate
from station.slips.confirm import ReviewedSlip, confirm
from station.slips.leads import BUILT_IN, Leads, judged_item
from station.slips.recalibrate import Line
from station.store import slips
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


def _item(code: float, quantity: float | None, *why: str, qty: int = 3) -> dict[str, Any]:
    measures = {"code": code, "ink": 9.0, "extended": 0.0, "quantity": quantity}
    return {"code": "WY-CW-120", "qty": qty, "why": list(why), "measures": measures}


def _line(code: float, quantity: float, *, right: bool = True) -> Line:
    return Line(_item(code, quantity), ("WY-CW-120", 3 if right else 8))


def test_a_line_is_judged_again_by_other_leads() -> None:
    unclear = _item(6.0, 1.2, "quantity_unclear")
    assert judged_item(unclear, BUILT_IN)["why"] == ["quantity_unclear"]
    assert judged_item(unclear, Leads(5.0, 1.0))["needs_review"] is False
    assert judged_item(unclear, Leads(7.0, 1.0))["why"] == ["close_codes"]
    assert judged_item(_item(20.0, None), Leads(4.0, 1.0))["why"] == ["quantity_unclear"]
    assert judged_item(_item(20.0, 2.0, qty=17), BUILT_IN)["why"] == ["one_or_seven"]
    crossed = judged_item(_item(20.0, 9.0, "crossed_out"), Leads(4.0, 1.0))
    assert (crossed["why"], crossed["needs_review"]) == (["crossed_out"], True)


def test_a_wrong_green_raises_the_lead_until_it_is_amber() -> None:
    lines = [_line(12.0, 6.0)] * 300 + [_line(6.2, 6.0, right=False), _line(12.0, 2.1, right=False)]
    assert recalibrate.figures(lines, BUILT_IN).wrong == 2
    after = recalibrate.proposed(lines)
    assert (after.wrong, after.green) == (0, 300)
    assert after.leads.code > 6.2
    assert after.leads.quantity > 2.1


def test_needless_ambers_lower_it_but_never_below_the_floor() -> None:
    lines = [_line(4.6, 1.3)] * 100 + [_line(2.0, 0.4)] * 100 + [_line(12.0, 6.0)] * 100
    after = recalibrate.proposed(lines)
    assert (after.green, after.leads) == (200, Leads(4.5, 1.25))


def test_a_line_a_person_left_out_was_no_green() -> None:
    left_out = Line(_item(7.0, 3.0), None)
    assert recalibrate.figures([left_out], BUILT_IN).wrong == 1


def test_little_proves_nothing(store: Store) -> None:
    with store.read() as tx, pytest.raises(recalibrate.FewSlipsError):
        recalibrate.compared(tx)


def test_confirmed_slips_are_what_is_learnt_from(store: Store) -> None:
    shop.build(store, on_hand=9000)
    for number in range(20):
        items = [_item(12.0, 6.0) for _line_ in range(9)] + [_item(12.0, 2.0, qty=2 * number + 20)]
        draft = {"items": items, "customer": "", "phone": ""}
        ordered = tuple(WrittenItem("WY-CW-120", 3) for _item_ in items)
        phone = f"1380013{number:04d}"
        slip = ReviewedSlip("王记", phone, "浙江省杭州市西湖区文一路1号", ordered, lines=tuple(range(1, 11)))
        _confirmed(store, f"{number:064d}", draft, slip)
    before, after = store.write(lambda tx: recalibrate.adopt(tx, actor="command", station="1"))
    assert (before.lines, before.green, before.wrong) == (200, 200, 20)
    assert (after.green, after.wrong) == (180, 0)
    with store.read() as tx:
        assert leads.of_shop(tx) == after.leads


def _confirmed(store: Store, sha: str, draft: dict[str, Any], slip: ReviewedSlip) -> None:
    store.write(lambda tx: slips.put_draft(tx, sha, draft, station="1"))
    store.write(lambda tx: confirm(tx, sha, slip, station="1", actor="1001"))
