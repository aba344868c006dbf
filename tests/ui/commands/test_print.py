"""``print``: the queue, printing again, and how a printer is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import main
from printing import printer
from printing.emulator import Emulator
from printing.rhythm import Rhythm
from printing.spooler import Spooler
from station.orders.ids import short_code
from station.packing import session
from station.people.codes import badge_code
from station.store import choices, prints
from station.store.prints import PrintOutbox
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def order_id(store: Store) -> str:
    """Give an order whose last item was just scanned."""
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    barcode = {sku: barcode for sku, _name, _size, _color, barcode in shop.SKUS}
    for scanned in (badge_code("1001"), short_code(order_id), barcode["WY-CW-120"]):
        session.scan(store, scanned, station="1")
    return order_id


def _print(store_url: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main.main(["print", *arguments, "--json", "--store", store_url]) == 0
    return json.loads(capsys.readouterr().out)


def _states(store: Store, order_id: str) -> list[str]:
    with store.read() as tx:
        return [row.state for row in prints.of_order(tx, order_id)]


def test_queue_shows_what_waits(order_id: str, store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    (job,) = _print(store_url, capsys, "list")["jobs"]
    assert (job["order_id"], job["kind"], job["state"], job["copy"]) == (order_id, "waybill", "QUEUED", 1)


def test_last_item_to_paper_through_the_real_outbox(order_id: str, store: Store) -> None:
    with Emulator() as emulator:
        spooler = Spooler(
            "waybill",
            printer.parse(emulator.url()),
            outbox=PrintOutbox(store, "1", "test"),
            rhythm=Rhythm(idle=0.05, answer=3),
        ).start()
        assert emulator.wait_printed(1)
        for _try in range(200):
            if _states(store, order_id) == ["CONFIRMED"]:
                break
            emulator.wait_printed(2, 0.05)
        spooler.close()
        assert len(emulator.printed) == 1
    assert _states(store, order_id) == ["CONFIRMED"]


def test_a_job_that_never_left_is_queued_again(
    order_id: str, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outbox = PrintOutbox(store, "1", "test")
    job = outbox.claim("waybill")
    assert job is not None
    outbox.failed_before_send(job.job_id, "off", None)
    assert _print(store_url, capsys, "retry", job.job_id, "--reason", "装好纸了") == {
        "job_id": job.job_id,
        "new_copy": False,
    }
    assert _states(store, order_id) == ["QUEUED"]


def test_a_job_that_may_have_printed_becomes_a_reprint(
    order_id: str, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outbox = PrintOutbox(store, "1", "test")
    job = outbox.claim("waybill")
    assert job is not None
    outbox.sending(job.job_id, "0" * 64)
    outbox.unknown(job.job_id, "reset")
    said = _print(store_url, capsys, "retry", job.job_id, "--reason", "纸卡住了")
    assert said["new_copy"] is True
    assert _states(store, order_id) == ["UNKNOWN", "QUEUED"]
    with store.read() as tx:
        again = prints.by_job(tx, said["job_id"])
        assert again is not None
        assert (again.copy_no, again.reason) == (2, "纸卡住了")


def test_what_is_being_printed_or_does_not_exist_is_refused(
    order_id: str, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.read() as tx:
        job_id = prints.of_order(tx, order_id)[0].job_id
    for wrong in (job_id, "nothing"):
        assert main.main(["print", "retry", wrong, "--reason", "x", "--store", store_url]) == 1
        assert "PRINT_JOB" in capsys.readouterr().err


def test_printer_status_in_words_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    with Emulator() as emulator:
        emulator.change(paper=0)
        assert main.main(["print", "status", emulator.url(), "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["answers"], said["ready"], said["problems"]) == (True, False, ["paper_out"])
        assert main.main(["print", "status", emulator.url()]) == 0
        assert "缺纸" in capsys.readouterr().out
        emulator.change(mute=True)
        assert main.main(["print", "status", emulator.url()]) == 0
        assert "不报告状态" in capsys.readouterr().out


def test_printer_that_is_off_is_a_device_error(capsys: pytest.CaptureFixture[str]) -> None:
    with Emulator() as emulator:
        url = emulator.url()
    assert main.main(["print", "status", url]) == 3
    assert "PRINTER_OFFLINE" in capsys.readouterr().err


def test_printer_by_role_of_this_bench(store: Store, store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["print", "status", "waybill", "--store", store_url]) == 1
    assert "没有设置" in capsys.readouterr().err
    with Emulator() as emulator:
        store.write(lambda tx: choices.put(tx, "printer:1:waybill", emulator.url()))
        assert _print(store_url, capsys, "status", "waybill")["ready"] is True
