"""A range is looked through with progress, can be stopped, and is never larger than allowed; no byte is sent."""

import socket

import pytest

from printing.discovery import network
from printing.discovery.base import DiscoveryError


@pytest.mark.parametrize(
    ("given", "n", "first"),
    [("10.0.0.0/24", 254, "10.0.0.1"), ("10.0.0.20-60", 41, "10.0.0.20"), ("10.0.0.250-10.0.1.5", 12, "10.0.0.250"),
     ("10.0.0.7", 1, "10.0.0.7"), ("10.0.0.4/31", 2, "10.0.0.4")],
)  # fmt: skip
def test_a_range_is_read(given: str, n: int, first: str) -> None:
    found = network.addresses(given)
    assert (len(found), found[0]) == (n, first)


@pytest.mark.parametrize(
    "given", ["", "x", "10.0.0.9-1", "10.0.0.0/8", "10.0.0.0-10.0.9.0", "0.0.0.0/0", "10.0.0.1-999"]
)
def test_nonsense_and_large_ranges_are_refused(given: str) -> None:
    with pytest.raises(DiscoveryError) as refused:
        network.addresses(given)
    assert refused.value.remedy


def test_who_listens_is_found_and_gets_no_byte() -> None:
    with socket.create_server(("127.0.0.3", 0)) as server:
        port = server.getsockname()[1]
        told: list[tuple[int, int]] = []
        hits = network.find(
            network.addresses("127.0.0.1-100"), port=port, progress=lambda done, all_: told.append((done, all_))
        )
        assert [one.url for one in hits] == [f"zpl+tcp://127.0.0.3:{port}"]
        assert told == [(64, 100), (100, 100)]
        server.settimeout(5)
        with server.accept()[0] as asked:
            asked.settimeout(5)
            assert asked.recv(10) == b""


def test_it_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    range_ = network.addresses("127.0.0.1-200")
    network.find(range_, port=1, progress=lambda *at: told.append(at), stopped=lambda: bool(told))
    assert told == [(64, 200)]
