"""Invented people stay invented, and each has a phone of their own."""

from __future__ import annotations

import random

from station.address.parse import parse
from station.address.phone import parse_phone
from ui.demo.people import crowd

CROWD = crowd(random.Random(1), 260)


def test_everybody_has_an_invented_phone_of_their_own() -> None:
    phones = {person.phone for person in CROWD}
    assert len(phones) == 260
    assert all(phone.startswith("1380000") and parse_phone(phone).real for phone in phones)


def test_a_mask_hides_who_it_is() -> None:
    for person in CROWD:
        masked = person.masked
        assert person.street not in masked.detail
        assert not parse_phone(masked.phone).real
        assert masked.name == f"{person.name[0]}**"


def test_places_are_real() -> None:
    for person in CROWD:
        place = parse(f"{person.province}{person.city}{person.district}{person.town}{person.street}")
        assert (place.province, place.district) == (person.province, person.district)
