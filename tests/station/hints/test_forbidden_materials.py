"""Row B33: 禁用胶带 must be confirmed before the label."""

from __future__ import annotations

from station.hints.forbidden_materials import rule
from tests.station.hints.make import facts


def test_a_forbidden_material_blocks() -> None:
    hint = rule(facts(buyer_note="需防潮膜，禁用胶带"))
    assert hint is not None
    assert hint.text == "此单禁止：禁用胶带"
    assert hint.blocking
    assert hint.inputs == {"forbidden": ["禁用胶带"]}


def test_both_notes_are_read_and_nothing_is_said_twice() -> None:
    hint = rule(facts(buyer_note="禁用胶带", seller_note="禁用胶带，不要放小票"))
    assert hint is not None
    assert hint.text == "此单禁止：禁用胶带；不要放小票"


def test_a_mere_request_brings_nothing() -> None:
    assert rule(facts(buyer_note="需防潮膜")) is None
