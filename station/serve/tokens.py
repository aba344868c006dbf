"""Lets one phone in: a QR code on the screen holds a token for ten minutes; the first phone changes it for a session.

The token stands behind the ``#`` of the address, which browsers keep to themselves: no server, relay or log sees it.
A session lasts half an hour and does one thing: hand in photos of slips, in the name of who let the phone in.
``issue`` is called by the slip page and by ``serve phone``; the rest by ``phone.py``.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from station.errors import UserError
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import choices, uploads
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

ADDRESS = "serve_address"
TOKEN_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(minutes=30)
_BYTES = 24


class NotServedError(UserError):
    """No phone can reach this station."""

    code = "NOT_SERVED"


@dataclass(frozen=True, slots=True)
class PhoneDoor:
    """What the QR code holds."""

    address: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Session:
    """A phone that was let in."""

    station: str
    made_by: str


def issue(tx: Tx, *, station: str, actor: str) -> PhoneDoor:
    """Let the next phone in that scans this.

    Raises:
        NotServedError: the service does not run, or only for this machine.
        station.errors.UserError: not theirs to decide.
    """
    require(tx, actor, Action.CONFIRM_SLIP, station=station)
    address = choices.get(tx, ADDRESS)
    if not address:
        raise NotServedError(
            _("No phone can reach this station yet"),
            _("ask IT to start the service for phones: serve --host 0.0.0.0"),
        )
    token = secrets.token_urlsafe(_BYTES)
    uploads.add(tx, _hash(token), station=station, made_by=actor, expires_at=tx.now + TOKEN_LASTS)
    record(tx, station, actor=actor, action="phone", subject="token")
    return PhoneDoor(f"{address}/phone#{token}", int(TOKEN_LASTS.total_seconds() // 60))


def redeem(tx: Tx, token: str) -> str | None:
    """Return a session for a token, once."""
    session = secrets.token_urlsafe(_BYTES)
    over = tx.now + SESSION_LASTS
    return session if uploads.exchange(tx, _hash(token), session_hash=_hash(session), expires_at=over) else None


def let_in(tx: Tx, session: str) -> Session | None:
    """Return the session; ``None`` when it is over.

    Raises:
        station.errors.UserError: who let the phone in may not do so any more.
    """
    row = uploads.session(tx, _hash(session))
    if row is None:
        return None
    require(tx, row.made_by, Action.CONFIRM_SLIP, station=row.station)
    return Session(row.station, row.made_by)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
