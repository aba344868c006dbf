"""Nobody is named in what a whole tour leaves behind: store, journal, photos, logs, backups, exports, labels, report.

Who is looked for comes from the inputs: everybody of the demo shop's history, of its three exports and of the slip, and
the staff. After the tour the shop goes on: people arrive and a bug quotes them, backups and every export are made, the
watch speaks, the key changes, an order is erased. Then every file is searched in every form (``traces.py``).
"""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

import main
from station import registry
from station.channels.push import RELAY_HEADER, Push
from station.channels.signatures import relay
from station.intake.accept import accept
from station.intake.receive import receive
from station.notices.outbox import queue
from station.orders.canonical import Recipient
from station.people import mask
from station.settings import Settings
from station.store import prints
from station.store.engine import Store, open_store
from station.store.schema.orders import orders
from station.store.schema.people import operators
from tests import shop
from tests.safety.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

LATE = Recipient("欧阳震华", "13912345678", "浙江省", "杭州市", "余杭区", "五常街道", "海棠路77号2单元")
SECRETS = {"GENERIC_RELAY": "s3cret-of-the-relay-9f41", "DOUYIN_APP_SECRET": "s3cret-of-douyin-77c0"}
# The three exports are what platforms gave and the tour was fed with: they lie where the shop put them.
INPUTS = "exports"
# A screen, not a file: what a buyer asks the packer for is shown in the buyer's words, long numbers starred.
SHOWN = {f"why.txt: {LATE.name}"}


@pytest.fixture(scope="module")
def shop_left(toured: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what the tour left, so that nobody else's look at it changes."""
    folder = tmp_path_factory.mktemp("after")
    shutil.copytree(toured, folder, dirs_exist_ok=True)
    return folder


def test_nobody_is_named_in_what_a_tour_leaves_behind(
    shop_left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = shop_left / "left" / "shop"
    monkeypatch.setenv("PACKBENCH_HOME", str(home))
    monkeypatch.setenv("PACKBENCH_SECRET_DOUYIN_APP_KEY", "7000000000000000001")
    for name, secret in SECRETS.items():
        monkeypatch.setenv(f"PACKBENCH_SECRET_{name}", secret)
    settings = Settings(home, f"sqlite:///{home / 'packbench.db'}", "3")
    store = open_store(settings)
    words = _people(store) | set(_typed(shop_left)) | set(SECRETS.values())
    assert len(words) > 350
    _go_on(store)
    _push(store)
    for number, said in enumerate(_commands(store, shop_left, tmp_path / "message.json")):
        status = main.main(["--store", settings.store_url, *said])
        told = capsys.readouterr()
        answer = shop_left / ("why.txt" if said[1] == "why" else f"{number:02d}-{said[0]}.txt")
        answer.write_text(told.out + told.err, encoding="utf-8")
        assert status == 0 or said[0] == "receive", (said, told.err)
    for journal in home.glob("packbench.db*"):  # as a stolen machine would have it: the journal is not folded in
        shutil.copyfile(journal, shop_left / f"stolen-{journal.name}")
    store.close()
    assert (shop_left / "stolen-packbench.db-wal").stat().st_size > 0
    shutil.rmtree(shop_left / "left" / INPUTS)
    assert "\n".join(sorted(set(traces(shop_left, words)) - SHOWN)) == ""


def test_the_search_finds_everything_there_is_to_find(tmp_path: Path, toured: Path) -> None:
    """The inputs name their people, Taobao's in GBK and Douyin's in UTF-8; Pinduoduo hides them itself."""
    inputs = traces(toured / "left" / INPUTS, _typed(toured))
    assert len({found.partition(": ")[0] for found in inputs}) == 2
    for form, data in {
        "gbk": "欧阳震华".encode("gbk"),
        "utf-16": "x欧阳震华".encode("utf-16-le"),
        "escape": json.dumps("欧阳震华").encode(),
        "phone": b"tel:13912345678;",
    }.items():
        (tmp_path / form).write_bytes(b"\0\1\2" + data)
    (tmp_path / "海棠路77号2单元.csv").touch()
    assert len(traces(tmp_path, [LATE.name, LATE.phone, LATE.detail])) == 5


def _people(store: Store) -> set[str]:
    """Return the names, phones and streets of everybody in the store, buyers and staff, that are not masked already."""
    with store.read() as tx:
        people = [
            store.vault.open(row.sealed)
            for row in tx.execute(select(orders.c.sealed).where(orders.c.sealed.is_not(None)))
        ]
        staff = list(tx.execute(select(operators.c.name)).scalars())
    words = (
        {word for name, phone, street, _town in people for word in (name, phone, street)}
        | set(staff)
        | {LATE.name, LATE.phone, LATE.detail}
    )
    return {word for word in words if _names_somebody(word)}


def _names_somebody(word: str) -> bool:
    """Leave out what platforms hide themselves: ``138****0001``, ``$$…`` and ``##…`` are ciphertext or masks."""
    return len(word) > 1 and "*" not in word and not word.startswith(("##", "$$"))


def _typed(folder: Path) -> Iterator[str]:
    """Give the words of the tour's inputs that name people: the exports' own columns and the slip as it reads."""
    import csv

    named = {"收货人姓名", "联系手机", "收货地址", "收货人", "收货人手机号", "收件人", "手机", "收货人电话", "详细地址"}
    for path in (folder / "left" / INPUTS).glob("*.csv"):
        text = path.read_bytes().decode("gb18030" if path.name.startswith("ExportOrder") else "utf-8-sig")
        rows = list(csv.reader(text.splitlines()))
        places = [place for place, title in enumerate(rows[0]) if title.strip() in named]
        for row in rows[1:]:
            for word in (row[place].strip(" '\t") for place in places):
                yield from (part for part in (word, word.rpartition(" ")[2]) if _names_somebody(part))
    slip = json.loads((Path(main.__file__).parent / "ui" / "demo" / "data" / "slip.json").read_text(encoding="utf-8"))
    yield from (slip["customer"], slip["phone"], slip["address"], "解放路124号")


def _go_on(store: Store) -> None:
    """Let people arrive by the service and by intake, and let a bug, a refusal and a notice quote them."""
    order = shop.order("6917926768823643751", recipient=LATE, buyer_note=f"请给{LATE.name}打电话{LATE.phone}")
    accept(store, [order])
    accept(store, [replace(order, recipient=replace(LATE, detail="海棠路78号"), number="6917926768823643752")])
    shown = f"{mask.mask_name(LATE.name)} {mask.mask_phone(LATE.phone)}"
    store.write(lambda tx: queue(tx, dedupe_key="traces", gateway="log", body=f"缺货：{shown}"))
    try:
        int(f"{LATE.name} {LATE.phone} {LATE.detail}")
    except ValueError:
        logging.getLogger("station.packing").exception("bug")


def _push(store: Store) -> None:
    """Take a signed push, refuse one of nobody (row A20: secrets are used and leave nothing)."""
    body = json.dumps({"number": "G-3", "status": "paid", "items": [{"name": "袜子", "qty": 1}]}).encode()
    signed = {RELAY_HEADER: relay(SECRETS["GENERIC_RELAY"], body=body)}
    assert receive(store, "generic", Push(body, signed, {})).orders
    assert receive(store, "generic", Push(body + b" ", signed, {})).status == 401
    assert receive(store, "douyin", Push(body, {"Event-Sign": SECRETS["DOUYIN_APP_SECRET"]}, {})).status == 401


def _commands(store: Store, folder: Path, message: Path) -> Iterator[list[str]]:
    late = "6917926768823643751"
    person = {"name": LATE.name, "phone": LATE.phone, "address": f"浙江省杭州市余杭区{LATE.detail}"}
    order = {"number": "G-1", "status": "paid", "recipient": person, "items": [{"name": "袜子", "qty": 1}]}
    for part in (order, {**order, "number": "G-2", "items": []}, person):  # taken, refused, not understood
        message.write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")
        yield ["receive", "generic", "--fetched", "--body", str(message)]
    figures = sorted(registry.extensions("station.figures", "figure"))
    yield ["backup", str(folder / "by-hand.packbench")]
    yield ["backup", "--auto"]
    yield ["privacy", "export", str(folder / "orders.csv"), "--days", "400"]
    yield ["privacy", "export", str(folder / "orders.xlsx"), "--days", "400"]
    yield ["privacy", "export", str(folder / "orders.pdf"), "--days", "400"]
    for name in figures:
        yield ["figures", name, "--csv", str(folder / f"{name}.csv"), "--xlsx", str(folder / f"{name}.xlsx")]
    yield ["audit", "export", str(folder / "trail.csv")]
    yield ["audit", "head", "--out", str(folder / "heads.txt")]
    yield ["stock", "export", str(folder / "stock.csv")]
    yield ["orders", "find", late]
    yield ["orders", "show", late]
    yield ["print", "list"]
    yield ["tickets", "list"]
    yield ["returns", "queue"]
    yield ["rules", "why", late]
    yield ["watch", "once"]
    with store.read() as tx:
        printed = next(job for job in prints.listing(tx) if job.kind == "waybill")
    for language in ("zpl", "tspl", "cpcl", "escpos", "pdf", "png"):
        label = folder / f"label.{language}"
        drawn = ["--order", printed.order_id, "--kind", printed.kind, "--language", language]
        yield ["label", "render", *drawn, "--out", str(label)]
    yield ["key", "rotate"]
    yield ["privacy", "erase", "--order", late]
