"""Every way text comes into the shop from outside; ``test_hostile.py`` and ``benchmark hostile`` send the corpus in.

To add a way, add a line to ``WAYS``: it gets the store, the text and a folder for files. It raises what the program
raises; a refusal in a sentence (``StationError``) is as good as taking the text.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import main
from station import registry
from station.errors import StationError
from station.hints import editing
from station.intake.entry import WrittenItem
from station.orders.canonical import CanonicalLine, Recipient
from station.orders.find import one
from station.packing import session
from station.people import operators
from station.people.codes import badge_code
from station.people.reveal import reveal
from station.people.roles import Role
from station.returns.take_in import paste
from station.slips.confirm import ReviewedSlip, confirm
from tests import shop
from tests.station.serve.knock import NEAR, knock
from ui.commands import base

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.store.engine import Store

CORPUS: dict[str, str] = json.loads(
    (Path(__file__).parents[1] / "data" / "safety" / "hostile.json").read_text(encoding="utf-8")
)
NUMBER = "6900000000000000001"


def harm(store: Store, way: str, folder: Path, *, every: int = 1) -> list[str]:
    """Send the corpus (or every so many-th text of it, another share for each way) in; return what was no answer."""
    wrong = []
    first = list(WAYS).index(way) % every
    for name in list(CORPUS)[first::every]:
        try:
            WAYS[way](store, CORPUS[name], folder)
        except StationError:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no answer
            wrong.append(f"{name}: {type(error).__name__} {str(error)[:80]!r}")
    return wrong


def build(store: Store) -> None:
    """Make the small shop the texts come into."""
    shop.build(store, on_hand=1000)
    shop.put(store, shop.order(NUMBER))


def say(store: Store, *words: str) -> None:
    """Run a command on the opened store, as the door does."""
    known = {name.rstrip("_"): name for name in registry.names("ui.commands")}
    given = main._parser(known, words[0], common=main._common()).parse_args(words)
    context = base.Context(None, as_json=True)
    context.__dict__["store"] = store
    with contextlib.redirect_stdout(io.StringIO()):
        base.run(main._command(known[words[0]]), given, context)


def _table(folder: Path, header: str, *cells: str) -> str:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
        stream.write(header + "\n")
        csv.writer(stream).writerow(cells)
    return str(path)


def _order(store: Store, text: str) -> None:
    who = Recipient(text, text, text, text, text, text, text)
    line = CanonicalLine(text, 1, "WY-CW-120", text)
    order = shop.order(f"7{len(text)}", lines=(line,), recipient=who, buyer_note=text, seller_note=text, buyer_id=text)
    shop.put(store, replace(order, number=text[:200], shop=text[:200]), order)


def _message(store: Store, text: str, folder: Path) -> None:
    order: dict[str, Any] = {
        "number": text,
        "status": text,
        "buyer_note": text,
        "shop": text,
        "created_at": text,
        "received": text,
    }
    order |= {"recipient": {"name": text, "phone": text, "address": text}, "carrier": text, "waybill_no": text}
    order["items"] = [{"name": text, "qty": text, "code": text, "spec": text, "price": text}]
    for body in (json.dumps(order), json.dumps({**order, "status": "paid", "items": [{"name": text, "qty": 1}]}), text):
        (folder / "body").write_bytes(body.encode("utf-8", "surrogatepass"))
        try:
            say(store, "receive", "generic", "--fetched", "--body", str(folder / "body"))
        except StationError:
            continue


def _serve(store: Store, text: str, _folder: Path) -> None:
    client = knock(store, sender=NEAR)
    body = text.encode("utf-8", "surrogatepass")
    for path in ("/push/douyin", "/phone/open", "/phone/photo"):
        for headers in ({}, {"content-type": "application/json"}, {"content-type": "multipart/form-data; boundary=x"}):
            told = client.post(path, content=body, headers=headers)
            assert 400 <= told.status_code < 504, (path, told.status_code)
            assert told.status_code != 500
    asked = client.request("GET", "/phone", params={"q": body.decode("utf-8", "replace")[:500]})
    assert "<script>alert" not in asked.text


def _rule(store: Store, text: str, _folder: Path) -> None:
    part = {"fact": "buyer_note", "op": "has", "value": text}
    body = {"name": text, "sentence": text, "when": {"match": "all", "parts": [part]}}
    rule = store.write(lambda tx: editing.save(tx, body, by="desk", station="1"))
    editing.rehearse(store, rule.rule_id)
    store.write(lambda tx: editing.switch_on(tx, rule.rule_id, by="desk", station="1"))


def _operator(store: Store, text: str, _folder: Path) -> None:
    store.write(lambda tx: operators.add(tx, "9001", name=text, role=Role.PACKER))
    store.write(lambda tx: operators.add(tx, text, name="x", role=Role.PACKER))


def _slip(store: Store, text: str, _folder: Path) -> None:
    for slip in (
        ReviewedSlip(text, text, text, (WrittenItem(text, 1),), text),
        ReviewedSlip(text, "15097443922", f"河北省石家庄市长安区{text}", (WrittenItem("SOCK", 1),), text),
    ):
        sha = f"{len(text):064x}"
        store.write(lambda tx, slip=slip, sha=sha: confirm(tx, sha, slip, station="1", actor="1001"))  # type: ignore[misc]


def _design(store: Store, text: str, folder: Path) -> None:
    target = folder / "layout.json"
    say(store, "label", "design", "export", "exchange", str(target))
    layout = json.loads(target.read_text(encoding="utf-8"))
    for part in layout["parts"]:
        if "text" in part:
            part["text"] = text
    target.write_text(json.dumps(layout), encoding="utf-8")
    say(store, "label", "design", "save", str(target))


def _scan(store: Store, text: str, _folder: Path) -> None:
    session.scan(store, badge_code("1001"), station="1")
    session.scan(store, text, station="1")


def _of_order(store: Store) -> str:
    with store.read() as tx:
        return one(tx, NUMBER).order_id


WAYS: dict[str, Callable[[Store, str, Path], object]] = {
    "import": lambda store, text, folder: say(
        store, "import", _table(folder, "订单编号,商品编码,数量,收货人,收货地址,留言", text, text, "1", *[text] * 3),
        "--channel", "generic",
    ),
    "sku import": lambda store, text, folder: say(
        store, "sku", "import", _table(folder, "商家编码,商品名称,规格,条码", text, text, text, text)
    ),
    "counts import": lambda store, text, folder: say(
        store, "stock", "import", _table(folder, "SKU,仓库,实盘数量", text, text, text)
    ),
    "quick entry": lambda store, text, _folder: say(store, "orders", "enter", f"张三 13800000001 杭州市 SOCK*1 {text}"),
    "quick entry alone": lambda store, text, folder: say(store, "orders", "enter", "--", text),
    "receive": _message,
    "serve": _serve,
    "order": lambda store, text, _folder: _order(store, text),
    "slip": _slip,
    "scan": _scan,
    "rule": _rule,
    "operator": _operator,
    "return": lambda store, text, _folder: store.write(
        lambda tx: paste(tx, _of_order(store), text, actor="command", station="1")
    ),
    "reason": lambda store, text, _folder: store.write(
        lambda tx: reveal(tx, _of_order(store), operator_no="command", reason=text, station="1")
    ),
    "find": lambda store, text, _folder: say(store, "orders", "find", "--", text),
    "address": lambda store, text, _folder: say(store, "address", "parse", f"--text={text}"),
    "classify": lambda store, text, _folder: say(store, "returns", "classify", f"--text={text}"),
    "link": lambda store, text, _folder: say(
        store, "orders", "link", NUMBER, "--channel", "douyin", f"--no={text}", f"--shop={text}"
    ),
    "warehouse": lambda store, text, _folder: say(store, "shop", "warehouse", "--", text, text),
    "channel code": lambda store, text, _folder: say(store, "sku", "map", "--", "douyin", text, "SOCK"),
    "design": _design,
}  # fmt: skip
