"""Messages out: written with the act they tell of, sent afterwards, each at most once.

``queue`` puts a message into the outbox in the caller's transaction; the dedupe key makes telling the same thing
twice impossible. The body carries no name, phone or address: a text message names its order, and the gateway opens
the recipient when it sends. ``deliver`` (watch, serve) claims a message, commits that, sends it, then notes how it
went: a crash in between leaves it ``sending``, which nobody repeats by himself, because it may have gone out.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from station.errors import UserError
from station.notices.base import GatewayError, Notice
from station.people.permit import act
from station.people.roles import Action
from station.registry import extensions
from station.store import choices, work
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station.notices.base import Gateway
    from station.store.engine import Store, Tx

log = logging.getLogger(__name__)
_CHOICE = "notices:gateway"
_TRIES = 8  # the last one two hours after the first
_WAIT = timedelta(minutes=1)  # doubles with each try


def queue(
    tx: Tx,
    *,
    dedupe_key: str,
    gateway: str,
    body: str,
    due_at: datetime | None = None,
    order_id: str | None = None,
) -> bool:
    """Put a message into the outbox; ``False`` when it was there already."""
    values = {"dedupe_key": dedupe_key, "gateway": gateway, "body": body, "order_id": order_id}
    return work.add_notice(tx, {**values, "created_at": tx.now, "due_at": due_at or tx.now})


def tell(tx: Tx, *, dedupe_key: str, body: str, order_id: str | None = None) -> bool:
    """Put a message to staff into the outbox, for the gateway the shop chose; ``False`` when it was there already."""
    return queue(tx, dedupe_key=dedupe_key, gateway=chosen(tx), body=body, order_id=order_id)


def chosen(tx: Tx) -> str:
    """Return the gateway messages to staff go to: the log, until a supervisor chose another."""
    name = choices.get(tx, _CHOICE)
    return name if name in gateways() else "log"


def choose(tx: Tx, gateway: str, *, actor: str, station: str) -> None:
    """Choose where messages to staff go.

    Raises:
        UserError: there is no such gateway, or it is not theirs to choose.
    """
    _known(tx, gateway, actor=actor, station=station)
    choices.put(tx, _CHOICE, gateway)


def try_out(store: Store, gateway: str, *, actor: str, station: str) -> None:
    """Send one message now.

    Raises:
        GatewayError: it was not taken.
        UserError: there is no such gateway, or it is not theirs to try.
    """
    store.write(partial(_known, gateway=gateway, actor=actor, station=station))
    said = _("PackBench bench {station}: this is a test message").format(station=station)
    gateways()[gateway].send(Notice(f"test:{store.clock.now().isoformat()}", gateway, said))


def _known(tx: Tx, gateway: str, *, actor: str, station: str) -> None:
    act(tx, actor, Action.SETTINGS, station=station, subject=f"notices {gateway[:40]}")
    if gateway not in gateways():
        raise UserError(
            _("There is no gateway called {name}").format(name=gateway[:40]),
            _("choose one of: {names}").format(names=", ".join(sorted(gateways()))),
            code="UNKNOWN_GATEWAY",
        )


def again(tx: Tx, dedupe_key: str, *, actor: str, station: str) -> None:
    """Let a message that failed, or that nobody knows of whether it went out, be sent once more.

    Raises:
        UserError: there is no such message, or it is not theirs to send.
    """
    act(tx, actor, Action.SETTINGS, station=station, subject=dedupe_key[:80])
    row = work.notice(tx, dedupe_key)
    if row is None or row.state not in (work.FAILED, work.SENDING):
        raise UserError(_("No such message waits for a person"), _("look at the list again"), code="NO_NOTICE")
    work.set_notice(tx, dedupe_key, state=work.QUEUED, tries=0, due_at=tx.now, why="")


def gateways() -> Mapping[str, Gateway]:
    """Return the gateways there are, by the name messages use."""
    return extensions("station.notices", "gateway")


def deliver(store: Store, *, limit: int = 50) -> int:
    """Send what is due and return how many went out; messages whose gateway has no file stay queued."""
    known = gateways()
    with store.read() as tx:
        due = [notice for name in sorted(known) for notice in _due(tx, name, known[name], limit)]
    return sum(_send(store, notice, known[notice.gateway]) for notice in due)


def _due(tx: Tx, name: str, gateway: Gateway, limit: int) -> list[Notice]:
    a_minute: int | None = getattr(gateway, "a_minute", None)
    if a_minute is not None:
        limit = min(limit, a_minute - work.notices_tried(tx, name, since=tx.now - timedelta(minutes=1)))
    rows = work.notices_due(tx, gateways=[name], limit=limit) if limit > 0 else []
    return [Notice(row.dedupe_key, row.gateway, row.body, row.order_id, row.tries + 1) for row in rows]


def _send(store: Store, notice: Notice, gateway: Gateway) -> bool:
    if not store.write(partial(work.claim_notice, dedupe_key=notice.dedupe_key)):
        return False
    try:
        gateway.send(notice)
    except GatewayError as error:
        store.write(partial(_failed, notice=notice, why=error.happened, again=error.again))
        log.warning("notice failed key=%s gateway=%s try=%d", notice.dedupe_key, notice.gateway, notice.tries)
        return False
    store.write(partial(_sent, notice=notice))
    return True


def _sent(tx: Tx, notice: Notice) -> None:
    work.set_notice(tx, notice.dedupe_key, state=work.SENT, sent_at=tx.now, why="")


def _failed(tx: Tx, *, notice: Notice, why: str, again: bool) -> None:
    state = work.QUEUED if again and notice.tries < _TRIES else work.FAILED
    due_at = tx.now + _WAIT * 2 ** (notice.tries - 1)
    work.set_notice(tx, notice.dedupe_key, state=state, why=why, due_at=due_at)
