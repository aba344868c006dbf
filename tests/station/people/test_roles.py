"""Permissions: what nobody named is refused."""

from __future__ import annotations

from station.people.roles import TABLE, Action, Role, may
from tests.source import ROOT


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


def test_the_page_about_people_shows_this_table() -> None:
    """Every line of the table stands on the page, and no other."""
    said = [line for line in (ROOT / "docs" / "people.md").read_text().splitlines() if line.startswith("| ")]
    wanted = [f"| action | {' | '.join(Role)} | PIN | second |"]
    for action, line in TABLE.items():
        marks = ["yes" if role in line.roles else "-" for role in Role]
        second = ", ".join(role for role in Role if role in line.second) or "-"
        wanted.append(f"| {' | '.join([action, *marks, 'yes' if line.pin else '-', second])} |")
    assert said == wanted
