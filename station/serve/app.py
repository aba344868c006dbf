"""Which address of the service does what; everything else is 404, and nothing explains itself to a stranger.

Called by ``server.py``, and by tests without a socket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response

from station.serve import phone, pushes, status
from station.serve.guard import Guard

if TYPE_CHECKING:
    from starlette.requests import Request

    from station.serve.puller import Puller
    from station.store.engine import Store


def build(store: Store, puller: Puller) -> Guard:
    """Return the service."""
    routes = [*pushes.routes(store), *phone.routes(store), *status.routes(store, puller)]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _bare, Exception: _bare})
    app.router.redirect_slashes = False  # a redirect would name whatever host the sender claims
    return Guard(app)


async def _bare(_request: Request, error: Exception) -> Response:
    """Answer with a number and no word: pages of errors tell strangers about the program."""
    return Response(status_code=error.status_code if isinstance(error, HTTPException) else 500)
