"""Somebody who knocks at the service without a socket: from the shop's network, by a relay, from anywhere."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import httpx

from station.channels import signatures as sign
from station.serve.app import build
from station.serve.puller import Puller
from tests.station.channels.test_push import GENUINE, SECRETS

if TYPE_CHECKING:
    import pytest

    from station.channels.push import Push
    from station.serve.guard import Guard
    from station.store.engine import Store

NEAR, HERE, FAR = "192.168.1.9", "127.0.0.1", "8.8.8.8"


@dataclass(frozen=True, slots=True)
class Client:
    """One sender, and the service as it is for all of its requests."""

    app: Guard
    sender: str

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        """Ask once."""
        return asyncio.run(self._request(method, path, given))

    def get(self, path: str, **given: Any) -> httpx.Response:
        """Ask for a page."""
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        """Hand something in."""
        return self.request("POST", path, **given)

    async def _request(self, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
        way = httpx.ASGITransport(self.app, client=(self.sender, 50000), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=way, base_url="http://service") as http:
            return await http.request(method, path, **given)


def knock(store: Store, *, sender: str = HERE) -> Client:
    """Return a client at this address; nobody fetches."""
    return Client(build(store, Puller(store)), sender)


def know_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set every channel's secrets up as the shop's owner would."""
    for channel in GENUINE:
        for name, value in SECRETS.items():
            monkeypatch.setenv(f"PACKBENCH_SECRET_{channel}_{name}".upper(), value)


def genuine(channel: str) -> Push:
    """Return a push as this channel signs it for our address."""
    push = GENUINE[channel]()
    if channel == "xiaohongshu":
        headers = dict(push.headers)
        headers["sign"] = sign.xiaohongshu_push(
            "/push/xiaohongshu", push.query, app_key="AK", timestamp=headers["timestamp"], secret=SECRETS["app_secret"]
        )
        return replace(push, headers=headers)
    return push


def send(client: Client, channel: str, push: Push) -> httpx.Response:
    """Push it."""
    query = urlencode(dict(push.query))
    assert dict(parse_qsl(query)) == dict(push.query)
    return client.post(f"/push/{channel}?{query}", content=push.body, headers=dict(push.headers))
