"""What the slips page does with the store, on the worker: keep photos and drafts, open them, make the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanners.picture import MOST_BYTES
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from station.slips.confirm import ReviewedSlip
    from station.slips.similar import First
    from station.store.engine import Store, Tx
    from ui.desk.page import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """A slip nobody decided on."""

    sha256: str
    unread: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A photo with its draft (empty before it is read) and the names to match with."""

    sha256: str
    draft: dict[str, Any]
    photo: bytes
    names: dict[str, str]


def hand_in(store: Store, desk: Desk, photo: bytes) -> str:
    """Keep a photo to be read; return what to say of one that is known already."""
    from station.store import orders, slips

    name = _keep(store, desk, photo)
    known = store.write(lambda tx: slips.put_photo(tx, name, station=desk.station))
    if known is None:
        return _("Photo kept, it is read now: take the next one")
    if known.state != slips.CONFIRMED:
        return _("This photo is here already")
    with store.read() as tx:
        head = orders.head(tx, known.order_id)
    told = _("This photo was used for order {code}")
    return told.format(code=head.short_code if head is not None else "?")


def unpack(store: Store, desk: Desk, sha256: str, pictures: Sequence[bytes]) -> None:
    """Keep the pictures made from a file, to be read one by one; they stand for it from now on."""
    from station.store import photos, slips

    pages = [_keep(store, desk, picture) for picture in pictures]
    store.write(lambda tx: slips.put_pages(tx, sha256, pages, station=desk.station))
    photos.erase(desk.home / "photos", sha256)


def _keep(store: Store, desk: Desk, photo: bytes) -> str:
    from station.store import photos, slips

    name = photos.digest(photo)
    with store.read() as tx:
        kept = slips.is_kept(tx, name)
    return name if kept else photos.keep(desk.home / "photos", store.vault, photo)


def from_file(store: Store, desk: Desk, path: Path) -> str:
    """Keep the photo of a file.

    Raises:
        UserError: the file cannot be read, or is far too large.
    """
    try:
        photo = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        photo = b""
    if not photo:
        raise UserError(
            _("{name} cannot be read, is empty or too large").format(name=path.name),
            _("take a photo of up to 60 MB"),
            code="SLIP_FILE",
        )
    return hand_in(store, desk, photo)


def waiting(store: Store, station: str) -> tuple[Waiting, ...]:
    """Return what waits at this station, oldest first."""
    from station.store import slips

    with store.read() as tx:
        return tuple(
            Waiting(row.sha256, row.state == slips.PHOTO, int((tx.now - row.created_at).total_seconds() // 60))
            for row in slips.undecided(tx, station)
        )


def opened(store: Store, desk: Desk, sha256: str) -> Slip:
    """Open a photo and its draft."""
    from station.slips.customers import known, offered
    from station.slips.draft import SlipDraft
    from station.slips.leads import judged, of_shop
    from station.store import catalogue, photos, slips

    photo = photos.load(desk.home / "photos", store.vault, sha256) or b""
    with store.read() as tx:
        names = {row.code: row.name or "" for row in catalogue.everything(tx)}
        draft = judged(slips.open_draft(tx, sha256) or SlipDraft({}, ()).as_json(), of_shop(tx))
        who = offered(known(tx), draft) if draft.get("customer") or draft.get("phone") else ()
        return Slip(sha256, {**draft, "known": [one.as_json() for one in who]}, photo, names)


def keep_draft(store: Store, station: str, sha256: str, draft: Mapping[str, Any]) -> None:
    """Keep what was read; say so when the same slip was photographed before."""
    from station.slips.similar import first_like
    from station.store import slips

    with store.read() as tx:
        first = first_like(tx, sha256, draft)
        told = [draft["told"]] if "told" in draft else []
        told += [] if first is None else [_alike(tx, first)]
    both = {name: " · ".join(one[name] for one in told) for name in ("code", "happened", "remedy")}
    kept = {**draft, "told": both, "needs_review": True} if told else draft
    store.write(lambda tx: slips.put_draft(tx, sha256, kept, station=station))


def _alike(tx: Tx, first: First) -> dict[str, str]:
    from station.store import orders

    head = orders.head(tx, first.order_id) if first.order_id else None
    told = _("This slip looks like the one of order {code}") if head is not None else ""
    return {
        "code": "LOOKS_ALIKE",
        "happened": told.format(code=head.short_code) if head is not None else _("This slip looks like one that waits"),
        "remedy": _("the same slip: discard it; a new order: confirm as usual"),
    }


def make_order(store: Store, desk: Desk, sha256: str, slip: ReviewedSlip) -> str:
    """Make the order of a reviewed slip; return its short code.

    Raises:
        UserError: something on it is missing, or it is not theirs to confirm.
    """
    from station.slips.confirm import confirm
    from station.store import orders

    who, station = desk.operator, desk.station
    order_id = store.write(lambda tx: confirm(tx, sha256, slip, station=station, actor=who))
    with store.read() as tx:
        head = orders.head(tx, order_id)
        return head.short_code if head is not None else ""


def discard(store: Store, sha256: str) -> None:
    """This photo shall not become an order."""
    from station.store import slips

    store.write(lambda tx: slips.settle(tx, sha256, slips.DISCARDED))
