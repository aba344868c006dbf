"""Every address of the service, and what it asks of who comes: nothing unlisted, nobody's role passed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from station.errors import UserError
from station.people import operators, permit
from station.people.roles import TABLE, Action, Role
from station.serve import phone, pushes, status, tokens
from station.serve.puller import Puller
from station.store import choices, people
from tests.station.people.staff import NUMBERS, hire
from tests.station.serve.knock import NEAR, knock

if TYPE_CHECKING:
    from station.store.engine import Store

ASKS = {
    "/push/{channel}": "a signature of the platform or the shop's relay",
    "/push/{channel}/{rest:path}": "a signature of the platform or the shop's relay",
    "/health": "the shop's own network; counts nothing, names nobody",
    "/status": "this machine; counts, nothing of people",
    "/phone": "the shop's own network; an empty page",
    "/phone/phone.js": "the shop's own network",
    "/phone/page.css": "the shop's own network",
    "/phone/open": "a token somebody who may confirm slips gave away, once",
    "/phone/photo": "the session of such a phone, while that person still may",
}


@pytest.fixture
def guarded(file: Store) -> Store:
    hire(file)
    file.write(lambda tx: choices.put(tx, tokens.ADDRESS, "https://192.168.1.5:8765"))
    return file


def test_every_address_is_listed(file: Store) -> None:
    routes = [*pushes.routes(file), *phone.routes(file), *status.routes(file, Puller(file))]
    assert {route.path for route in routes} == set(ASKS)
    assert all(isinstance(route, Route) for route in routes)


@pytest.mark.parametrize("role", list(Role))
def test_a_phone_is_let_in_by_the_roles_of_the_table_only(guarded: Store, role: Role) -> None:
    def token() -> str:
        door = guarded.write(lambda tx: tokens.issue(tx, station="1", actor=NUMBERS[role]))
        return door.address.partition("#")[2]

    if role not in TABLE[Action.CONFIRM_SLIP].roles:
        with pytest.raises(permit.NotAllowedError):
            token()
        return
    client = knock(guarded, sender=NEAR)
    session = client.post("/phone/open", content=token()).json()["session"]
    head = {"Authorization": f"Bearer {session}"}
    assert client.post("/phone/photo", content=b"\xff\xd8\xff", headers=head).status_code == 201
    guarded.write(lambda tx: people.set_operator(tx, NUMBERS[role], active=0))
    assert client.post("/phone/photo", content=b"\xff\xd8\xff.", headers=head).status_code == 401


def test_nobody_known_lets_no_phone_in(guarded: Store) -> None:
    for actor in ("", "command", "desk", "nobody"):
        with pytest.raises(UserError):
            guarded.write(lambda tx, actor=actor: tokens.issue(tx, station="1", actor=actor))  # type: ignore[misc]
    with guarded.read() as tx:
        assert operators.by_no(tx, "nobody") is None
