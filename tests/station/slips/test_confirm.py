"""A slip becomes an order only as a person confirmed it, once, with its stock locked and its photo linked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from station.hints.decide import cards
from station.intake.entry import EntryRefusedError, WrittenItem
from station.orders.states import State
from station.slips.confirm import ReviewedSlip, SlipRefusedError, confirm
from station.store import orders as master
from station.store import photos, slips, stock
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store

SHA = "a" * 64
SLIP = ReviewedSlip(
    "姚涛", "15097443922", "河北省石家庄市长安区和平东路282号", (WrittenItem("WY-CW-120", 3),), "周五前到"
)


def _confirm(store: Store, slip: ReviewedSlip, sha: str = SHA) -> str:
    return store.write(lambda tx: confirm(tx, sha, slip, station="1", actor="1001"))


def test_a_confirmed_slip_is_an_order_like_any_other(store: Store) -> None:
    shop.build(store)
    order_id = _confirm(store, SLIP)
    with store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert (row.state, row.province, row.district, row.buyer_note) == (
            State.ALLOCATED,
            "河北省",
            "长安区",
            "周五前到",
        )
        assert row.name_mask.startswith("姚")
        assert "5097443" not in row.phone_mask
        assert [one.qty for one in stock.live(tx, order_id)] == [3]
        linked = slips.of_order(tx, order_id)
        assert linked is not None
        assert linked.sha256 == SHA
        assert master.by_code(tx, row.short_code)


def test_the_same_photo_twice_names_the_first_order(store: Store) -> None:
    shop.build(store)
    order_id = _confirm(store, SLIP)
    with store.read() as tx:
        row = master.head(tx, order_id)
    with pytest.raises(SlipRefusedError) as refused:
        _confirm(store, SLIP)
    assert row is not None
    assert row.short_code in refused.value.happened


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"items": ()}, "没有货品"),
        ({"items": (WrittenItem("NOPE-1", 1),)}, "NOPE-1"),
        ({"items": (WrittenItem("WY-CW-120", 0),)}, "数量"),
        ({"items": (WrittenItem("WY-CW-120", 100_000),)}, "数量"),
        ({"phone": "150974"}, "电话"),
        ({"address": "不知道"}, "省市"),
    ],
)
def test_what_is_refused_leaves_nothing(store: Store, change: dict[str, object], words: str) -> None:
    shop.build(store)
    with pytest.raises(EntryRefusedError) as refused:
        _confirm(store, replace(SLIP, **change))  # type: ignore[arg-type]
    assert words in refused.value.happened
    with store.read() as tx:
        assert slips.by_hash(tx, SHA) is None
        assert sum(shelf.paid for shelf in stock.shelves(tx, ["WY-CW-120"])) == 0


def test_a_photo_is_stored_once_and_sealed(store: Store, tmp_path: Path) -> None:
    photo = b"\xff\xd8 a slip" * 100
    name = photos.keep(tmp_path / "photos", store.vault, photo)
    assert photos.keep(tmp_path / "photos", store.vault, photo) == name
    files = list((tmp_path / "photos").rglob("*.sealed"))
    assert len(files) == 1
    assert b"a slip" not in files[0].read_bytes()
    assert photos.load(tmp_path / "photos", store.vault, name) == photo
    assert photos.load(tmp_path / "photos", store.vault, "0" * 64) is None


def test_a_draft_survives_a_restart_and_is_sealed(store: Store) -> None:
    store.write(lambda tx: slips.put_draft(tx, SHA, {"customer": "姚涛"}, station="1"))
    with store.read() as tx:
        row = slips.by_hash(tx, SHA)
        assert row is not None
        assert "姚涛".encode() not in bytes(row.draft)
        assert slips.open_draft(tx, SHA) == {"customer": "姚涛"}


def test_a_wish_on_the_slip_is_a_hint_like_any_order_s(store: Store) -> None:
    shop.build(store)
    order_id = _confirm(store, replace(SLIP, note="需防潮膜，禁用胶带"))
    with store.read() as tx:
        said = {card.rule: card for card in cards(tx, order_id)}
    assert said["forbidden_materials"].blocking
    assert any("防潮膜" in card.text for card in said.values())
