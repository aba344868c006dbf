"""Who is known from slips is offered again by phone, name and the ways the name was read; never taken by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.intake.entry import WrittenItem
from station.slips.confirm import ReviewedSlip, confirm
from station.slips.customers import known, offered
from station.store import slips
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

ADDRESS = "河北省石家庄市长安区和平东路282号"
KING = ReviewedSlip("王记五金店", "15097443922", ADDRESS, (WrittenItem("WY-CW-120", 3),), lines=(2,))


def _slip(store: Store, number: int, read: str, slip: ReviewedSlip) -> str:
    sha = f"{number:064d}"
    store.write(lambda tx: slips.put_draft(tx, sha, {"customer": read}, station="1"))
    store.write(lambda tx: confirm(tx, sha, slip, station="1", actor="1001"))
    return sha


def _offer(store: Store, **read: str) -> list[str]:
    with store.read() as tx:
        return [one.name for one in offered(known(tx), read)]


def test_a_known_customer_is_offered_by_name_alias_and_nearly_right_phone(store: Store) -> None:
    shop.build(store, on_hand=100)
    _slip(store, 1, "王记", KING)
    _slip(store, 2, "李四", ReviewedSlip("李四百货", "13800138000", "浙江省杭州市西湖区文一路1号", KING.items))
    assert _offer(store, customer="王记五全店") == ["王记五金店"]
    assert _offer(store, customer="王记") == ["王记五金店"]
    assert _offer(store, customer="", phone="15097493922") == ["王记五金店"]
    assert _offer(store, customer="赵六", phone="17712345678", address=ADDRESS) == []


def test_two_of_one_name_are_told_apart_by_phone(store: Store) -> None:
    shop.build(store, on_hand=100)
    _slip(store, 1, "王芳", ReviewedSlip("王芳", "15097443922", ADDRESS, KING.items))
    _slip(store, 2, "王芳", ReviewedSlip("王芳", "13800138000", ADDRESS, KING.items))
    with store.read() as tx:
        both = offered(known(tx), {"customer": "王芳", "phone": "13800138008"})
    assert [one.phone for one in both] == ["13800138000", "15097443922"]
    assert both[0].address == ADDRESS


def test_what_a_person_made_of_it_is_kept_beside_the_draft(store: Store) -> None:
    shop.build(store, on_hand=100)
    sha = _slip(store, 1, "王记", KING)
    with store.read() as tx:
        draft = slips.open_draft(tx, sha)
    assert draft is not None
    assert draft["customer"] == "王记"
    assert draft["reviewed"]["customer"] == "王记五金店"
    assert draft["reviewed"]["items"] == {"2": ["WY-CW-120", 3]}
