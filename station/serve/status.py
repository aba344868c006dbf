"""``/health`` for whoever watches the service, and ``/status`` for a person at the machine: counts, nothing of people.

``/health`` answers 200 while the store can be read and the puller lives, else 503. Both answer in the shop's own
network only; ``/status`` on this machine only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from station.clock import show
from station.errors import StationError
from station.serve.guard import on_this_machine
from station.serve.page import templates
from station.store import inbox
from station.text import _, language

if TYPE_CHECKING:
    from starlette.requests import Request

    from station.serve.puller import Puller
    from station.store.engine import Store


def routes(store: Store, puller: Puller) -> list[Route]:
    """Return the two addresses."""

    async def health(_request: Request) -> Response:
        return await run_in_threadpool(_health, store, puller)

    async def status(request: Request) -> Response:
        if not on_this_machine(request.scope):
            return Response(status_code=404)
        return await run_in_threadpool(_status, store)

    return [Route("/health", health, methods=["GET"]), Route("/status", status, methods=["GET"])]


def _health(store: Store, puller: Puller) -> Response:
    try:
        with store.read() as tx:
            inbox.waiting(tx)
    except StationError as error:
        return JSONResponse({"status": error.code}, 503)
    return JSONResponse({"status": "ok"}) if puller.alive else JSONResponse({"status": "PULLER"}, 503)


def _status(store: Store) -> Response:
    with store.read() as tx:
        waiting, since = inbox.waiting(tx)
        rows = [
            (_("Orders to be fetched"), waiting),
            (_("Oldest since"), show(since) if since is not None else "-"),
            (_("Messages nobody could read"), inbox.count_stuck(tx)),
        ]
    html = templates().get_template("status.html").render(lang=language(), title=_("Service of the shop"), rows=rows)
    return HTMLResponse(html)
