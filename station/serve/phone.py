"""``/phone``: a phone that scanned the QR code photographs slips and hands them in; they wait there to be read.

The page changes the token of the QR code for a session by POST, so a preview of the link uses nothing up. A photo is
told apart by its first bytes, sealed, linked by its hash and committed before it is answered; it is decoded elsewhere,
in a process of its own. A photo the shop knows already is told as such. Pictures never touch the disk in the clear.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from station.errors import UserError
from station.people.audit import record
from station.serve import tokens
from station.serve.guard import body_of
from station.serve.page import file, templates
from station.store import orders as master
from station.store import photos, slips
from station.text import _, language

if TYPE_CHECKING:
    from starlette.requests import Request

    from station.store.engine import Store, Tx

log = logging.getLogger(__name__)
LARGEST_PHOTO = 30_000_000
_AT_ONCE = 4
_STARTS = ((0, b"\xff\xd8\xff"), (0, b"\x89PNG\r\n\x1a\n"), (8, b"WEBP"), (4, b"ftyp"), (0, b"%PDF-"))


@dataclass(frozen=True, slots=True)
class Handed:
    """The answer to a photo."""

    status: int
    told: str


def routes(store: Store) -> list[Route]:
    """Return page, its two files, and what it asks for."""
    at_once = asyncio.Semaphore(_AT_ONCE)

    async def page(_request: Request) -> Response:
        html = templates().get_template("phone.html").render(lang=language(), words=_words())
        return HTMLResponse(html)

    async def opened(request: Request) -> Response:
        token = (await body_of(request, most=200)).decode("ascii", "replace")
        session = await run_in_threadpool(store.write, partial(tokens.redeem, token=token))
        if session is None:
            log.warning("phone refused status=403")
            return JSONResponse({"told": _("This code was used or is over: show a new one on the screen")}, 403)
        return JSONResponse({"session": session})

    async def photo(request: Request) -> Response:
        session = request.headers.get("authorization", "").removeprefix("Bearer ")
        async with at_once:
            if not await run_in_threadpool(_still_in, store, session):
                return JSONResponse({"told": _("Your time is over: scan a new code from the screen")}, 401)
            body = await body_of(request, most=LARGEST_PHOTO)
            handed = await run_in_threadpool(_take, store, session, body)
        return JSONResponse({"told": handed.told}, handed.status)

    return [
        Route("/phone", page, methods=["GET"]),
        Route("/phone/phone.js", file("phone.js", "text/javascript"), methods=["GET"]),
        Route("/phone/page.css", file("page.css", "text/css"), methods=["GET"]),
        Route("/phone/open", opened, methods=["POST"]),
        Route("/phone/photo", photo, methods=["POST"]),
    ]


def _still_in(store: Store, session: str) -> bool:
    with store.read() as tx:
        try:
            return tokens.let_in(tx, session) is not None
        except UserError:
            return False


def _take(store: Store, session: str, photo: bytes) -> Handed:
    if not any(photo[at : at + len(start)] == start for at, start in _STARTS):
        return Handed(415, _("This is no photo: take it with the camera button"))
    name = photos.digest(photo)
    with store.read() as tx:
        kept = slips.is_kept(tx, name)
    if not kept:
        photos.keep(store.home / "photos", store.vault, photo)
    handed: Handed = store.write(partial(_keep, session=session, name=name))
    log.info("photo handed in status=%d bytes=%d", handed.status, len(photo))
    return handed


def _keep(tx: Tx, *, session: str, name: str) -> Handed:
    phone = tokens.let_in(tx, session)
    if phone is None:
        return Handed(401, _("Your time is over: scan a new code from the screen"))
    known = slips.put_photo(tx, name, station=phone.station)
    if known is None:
        record(tx, phone.station, actor=phone.made_by, action="slip_photo", subject=name)
        return Handed(201, _("Received: it is read on the screen now"))
    order = master.head(tx, known.order_id) if known.order_id else None
    if order is not None:
        return Handed(409, _("This photo was used for order {code}").format(code=order.short_code))
    return Handed(200, _("This photo is here already"))


def _words() -> dict[str, str]:
    return {
        "title": _("Photograph slips"),
        "camera": _("Take a photo"),
        "album": _("Choose photos"),
        "advice": _("Lay the slip flat, get close, no shadow: all four corners in the picture"),
        "opening": _("Connecting…"),
        "ready": _("Connected: photograph one slip after another"),
        "sending": _("Sending"),
        "again": _("Send again"),
        "lost": _("No connection: stay in the shop's Wi-Fi, then send again"),
        "large": _("This photo is larger than 30 MB: take it with the camera button"),
        "scan": _("Scan the code on the screen with this phone"),
    }
