"""A phone hands in photos: let in once, by a person who may, for a while; photos are sealed and wait to be read."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from station.clock import FixedClock
from station.people.permit import NotAllowedError
from station.people.roles import Role
from station.serve import tokens
from station.store import audit, choices, people, photos, slips
from tests import shop
from tests.station.people.staff import NUMBERS, hire
from tests.station.serve.knock import NEAR, Client, knock

if TYPE_CHECKING:
    from httpx import Response

    from station.store.engine import Store

PACKER = NUMBERS[Role.PACKER]


@pytest.fixture(name="file")
def _file(file: Store) -> Store:
    return served(file)


@pytest.fixture(name="store")
def _store(store: Store) -> Store:
    return served(store)


def served(store: Store) -> Store:
    store.clock = FixedClock(shop.NOW)
    hire(store)
    store.write(lambda tx: choices.put(tx, tokens.ADDRESS, "https://192.168.1.5:8765"))
    return store


def jpeg(colour: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (8, 8), colour).save(stream, "JPEG")
    return stream.getvalue()


def token(store: Store, actor: str = PACKER) -> str:
    return store.write(lambda tx: tokens.issue(tx, station="1", actor=actor)).address.partition("#")[2]


def opened(store: Store) -> tuple[Client, str]:
    client = knock(store, sender=NEAR)
    return client, client.post("/phone/open", content=token(store)).json()["session"]


def hand_in(client: Client, session: str, photo: bytes) -> Response:
    return client.post("/phone/photo", content=photo, headers={"Authorization": f"Bearer {session}"})


def unread(store: Store) -> list[str]:
    with store.read() as tx:
        return slips.unread(tx, "1")


def test_the_page_is_whole_and_loads_nothing_from_elsewhere(file: Store) -> None:
    client = knock(file, sender=NEAR)
    page = client.get("/phone").text
    assert 'capture="environment"' in page
    assert "拍照" in page
    assert "http" not in page
    assert "<script>" not in page
    assert client.get("/phone/phone.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/phone/page.css").status_code == 200


def test_a_photo_is_sealed_and_waits_to_be_read(store: Store) -> None:
    client, session = opened(store)
    told = hand_in(client, session, jpeg())
    assert told.status_code == 201
    (name,) = unread(store)
    assert photos.load(store.home / "photos", store.vault, name) == jpeg()
    assert not any(jpeg() in path.read_bytes() for path in store.home.rglob("*") if path.is_file())
    assert hand_in(client, session, jpeg()).status_code == 200  # here already
    assert hand_in(client, session, jpeg(9)).status_code == 201
    with store.read() as tx:
        acts = [(row.actor, row.action) for row in audit.links(tx, "1")]
    assert acts == [(PACKER, "phone"), (PACKER, "slip_photo"), (PACKER, "slip_photo")]


def test_a_photo_of_a_made_order_names_it(file: Store) -> None:
    (order_id,) = shop.put(file, shop.order())
    client, session = opened(file)
    hand_in(client, session, jpeg())
    (name,) = unread(file)
    file.write(lambda tx: slips.settle(tx, name, slips.CONFIRMED, order_id=order_id))
    assert hand_in(client, session, jpeg()).status_code == 409
    assert unread(file) == []


def test_a_token_opens_once(store: Store) -> None:
    client, first = knock(store, sender=NEAR), token(store)
    assert client.post("/phone/open", content=first).status_code == 200
    assert client.post("/phone/open", content=first).status_code == 403
    assert client.post("/phone/open", content=b"\xff" * 20).status_code == 403
    assert client.post("/phone/open", content=b"x" * 201).status_code == 413


def test_token_and_session_end(store: Store) -> None:
    client, session = opened(store)
    late = token(store)
    assert isinstance(store.clock, FixedClock)
    store.clock.move(timedelta(minutes=11))
    assert client.post("/phone/open", content=late).status_code == 403
    assert hand_in(client, session, jpeg()).status_code == 201
    store.clock.move(timedelta(minutes=20))
    assert hand_in(client, session, jpeg(3)).status_code == 401
    assert len(unread(store)) == 1


def test_nobody_hands_in_without_a_session(file: Store) -> None:
    for session in ("", "x", "Bearer"):
        assert hand_in(knock(file, sender=NEAR), session, jpeg()).status_code == 401
    assert unread(file) == []


def test_a_token_is_no_session(file: Store) -> None:
    assert hand_in(knock(file, sender=NEAR), token(file), jpeg()).status_code == 401


def test_who_left_lets_nobody_in_any_more(file: Store) -> None:
    client, session = opened(file)
    file.write(lambda tx: people.set_operator(tx, PACKER, role=Role.IT))
    assert hand_in(client, session, jpeg()).status_code == 401


def test_only_who_may_confirm_slips_lets_a_phone_in(file: Store) -> None:
    with pytest.raises(NotAllowedError):
        token(file, NUMBERS[Role.FINANCE])


def test_without_the_service_there_is_nothing_to_scan(file: Store) -> None:
    file.write(lambda tx: choices.put(tx, tokens.ADDRESS, ""))
    with pytest.raises(tokens.NotServedError):
        token(file)


def test_what_is_no_photo_is_refused(file: Store) -> None:
    client, session = opened(file)
    for body in (b"", b"<html>", b"%!PS", b"\x1b%-12345X", b"=cmd|' /C calc'!A0", b"PK\x03\x04"):
        assert hand_in(client, session, body).status_code == 415
    assert unread(file) == []
    assert not (file.home / "photos").exists()


def test_a_photo_too_large_is_not_kept(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("station.serve.phone.LARGEST_PHOTO", 1000)
    client, session = opened(file)
    assert hand_in(client, session, jpeg() + b"\x00" * 1000).status_code == 413
