"""Every component prints our parcel through a server that follows its protocol; silence and breaks are UNKNOWN."""

from __future__ import annotations

import socket

import pytest

from printing.components import base, client
from printing.components.base import ComponentError, Parcel
from printing.components.client import Became
from printing.layouts import samples
from station.errors import UserError
from tests.printing.components.server import platform

FAMILY = ("cainiao", "doudian", "pinduoduo")
CONTENT = {"encryptedData": "AES:xyz", "signature": "MD:abc", "templateURL": "http://127.0.0.1/1", "printData": ["AES"]}
PARCEL = Parcel(
    "P-1",
    "YT8800000000001",
    CONTENT,
    client.exchange_block(samples.samples()["exchange"][1]),
    "http://127.0.0.1/custom",
)


@pytest.mark.parametrize("name", FAMILY)
def test_platform_contents_pass_untouched_and_our_block_stands_in_the_custom_area(name: str) -> None:
    with platform() as told:
        became = client.print_parcel(base.find(name), PARCEL, url=told.url)
        assert (became.became, became.number) == (Became.PRINTED, "YT8800000000099")
        document = told.printed["P-1"]["documents"][0]
    assert document["documentID"] == "YT8800000000001"
    assert document["contents"][0] == CONTENT
    block = document["contents"][1]["data"]
    assert (block["mark"], block["exchange_no"], block["new_code"]) == ("【换货】", "EX7K429MX", "WY2203FB130")
    assert "奶油白" in block["old_item"]


@pytest.mark.parametrize(
    ("mood", "became"),
    [("refuse", Became.FAILED), ("break", Became.UNKNOWN), ("silent", Became.UNKNOWN), ("drop", Became.UNKNOWN)],
)
def test_only_a_refusal_is_surely_unprinted(mood: str, became: Became) -> None:
    with platform(mood) as told:
        assert client.print_parcel(base.find("cainiao"), PARCEL, url=told.url, patience=0.5).became == became


def test_jd_never_says_printed_so_a_person_must_look() -> None:
    with platform() as told:
        became = client.print_parcel(base.find("jd"), PARCEL, url=told.url, patience=0.3)
        assert (became.became, became.number) == (Became.UNKNOWN, "YT8800000000099")
        assert told.printed["P-1"]["printData"] == ["AES"]
        assert told.printed["P-1"]["customData"][0]["exchange_no"] == "EX7K429MX"
        assert client.printers(base.find("jd"), url=told.url) == ["KM-118"]
    with platform("refuse") as told:
        refused = client.print_parcel(base.find("jd"), PARCEL, url=told.url, patience=0.5)
    assert (refused.became, refused.why) == (Became.FAILED, "模板不存在")


def test_printers_are_listed_and_a_missing_program_is_told() -> None:
    with platform() as told:
        assert client.printers(base.find("pinduoduo"), url=told.url) == ["KM-118", "一联单"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ComponentError):
            client.printers(base.find("cainiao"), url=f"ws://127.0.0.1:{taken.getsockname()[1]}")
    with pytest.raises(UserError):
        base.find("nobody")
