"""``component print``: the order's job leaves the queue before the component hears of it and ends as it says."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import main
from printing.components import client
from station.orders.canonical import Recipient
from station.packing import labels
from station.settings import load
from station.store import prints
from station.store.engine import open_store
from tests import shop
from tests.printing.components.server import platform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_an_order_is_printed_once_by_the_component(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: labels.request(tx, order_id, station="1", operator_no="1001", printer=""))
    store.close()
    content = tmp_path / "content.json"
    content.write_text(json.dumps({"encryptedData": "AES:x"}))
    words = ("component", "print", "cainiao", "--order", "6900000000000000001", "--content", str(content))

    def said(url: str) -> Any:
        assert main.main(["--json", *words, "--url", url]) == 0
        return json.loads(capsys.readouterr().out)["state"]

    assert main.main([*words, "--url", "ws://127.0.0.1:9"]) == 3
    with platform("refuse") as told:
        assert said(told.url) == prints.CANCELLED
    with platform() as told:
        assert said(told.url) == prints.CONFIRMED
        assert len(told.printed) == 1
        capsys.readouterr()
        assert main.main([*words, "--url", told.url]) == 1
    assert "NO_LABEL" in capsys.readouterr().err


SECRET = Recipient("##bWFtYQ==##x1", "$$13f0aa9$$1$", "浙江省", "杭州市", "余杭区", "", "##ZGV0YWls##")


class Encrypted:
    """An order whose recipient only its platform may read, its label waiting for the component."""

    def __init__(self, folder: Path, channel: str) -> None:
        self.store = open_store(load())
        shop.build(self.store)
        (self.order_id,) = shop.put(self.store, replace(shop.order(), channel=channel, recipient=SECRET))
        self.store.write(
            lambda tx: labels.request(tx, self.order_id, station="1", operator_no="1001", printer="waybill")
        )
        self.content = folder / "content.json"
        self.content.write_text(json.dumps({"encryptedData": "AES:x"}))

    def component(self, name: str, url: str) -> int:
        words = ["--order", "6900000000000000001", "--content", str(self.content), "--template", "http://127.0.0.1/t"]
        return main.main(["component", "print", name, *words, "--url", url, "--patience", "0.5"])

    def retry(self) -> int:
        return main.main(["print", "retry", self.jobs()[-1].job_id, "--reason", "没出来"])

    def jobs(self) -> list[Any]:
        with self.store.read() as tx:
            return prints.of_order(tx, self.order_id)

    def states(self) -> list[str]:
        return [str(job.state) for job in self.jobs()]


@pytest.fixture
def encrypted_order(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Encrypted]:
    made = Encrypted(tmp_path, getattr(request, "param", "taobao"))
    yield made
    made.store.close()


@pytest.mark.parametrize("mood", ["drop", "silent", "break"])
def test_a_reprint_asks_the_component_with_its_own_task_and_nothing_doubles(
    encrypted_order: Encrypted, mood: str, capsys: pytest.CaptureFixture[str]
) -> None:
    order = encrypted_order
    with platform(mood) as told:
        assert order.component("cainiao", told.url) == 0
        assert order.states() == [prints.UNKNOWN]  # it was accepted: paper may be out
        assert order.component("cainiao", told.url) == 1  # never again by itself
    assert "NO_LABEL" in capsys.readouterr().err
    assert order.retry() == 0
    assert order.states() == [prints.UNKNOWN, prints.QUEUED]
    first, second = (str(job.job_id) for job in order.jobs())
    assert [job.printer for job in order.jobs()] == ["component:cainiao"] * 2
    assert prints.PrintOutbox(order.store, "1", "ours").claim("waybill") is None
    with platform() as told:
        assert order.component("cainiao", told.url) == 0
        assert order.component("cainiao", told.url) == 1
        assert list(told.printed) == [second]
        block = told.printed[second]["documents"][0]["contents"][1]["data"]
    assert block["copy"] == "补打 1"
    assert first != second
    assert order.states() == [prints.UNKNOWN, prints.CONFIRMED]
    assert order.jobs()[-1].reason == "没出来"
    assert order.jobs()[-1].code == "YT8800000000099"


@pytest.mark.parametrize("encrypted_order", ["jd"], indirect=True)
def test_jd_says_accepted_only_so_the_reprint_too_is_unknown(encrypted_order: Encrypted) -> None:
    order = encrypted_order
    with platform() as told:
        assert order.component("jd", told.url) == 0
        assert order.retry() == 0
        assert order.component("jd", told.url) == 0
        assert list(told.printed) == [str(job.job_id) for job in order.jobs()]
        assert [one["customData"][0]["copy"] for one in told.printed.values()] == ["首印", "补打 1"]
    assert order.states() == [prints.UNKNOWN] * 2


def test_what_a_killed_program_handed_over_is_unknown_and_not_stuck(encrypted_order: Encrypted) -> None:
    order = encrypted_order
    (job,) = order.jobs()
    order.store.write(lambda tx: prints.move(tx, job.job_id, (prints.QUEUED,), prints.SENDING))
    assert order.retry() == 1  # it may still be waiting for the component
    order.store.write(lambda tx: prints.move(tx, job.job_id, (prints.SENDING,), prints.SENDING, changed_at=LONG_AGO))
    assert order.retry() == 0
    assert order.states() == [prints.UNKNOWN, prints.QUEUED]


def test_broken_off_by_a_person_it_is_unknown(encrypted_order: Encrypted, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*_given: object, **_named: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "print_parcel", broken_off)
    with contextlib.suppress(KeyboardInterrupt):
        encrypted_order.component("cainiao", "ws://127.0.0.1:9")
    assert encrypted_order.states() == [prints.UNKNOWN]
