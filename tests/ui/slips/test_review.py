"""A slip's fields: what is doubtful, what a key does, when it is ready."""

from typing import Any

from ui.slips.review import Trust, box_of, from_draft

DRAFT: dict[str, Any] = {
    "customer": "钟洋",
    "phone": "13636384447",
    "address": "陕西省西安市莲湖区北关正街223号",
    "note": "",
    "items": [
        {"code": "LM-4616C", "qty": 17, "confidence": 0.98, "needs_review": False, "box": [10, 10, 60, 30]},
        {
            "code": "LM-7305B",
            "qty": 27,
            "needs_review": True,
            "candidates": [{"code": "LM-7305B", "name": "红色窗帘大号"}, {"code": "LM-7305D", "name": "红色窗帘小号"}],
        },
        {"code": None, "qty": None, "raw": "LM-7O52?", "needs_review": True},
    ],
    "fields": {
        "customer": {"confidence": 0.97},
        "phone": {"confidence": 0.95},
        "address": {"confidence": 0.6, "box": [[1, 2], [30, 2], [30, 9], [1, 9]]},
    },
}


def test_it_starts_at_the_first_doubtful_field() -> None:
    review = from_draft(DRAFT)
    assert review.now.key == "address"
    assert [field.trust for field in review.fields] == [
        Trust.SURE,
        Trust.SURE,
        Trust.DOUBTFUL,
        Trust.SURE,
        Trust.DOUBTFUL,
        Trust.MISSING,
        Trust.SURE,
    ]


def test_enter_confirms_and_goes_to_the_next_doubtful() -> None:
    review = from_draft(DRAFT).confirm()
    assert review.now.key == "item2"
    assert review.fields[2].trust is Trust.CONFIRMED


def test_a_candidate_still_needs_enter() -> None:
    review = from_draft(DRAFT).confirm().pick(1)
    assert (review.now.text, review.now.name) == ("LM-7305D", "红色窗帘小号")
    assert review.now.open
    assert not review.confirm().fields[4].open


def test_what_was_not_read_cannot_be_confirmed() -> None:
    review = from_draft(DRAFT).confirm().confirm()
    assert review.now.key == "item3"
    assert review.confirm().now.trust is Trust.MISSING


def test_typing_code_and_quantity_makes_it_confirmable() -> None:
    review = from_draft(DRAFT).confirm().confirm().type_text(" LM-7052B ").type_quantity("150")
    assert (review.now.text, review.now.qty, review.now.trust) == ("LM-7052B", 150, Trust.DOUBTFUL)
    assert review.confirm().ready


def test_a_line_not_listed_is_left_out() -> None:
    review = from_draft(DRAFT).confirm().confirm().pick(0)
    assert review.now.trust is Trust.LEFT_OUT
    assert review.ready


def test_nonsense_is_no_quantity() -> None:
    review = from_draft(DRAFT).confirm()
    for typed in ("", "-3", "0", "1.5", "abc", "9999999", "²"):
        assert review.type_quantity(typed).now.trust is Trust.MISSING


def test_a_slip_without_items_is_never_ready() -> None:
    assert not from_draft({**DRAFT, "items": [], "fields": {}}).ready


def test_an_empty_draft_asks_for_everything() -> None:
    review = from_draft({})
    assert review.open_count == 3
    assert not review.ready


def test_boxes_of_both_shapes() -> None:
    assert box_of([10, 20, 60, 50]) == (10, 20, 50, 30)
    assert box_of([[60, 50], [10, 50], [10, 20], [60, 20]]) == (10, 20, 50, 30)
    assert box_of(None) is None
    assert box_of([10, 10, 10, 10]) is None


def test_what_the_reader_says_decides_not_the_number() -> None:
    sure = {"customer": {"text": "钟洋", "confidence": 0.8, "needs_review": False}}
    unsure = {"customer": {"text": "钟洋", "confidence": 0.99, "needs_review": True}}
    assert from_draft({**DRAFT, "fields": sure}).fields[0].trust is Trust.SURE
    assert from_draft({**DRAFT, "fields": unsure}).fields[0].trust is Trust.DOUBTFUL


def test_code_and_quantity_are_outlined_together() -> None:
    item = {"code": "A", "qty": 1, "needs_review": True, "box": [10, 10, 50, 30], "qty_box": [80, 8, 95, 28]}
    assert from_draft({**DRAFT, "items": [item]}).fields[3].place == (10, 8, 85, 22)


def test_a_crossed_out_line_wants_a_key_that_says_so() -> None:
    struck = {"code": "LM-7305B", "qty": 3, "needs_review": True, "why": ["crossed_out"], "candidates": []}
    review = from_draft({**DRAFT, "items": [struck], "fields": {}, "address": "", "customer": "", "phone": ""}).at(3)
    assert review.now.trust is Trust.CROSSED_OUT
    assert review.confirm().now.trust is Trust.CROSSED_OUT
    assert review.pick(1).now.trust is Trust.LEFT_OUT
    kept = review.pick(0)
    assert (kept.now.trust, kept.now.text) == (Trust.DOUBTFUL, "LM-7305B")
    assert kept.confirm().fields[3].trust is Trust.CONFIRMED


def test_a_customer_we_know_fills_what_nobody_confirmed() -> None:
    known = [{"name": "钟洋五金", "phone": "13636384441", "address": "陕西省西安市莲湖区北关正街225号"}]
    review = from_draft({**DRAFT, "known": known})
    assert review.fields[0].trust is Trust.DOUBTFUL  # nearly somebody we know
    picked = review.at(1).confirm().at(0).pick(0)
    assert [field.text for field in picked.fields[:3]] == ["钟洋五金", "13636384447", known[0]["address"]]
    assert [field.trust for field in picked.fields[:3]] == [Trust.DOUBTFUL, Trust.CONFIRMED, Trust.DOUBTFUL]
    assert picked.fields[0].choices[0].name.startswith("136******41")
