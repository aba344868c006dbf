"""``/push/CHANNEL``: what a platform (or the shop's relay) tells us, answered only after it was committed.

401 for a wrong signature, 404 for a channel that does not push, 503 when secrets or the store are missing: then the
platform sends it again. The platform's own reply is the whole answer; a refusal says nothing.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from station.channels.names import channel_id
from station.channels.push import NoPushError, Push
from station.channels.secret import SecretMissingError
from station.errors import DeviceError
from station.intake.receive import receive
from station.serve.guard import body_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from station.store.engine import Store

log = logging.getLogger(__name__)
LONGEST_PUSH = 1_000_000


def routes(store: Store) -> list[Route]:
    """Return the address of every channel; what stands after its name is the platform's to choose."""

    async def push(request: Request) -> Response:
        channel = channel_id(request.path_params["channel"])
        body = await body_of(request, most=LONGEST_PUSH)
        told = Push(body, dict(request.headers), dict(request.query_params), request.url.path)
        return await run_in_threadpool(_taken, store, channel, told)

    return [
        Route("/push/{channel}", push, methods=["GET", "POST"]),
        Route("/push/{channel}/{rest:path}", push, methods=["GET", "POST"]),
    ]


def _taken(store: Store, channel: str, push: Push) -> Response:
    try:
        told = receive(store, channel, push)
    except NoPushError:
        return Response(status_code=404)
    except (SecretMissingError, DeviceError) as error:
        log.warning("push not taken channel=%s code=%s", channel, error.code)
        return Response(status_code=503, headers={"Retry-After": "10"})
    if told.status != 200:
        return Response(status_code=told.status)
    kind = "application/json" if told.reply.startswith("{") else "text/plain"
    return Response(told.reply, media_type=kind)
