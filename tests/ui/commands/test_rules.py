"""``rules``: saved from a file, rehearsed, on, why, off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from station.intake.facts import take
from tests import shop
from tests.ui.commands.hands import opened_shop, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store

BODY = {
    "name": "抖音",
    "sentence": "{channel}的单，放小票",
    "when": {"match": "all", "parts": [{"fact": "channel", "op": "is", "value": "douyin"}]},
}


@pytest.fixture
def opened(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("PACKBENCH_STORE", sqlite_url)
    yield from opened_shop(sqlite_url)


def test_from_file_to_why(opened: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rule.json"
    path.write_text(json.dumps(BODY), encoding="utf-8")
    _status, kept = say(capsys, "rules", "save", str(path))
    assert say(capsys, "rules", "on", kept["rule"])[0] == 1  # not rehearsed
    _status, tried = say(capsys, "rules", "rehearse", kept["rule"])
    assert (tried["read"], [hit["text"] for hit in tried["hits"]]) == (1, ["douyin的单，放小票"])
    assert say(capsys, "rules", "on", kept["rule"])[0] == 0
    told = {"kind": "receivable", "phone": "13800000001", "due": "2020-01-01", "id": "Z"}
    number = shop.order().number
    take(opened, json.dumps({**told, "number": number}).encode())  # the rules look again
    _status, why = say(capsys, "rules", "why", number)
    (own,) = [one for one in why if one["rule"].startswith("own:")]
    assert (own["version"], own["inputs"], own["replay_same"]) == (1, {"channel": "douyin"}, True)
    assert say(capsys, "rules", "off", kept["rule"])[0] == 0
    assert [one["state"] for one in say(capsys, "rules", "list")[1]] == ["off"]
    assert len(say(capsys, "rules", "history", kept["rule"])[1]) == 1


def test_what_is_no_file_or_rule_is_told(opened: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rule.json"
    path.write_text("{", encoding="utf-8")
    assert say(capsys, "rules", "save", str(path))[1].startswith("BAD_RULE_FILE")
    assert say(capsys, "rules", "rehearse", "nothing")[0] == 1
    assert say(capsys, "rules", "why", shop.order().number)[0] == 0
    facts = say(capsys, "rules", "facts")[1]
    assert {"fact": "pieces", "name": "件数", "kind": "number", "operators": [">=", ">", "=", "<", "<="]} in facts
