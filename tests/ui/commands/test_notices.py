"""Messages to staff from the command line: chosen, tried, listed, sent once more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import main
from station.notices import outbox
from station.settings import load
from station.store.engine import open_store
from tests.station.notices.robots import robot

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    def say(*words: str) -> dict[str, Any]:
        assert main.main(["--json", "notices", *words]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return say


def test_a_gateway_is_tried_chosen_and_what_failed_goes_again(
    said: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with robot() as group:
        monkeypatch.setenv("PACKBENCH_SECRET_WECOM_URL", group.url)
        assert said("test", "wecom")["taken"]
        assert said("use", "wecom")["gateway"] == "wecom"
        group.answer = {"errcode": 93000}
        store = open_store(load())
        store.write(lambda tx: outbox.tell(tx, dedupe_key="k", body="货不够"))
        outbox.deliver(store)
        store.close()
        told = said("list")
        assert (told["gateway"], [one["state"] for one in told["notices"]]) == ("wecom", ["failed"])
        group.answer = {"errcode": 0}
        assert said("again", "k")["sent"] == 1
    assert said("list")["notices"] == []


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("use", "pigeon"), 1, "UNKNOWN_GATEWAY"),
        (("again", "nothing"), 1, "NO_NOTICE"),
        (("test", "dingtalk"), 3, "NOTICE_NOT_SENT"),
    ],
)
def test_what_cannot_be_is_told(
    words: tuple[str, ...], status: int, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKBENCH_KEYRING", "no")
    assert main.main(["notices", *words]) == status
    assert code in capsys.readouterr().err
