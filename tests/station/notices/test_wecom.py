"""The WeCom robot against a local server: its JSON, its limits, what its codes mean; never its key in an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.notices.base import GatewayError, Notice
from station.notices.wecom import gateway
from tests.station.notices.robots import Robot, robot

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTICE = Notice("safety:SKU-1:x", "wecom", "SKU-1 低于安全库存。当前冻结态库存占比达68%")


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    with robot() as made:
        monkeypatch.setenv("PACKBENCH_SECRET_WECOM_URL", f"{made.url}?key=SECRETKEY")
        yield made


def test_the_group_hears_the_sentence(group: Robot) -> None:
    gateway.send(NOTICE)
    assert group.said() == [{"msgtype": "text", "text": {"content": NOTICE.body}}]
    assert group.heard[0][0] == "/robot?key=SECRETKEY"


def test_a_long_message_is_cut_at_whole_characters(group: Robot) -> None:
    gateway.send(Notice("k", "wecom", "锁" * 1000))
    content = group.said()[0]["text"]["content"]
    assert len(content.encode()) <= 2048
    assert content.endswith("锁…")


@pytest.mark.parametrize(("code", "again"), [(45009, True), (-1, True), (93000, False), (40058, False), (None, False)])
def test_codes_say_whether_to_try_again(group: Robot, code: int | None, again: bool) -> None:
    group.answer = {"errcode": code}
    with pytest.raises(GatewayError) as refused:
        gateway.send(NOTICE)
    assert refused.value.again is again
    assert "SECRETKEY" not in f"{refused.value.happened}{refused.value.remedy}{refused.value!r}"


@pytest.mark.parametrize(("status", "again"), [(500, True), (502, True), (429, True), (404, False), (302, False)])
def test_http_errors_too(group: Robot, status: int, again: bool) -> None:
    group.status = status
    with pytest.raises(GatewayError) as refused:
        gateway.send(NOTICE)
    assert refused.value.again is again


def test_nobody_there_is_tried_again_and_no_address_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with robot() as gone:
        url = f"{gone.url}?key=SECRETKEY"
    for known, again in ((url, True), ("", False), ("ftp://x", False), ("http://[", True)):
        monkeypatch.setenv("PACKBENCH_SECRET_WECOM_URL", known)
        monkeypatch.setenv("PACKBENCH_KEYRING", "no")
        with pytest.raises(GatewayError) as refused:
            gateway.send(NOTICE)
        assert refused.value.again is again
        assert "SECRETKEY" not in f"{refused.value.happened}{refused.value.remedy}"
