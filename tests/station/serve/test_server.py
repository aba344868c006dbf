"""The service as a program: TLS on the network, no banner, a taken port told, and an end in good order."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from station.serve.server import PortTakenError, Wish, _socket, serve
from station.serve.tokens import ADDRESS
from station.store import choices
from tests.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@contextmanager
def serving(home: Path, *words: str) -> Iterator[tuple[dict[str, Any], subprocess.Popen[str]]]:
    order = [sys.executable, str(ROOT / "main.py"), "serve", "--json", "--port", "0", *words]
    with subprocess.Popen(
        order, env={**os.environ, "PACKBENCH_HOME": str(home)}, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        try:
            yield json.loads(child.stdout.readline()), child
        finally:
            child.kill()


def choice(store: Store) -> str:
    with store.read() as tx:
        return choices.get(tx, ADDRESS)


def test_on_the_network_it_speaks_tls_and_ends_when_told(file: Store, home: Path) -> None:
    with serving(home, "--host", "0.0.0.0", "--name", "127.0.0.1") as (told, child):
        assert told["address"].startswith("https://127.0.0.1:")
        assert choice(file) == told["address"]
        trusted = ssl.create_default_context(cafile=str(home / "tls" / "serve.crt"))
        with httpx.Client(verify=trusted, base_url=told["address"]) as http:
            answer = http.get("/health")
            assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
            assert "server" not in answer.headers
        with pytest.raises(httpx.HTTPError):
            httpx.get(told["address"].replace("https", "http") + "/health")
        child.send_signal(signal.SIGTERM)
        assert child.wait(10) == 0
    assert choice(file) == ""


def test_this_machine_only_by_default_and_one_service_a_port(file: Store, home: Path) -> None:
    with serving(home) as (told, child):
        assert told["address"].startswith("http://127.0.0.1:")
        assert told["fingerprint"] is None
        assert choice(file) == ""  # no phone can reach it
        with pytest.raises(PortTakenError):
            serve(file, Wish(port=int(told["address"].rpartition(":")[2])), told=lambda _here: None)
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 0


@pytest.mark.parametrize(
    ("host", "local"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)]
)
def test_what_is_local(host: str, *, local: bool) -> None:
    assert Wish(host).local is local


def test_answers_leave_at_once() -> None:
    """Asyncio switches Nagle off only where the socket says it is TCP: else each answer waits 40 ms."""
    with _socket(Wish(port=0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_head_that_never_ends_is_cut_off(home: Path) -> None:
    with serving(home) as (told, _child):
        port = int(told["address"].rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ")
            with pytest.raises((ConnectionError, TimeoutError)):  # noqa: PT012 - which send meets the shut door is chance
                for _more in range(1000):
                    line.sendall(b"a" * 65_536)
        assert httpx.get(told["address"] + "/health").status_code == 200
