"""What every request passes and every answer carries: a rate limit, and headers that forbid all we do not use.

A request that came through a relay or from outside the shop's own network may only push. Called by ``app.py``, which
wraps the whole service in it.
"""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from station.serve.rate import Buckets, Pace

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PUSHES, OTHERS = Pace(300, 600), Pace(5, 40)
PUSH_PATH = "/push/"
_BODY_SECONDS = 60
_RELAYED = (b"forwarded", b"via", b"x-forwarded-for", b"x-real-ip")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), microphone=(), payment=()"),
    (b"cache-control", b"no-store"),
]


class Guard:
    """Wraps the service."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._buckets = Buckets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or not."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        answer = self._refusal(scope)
        await (answer or self._app)(scope, receive, dressed)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        push = scope["path"].startswith(PUSH_PATH)
        if not self._buckets.take(f"{sender(scope)} {push}", PUSHES if push else OTHERS):
            return PlainTextResponse("", 429, headers={"Retry-After": "1"})
        return None if push or at_home(scope) else PlainTextResponse("", 404)


def sender(scope: Scope) -> str:
    """Return where a request came from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def at_home(scope: Scope) -> bool:
    """Tell whether it came from the shop's own network, by no relay."""
    address = _address(scope)
    near = address is not None and (address.is_private or address.is_link_local)
    return near and not any(name in _RELAYED for name, _value in scope["headers"])


def on_this_machine(scope: Scope) -> bool:
    """Tell whether it came from this machine itself."""
    address = _address(scope)
    return address is not None and address.is_loopback


def _address(scope: Scope) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(sender(scope).partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


async def body_of(request: Request, *, most: int) -> bytes:
    """Return the raw body of a request.

    Raises:
        HTTPException: more than ``most`` bytes, or it does not come.
    """
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > most:
        raise HTTPException(413)
    found = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                found += chunk
                if len(found) > most:
                    raise HTTPException(413)
    except TimeoutError as error:
        raise HTTPException(408) from error
    return bytes(found)
