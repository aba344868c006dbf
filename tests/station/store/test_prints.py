"""Rows of the print outbox: the next label's SENDING stands in the commit of the last one's proof, or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.store import prints
from station.store.prints import PrintOutbox

if TYPE_CHECKING:
    from station.store.engine import Store
    from station.store.prints import PrintJob


def ask(store: Store, *numbers: int) -> None:
    for n in numbers:
        job = prints.PrintJob(f"J{n}", "item", f"{n:032x}", 1, 0, {"n": n})
        asked = {"station": "1", "printer": "item", "state": prints.QUEUED, "code": "", "by": "", "reason": ""}
        store.write(lambda tx, job=job, asked=asked: prints.add_job(tx, job, **asked))  # type: ignore[misc]


def states(store: Store) -> dict[str, str]:
    with store.read() as tx:
        return {row.job_id: row.state for row in prints.listing(tx)}


def begun(store: Store) -> tuple[PrintOutbox, PrintJob]:
    """Return an outbox whose J1 is on its way, and J2 as it was seen meanwhile."""
    ask(store, 1, 2, 3)
    outbox = PrintOutbox(store, "1", "me")
    assert outbox.claim("item") is not None
    assert outbox.sending("J1", "one")
    seen = outbox.peek("item")
    assert seen is not None
    return outbox, seen


def test_the_next_label_goes_to_sending_with_the_proof_of_the_last(store: Store) -> None:
    outbox, seen = begun(store)
    assert outbox.confirmed("J1", "status", then=seen, printer="item", sha256="two")
    assert states(store) == {"J1": "CONFIRMED", "J2": "SENDING", "J3": "QUEUED"}
    with store.read() as tx:
        row = prints.by_job(tx, "J2")
    assert row is not None
    assert (row.owner, row.attempt, row.sha256) == ("me", 1, "two")
    outbox.recover("item")
    assert states(store)["J2"] == "UNKNOWN"


@pytest.mark.parametrize("change", ["cancelled", "moved", "other words", "an earlier one became due"])
def test_a_row_that_is_not_what_was_drawn_stays(store: Store, change: str) -> None:
    outbox, seen = begun(store)
    if change == "cancelled":
        store.write(lambda tx: prints.call_off(tx, f"{2:032x}", ""))
    elif change == "moved":
        store.write(lambda tx: prints.move(tx, "J2", ("QUEUED",), "QUEUED", printer="fallback"))
    elif change == "other words":
        store.write(lambda tx: prints.move(tx, "J2", ("QUEUED",), "CANCELLED"))
        store.write(lambda tx: prints.ask_again(tx, "J2", {"n": "another"}))
    else:
        store.write(
            lambda tx: prints.move(
                tx, "J3", ("QUEUED",), prints.FAILED, not_before=tx.now, created_at=tx.now - timedelta(hours=1)
            )
        )
    was = states(store)
    assert not outbox.confirmed("J1", "status", then=seen, printer="item", sha256="two")
    assert states(store) == {**was, "J1": "CONFIRMED"}


def test_a_label_tried_in_vain_keeps_its_turn_before_later_ones(store: Store) -> None:
    ask(store, 1, 2)
    outbox = PrintOutbox(store, "1", "me")
    outbox.claim("item")
    outbox.failed_before_send("J1", "off", store.clock.now())
    again = outbox.claim("item")
    assert again is not None
    assert (again.job_id, again.attempt) == ("J1", 2)
