"""The table of states: one step at a time, each with what it asks for, in both profiles."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from station.orders import flow
from station.orders.flow import LADDER, Profile
from station.orders.states import State

SHOP_READY = {"lines", "mapped", "paid", "locked", "pick_no", "packer", "packed", "waybill_no", "carrier", "proof"}


def test_only_the_next_step_is_legal() -> None:
    steps = {(now, to) for now, to in product(State, State) if flow.legal(now, to)}
    assert steps == set(pairwise(LADDER))


def test_a_shop_order_with_everything_may_enter_every_state() -> None:
    assert all(flow.missing(Profile.SHOP, to, SHOP_READY) == () for to in LADDER)


@pytest.mark.parametrize("fact", ["packed", "waybill_no", "carrier", "proof"])
@pytest.mark.parametrize("profile", Profile)
def test_nothing_is_shipped_without_number_and_proof(profile: Profile, fact: str) -> None:
    (lacking,) = flow.missing(profile, State.SHIPPED, SHOP_READY - {fact})
    assert lacking.told == flow.field_name(fact)


def test_an_address_is_only_asked_of_orders_we_address_ourselves() -> None:
    assert flow.missing(Profile.SHOP, State.REVIEWED, {"paid", "lines", "mapped"}) == ()
    assert len(flow.missing(Profile.SHOP, State.REVIEWED, {"paid", "lines", "mapped", "own"})) == 2


@pytest.mark.parametrize("file", ["drawing", "parameters"])
def test_made_to_order_wants_a_drawing_or_parameters(file: str) -> None:
    facts = {"lines", "mapped"}
    assert len(flow.missing(Profile.MADE, State.REVIEWED, facts)) == 1
    assert flow.missing(Profile.MADE, State.REVIEWED, facts | {file}) == ()


def test_every_state_has_a_name_and_a_meaning_in_both_profiles() -> None:
    for profile in Profile:
        names = [flow.name_in(profile, state) for state in State]
        assert len(set(names)) == len(State)
        assert "已确认" not in names
    assert all(flow.meaning(state) for state in State)
