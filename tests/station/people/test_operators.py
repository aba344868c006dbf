"""Operators: found by the number on their badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.people import operators
from station.people.operators import Operator, OperatorNumberError
from station.people.roles import Role
from station.store.people import put_operator

if TYPE_CHECKING:
    from station.store.engine import Store


def test_an_operator_is_found_by_number(store: Store) -> None:
    store.write(lambda tx: operators.add(tx, "a17", name="阿芳", role=Role.PACKER))
    with store.read() as tx:
        assert operators.by_no(tx, "A17") == Operator("A17", "阿芳", Role.PACKER, "A17")
        assert operators.by_no(tx, "1002") is None


def test_adding_the_same_number_changes_the_operator(store: Store) -> None:
    store.write(lambda tx: operators.add(tx, "1001", name="阿芳", role=Role.PACKER))
    store.write(lambda tx: operators.add(tx, "1001", name="阿芳", role=Role.LEAD))
    with store.read() as tx:
        assert operators.all(tx) == (Operator("1001", "阿芳", Role.LEAD, "1001"),)


def test_who_left_is_not_found(store: Store) -> None:
    store.write(lambda tx: put_operator(tx, "1001", name="阿芳", role=Role.PACKER, active=False))
    with store.read() as tx:
        assert operators.by_no(tx, "1001") is None
        assert operators.all(tx) == ()


def test_a_number_no_badge_can_carry_is_refused(store: Store) -> None:
    with pytest.raises(OperatorNumberError, match="工号"):
        store.write(lambda tx: operators.add(tx, "十七", name="阿芳", role=Role.PACKER))
