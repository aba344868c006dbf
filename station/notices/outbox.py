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

from station.notices.base import GatewayError, Notice
from station.registry import extensions
from station.store import work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station.notices.base import Gateway
    from station.store.engine import Store, Tx

log = logging.getLogger(__name__)
_TRIES = 5
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


def gateways() -> Mapping[str, Gateway]:
    """Return the gateways there are, by the name messages use."""
    return extensions("station.notices", "gateway")


def deliver(store: Store, *, limit: int = 50) -> int:
    """Send what is due and return how many went out; messages whose gateway has no file stay queued."""
    known = gateways()
    with store.read() as tx:
        rows = work.notices_due(tx, gateways=known, limit=limit)
        due = [Notice(row.dedupe_key, row.gateway, row.body, row.order_id, row.tries + 1) for row in rows]
    return sum(_send(store, notice, known[notice.gateway]) for notice in due)


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
