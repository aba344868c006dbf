"""Permissions: what nobody named is refused."""

from __future__ import annotations

from station.people.roles import Action, Role, may


def test_a_packer_packs_but_does_not_reprint() -> None:
    assert may("packer", "pack")
    assert may(Role.PACKER, Action.HOLD)
    assert not may("packer", "reprint")
    assert not may("packer", "close_without_scan")


def test_a_lead_reprints_and_releases() -> None:
    assert may("lead", "reprint")
    assert may("lead", "release_hold")


def test_unknown_roles_and_actions_are_refused() -> None:
    assert not may("king", "pack")
    assert not may("supervisor", "fly")


def test_every_role_may_do_something() -> None:
    assert all(any(may(role, action) for action in Action) for role in Role)
