"""The role matrix: every command, every role, allowed or refused exactly as the table says; nothing is unlisted.

``ASKS`` names the action behind each command and how to say it; ``OPEN`` says why a command asks nobody. The station's
use cases refuse, not the command line, so a window or an HTTP call meets the same answer.
"""

from __future__ import annotations

import argparse
import ast
from typing import TYPE_CHECKING

import pytest

import main
from station import registry
from station.errors import StationError
from station.people import pins
from station.people.roles import TABLE, Action
from station.settings import load
from station.store.engine import Store, open_store
from tests import shop
from tests.source import program, tree
from tests.station.people.staff import NUMBERS, PIN, cheap, hire
from ui.commands import base

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO = "6900000000000000001"
REFUSED = {"NOT_ALLOWED", "WHO_ACTS", "PIN_WANTED", "NO_PIN", "SECOND_PERSON"}
ASKS: dict[str, tuple[Action, str]] = {
    "audit export": (Action.AUDIT, "{tmp}/a.csv"),
    "backup": (Action.BACKUP, "{tmp}/b.packbench"),
    "component print": (Action.PACK, f"cainiao --order {NO} --content {{tmp}}/rule.json --url ws://127.0.0.1:9"),
    "figures": (Action.EXPORT, "reconciliation --csv {tmp}/f.csv"),
    "hold release": (Action.RELEASE_HOLD, f"{NO} --reason x"),
    "import": (Action.IMPORT, "{tmp}/none.csv"),
    "key export": (Action.KEY, "{tmp}/k{role}.key"),
    "key rotate": (Action.KEY, ""),
    "orders enter": (Action.IMPORT, "X"),
    "label design save": (Action.SETTINGS, "{tmp}/layout.json"),
    "label design use": (Action.SETTINGS, "exchange 0"),
    "operator pin": (Action.OPERATORS, "1001"),
    "operator unlock": (Action.OPERATORS, "1001"),
    "operator badge": (Action.OPERATORS, "1001"),
    "operator leave": (Action.OPERATORS, "7777"),
    "parcel out": (Action.PACK, f"{NO}"),
    "parcel event": (Action.MOVE_ORDER, f"{NO}"),
    "parcel reopen": (Action.REOPEN, f"{NO} --reason x"),
    "rules save": (Action.RULES, "{tmp}/rule.json"),
    "rules on": (Action.RULES, "R-NONE"),
    "rules off": (Action.RULES, "R-NONE"),
    "pick issue": (Action.PICK, ""),
    "pick undo": (Action.PICK, "PL-NONE"),
    "print retry": (Action.REPRINT, "P-NONE --reason x"),
    "print cancel": (Action.CALL_OFF_PRINT, "P-NONE --reason x"),
    "print put-back": (Action.CALL_OFF_PRINT, "P-NONE"),
    "print move": (Action.PACK, "P-NONE fallback --reason x"),
    "print move --not-out": (Action.REPRINT, "P-NONE fallback --reason x"),
    "print setup": (Action.SETTINGS, "waybill zpl+tcp://127.0.0.1:9100"),
    "print sheet": (Action.PACK, "commands"),
    "print test": (Action.PACK, "pdf+file://{tmp}/test"),
    "privacy reveal": (Action.REVEAL, f"{NO} --reason 客户来电"),
    "privacy erase --order": (Action.ERASE, f"{NO} --second={{second}}"),
    "privacy export": (Action.EXPORT, "{tmp}/o.csv"),
    "privacy export --days 9": (Action.EXPORT, "{tmp}/o.pdf"),
    "privacy export --plain": (Action.EXPORT_PLAIN, "{tmp}/o.xlsx --second={second}"),
    "privacy keep": (Action.SETTINGS, "90"),
    "restore": (Action.RESTORE, "{tmp}/r.packbench --yes"),
    "returns take": (Action.AFTER_SALE, f"{NO} --text 退货"),
    "returns decide": (Action.AFTER_SALE, f"{NO} 1 exchange"),
    "returns track": (Action.AFTER_SALE, f"{NO} SF1234567890"),
    "returns receive": (Action.AFTER_SALE, f"{NO}"),
    "returns inspect": (Action.AFTER_SALE, f"{NO} resellable"),
    "returns store": (Action.AFTER_SALE, f"{NO}"),
    "returns rules accept": (Action.RULES, "R-NONE --changes 0"),
    "returns rules refuse": (Action.RULES, "R-NONE"),
    "returns apply": (Action.AFTER_SALE, f"{NO} --text 换个大一号的 --sku WY-FB-120"),
    "shop operator": (Action.OPERATORS, "7777 某人"),
    "shop warehouse": (Action.SETTINGS, "HZ9 九仓"),
    "shop waybills": (Action.IMPORT, "顺丰 {tmp}/numbers.txt"),
    "shop mask": (Action.SETTINGS, "masked"),
    "shop printer": (Action.SETTINGS, "zpl+tcp://127.0.0.1:9100"),
    "shop packaging": (Action.SETTINGS, "35"),
    "shop camera": (Action.SETTINGS, "/dev/video0"),
    "shop label-camera": (Action.SETTINGS, "/dev/video0"),
    "shop scale": (Action.SETTINGS, "/dev/ttyUSB0"),
    "sku capture": (Action.CATALOGUE, "WY-CW-120 serial"),
    "sku import": (Action.CATALOGUE, "{tmp}/skus.csv"),
    "sku map": (Action.CATALOGUE, "douyin D-1 SOCK"),
    "slip recalibrate": (Action.SETTINGS, "--apply"),
    "states move": (Action.MOVE_ORDER, f"{NO} delivered"),
    "states attach": (Action.MOVE_ORDER, f"{NO} {{tmp}}/numbers.txt --kind drawing"),
    "states default": (Action.SETTINGS, "phone made"),
    "states profile": (Action.MOVE_ORDER, f"{NO} shop"),
    "states flag": (Action.INVOICE, f"{NO} invoiced"),
    "waybills import": (Action.IMPORT, "顺丰 {tmp}/numbers.txt"),
    "waybills give": (Action.PACK, f"{NO} SF1400000000009 --carrier 顺丰"),
    "waybills low": (Action.IMPORT, "顺丰 50"),
    "stock set": (Action.ADJUST_STOCK, "SOCK HZ1 20"),
    "stock import": (Action.ADJUST_STOCK, "{tmp}/count.csv"),
    "stock export": (Action.EXPORT, "{tmp}/stock.csv"),
    "notices use": (Action.SETTINGS, "log"),
    "notices test": (Action.SETTINGS, "log"),
    "notices again": (Action.SETTINGS, "K"),
    "stock factor set": (Action.RULES, "SOCK 0.4"),
    "stock factor accept": (Action.RULES, "SOCK 0.4"),
    "stock factor campaign": (Action.RULES, "SOCK 0.9 X --since 2099-01-01 --until 2099-01-02"),
    "stock factor end": (Action.RULES, "SOCK X"),
    "stock shortage report": (Action.ADJUST_STOCK, "SOCK --expected 2099-01-01"),
    "stock shortage end": (Action.ADJUST_STOCK, "SOCK"),
    "stock shortage export": (Action.EXPORT, "SOCK {tmp}/affected.csv"),
}
MACHINE, MASKED, KNOWN = "works on files of this machine only", "shows masked facts", "any known person may"
OPEN = {
    "component printers": MACHINE,
    "address parse": MACHINE, "benchmark": MACHINE, "decode": MACHINE, "demo": "its own store", "doctor": MACHINE,
    "label design export": MACHINE, "label design list": "no people in it",
    "label render": "draws what was asked for at a bench; masked", "slip read": MACHINE, "returns classify": MACHINE,
    "audit verify": "proves, shows nothing of customers", "audit head": "proves, shows nothing of customers",
    "hold show": MASKED, "orders find": MASKED, "orders show": MASKED, "operator list": "staff only",
    "print list": MASKED, "print status": MACHINE, "print check": MACHINE, "print discover": MACHINE,
    "print printers": "no people in it", "returns queue": MASKED, "returns recalls": MASKED,
    "returns parcels": MASKED, "returns rules list": MASKED, "returns rules rehearse": MASKED,
    "shop show": "staff only", "pick list": MASKED, "pick show": MASKED, "pick print": MASKED, "states waiting": MASKED,
    "sku show": "no people in it", "stock show": "no people in it",
    "stock factor show": "no people in it", "stock factor list": "no people in it",
    "notices list": MASKED,
    "stock shortage list": "no people in it", "stock shortage show": MASKED,
    "stock moves": "no people in it", "tickets list": MASKED,
    "returns rules suggest": KNOWN, "orders link": KNOWN, "orders status": KNOWN,
    "tickets take": KNOWN, "tickets done": KNOWN,
    "key show": "where, never what", "key import": "brings a key that proves itself against the store",
    "operator first": "refused as soon as there is one", "privacy erase": "what time does; earlier takes --order",
    "run": "the bench asks for a badge", "scan": "the bench asks for a badge", "watch once": "what time does",
    "journal save": "codes this bench has read, no people in them", "parcel page": MASKED,
    "rules facts": MASKED, "rules list": MASKED, "rules history": MASKED, "rules rehearse": MASKED, "rules why": MASKED,
    "training start": "a sandbox of masked orders", "training run": "a sandbox", "training score": "a sandbox",
    "waybills left": "counts, no numbers",
    "verdicts": "no people in it",
    "serve": "listens; every way in proves itself",
    "receive": "signed messages of a platform; without a signature it asks for IMPORT",
}  # fmt: skip


@pytest.fixture
def guarded(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    store = open_store(load(sqlite_url))
    shop.build(store)
    shop.put(store, shop.order())
    from station.people.permit import COMMAND
    from station.people.safekeeping import back_up

    back_up(store, tmp_path / "first.packbench", actor=COMMAND, station="1")
    hire(store)
    monkeypatch.setattr(pins, "_hasher", cheap)  # 100 proofs of 50 ms each otherwise
    for words in ("PACKBENCH_NEW_PIN=803142", "PACKBENCH_PASSPHRASE=eine lange Passphrase", f"PACKBENCH_PIN={PIN}"):
        name, _sign, value = words.partition("=")
        monkeypatch.setenv(name, value)
    (tmp_path / "numbers.txt").write_text("SF1400000000001\n")
    (tmp_path / "rule.json").write_text("{}")
    (tmp_path / "count.csv").write_text("SKU,仓库,实盘数量\nSOCK,HZ1,20\n", encoding="utf-8")
    main.main(["label", "design", "export", "exchange", str(tmp_path / "layout.json")])
    (tmp_path / "skus.csv").write_text("商家编码,商品名称\nX-1,袜子\n", encoding="utf-8")
    back_up_as_it(store, tmp_path / "r.packbench")
    yield store
    store.close()


def back_up_as_it(store: Store, file: Path) -> None:
    """Write the backup the restore of this test goes back to: one that knows the people."""
    from station.store import backup

    backup.make(store.engine, store.vault, file, now=store.clock.now())


def test_every_command_is_listed() -> None:
    found = set(_leaves())
    listed = {name.partition(" --")[0] for name in ASKS} | set(OPEN)
    assert sorted(found - listed) == [], "say in ASKS or OPEN who may"
    assert sorted(listed - found) == [], "there is no such command any more"


def test_every_action_of_the_table_is_asked_for_somewhere() -> None:
    asked = {
        node.attr
        for path in program()
        if path.name != "roles.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Action"
    }
    unused = {action.name for action in Action} - asked - {"HOLD"}  # who may pack may put aside
    assert not unused, "an action nobody asks for is no permission"


def test_the_matrix(guarded: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = []
    for command, (action, words) in ASKS.items():
        for role, number in NUMBERS.items():
            second = next((NUMBERS[one] for one in TABLE[action].second if one is not role), "")
            said = words.format(tmp=tmp_path, role=role, second=second)
            code = _said(guarded, [*command.split(), *said.split(), "--operator", number])
            if (code in REFUSED) is (role in TABLE[action].roles):
                wrong.append(f"{command} as {role}: {code or 'done'}")
        code = _said(guarded, [*command.split(), *words.format(tmp=tmp_path, role="none", second="").split()])
        if code not in REFUSED:
            wrong.append(f"{command} as nobody: {code or 'done'}")
    capsys.readouterr()
    assert not wrong


def _said(store: Store, words: list[str]) -> str:
    """Run one command on the opened store as the door does; return the code of its refusal, "" when it was done."""
    store.proofs.clear()
    known = {name.rstrip("_"): name for name in registry.names("ui.commands")}
    given = main._parser(known, words[0], common=main._common()).parse_args(words)
    context = base.Context(None, as_json=True)
    context.__dict__["store"] = store
    try:
        base.run(main._command(known[words[0]]), given, context)
    except StationError as error:
        return error.code
    except OSError:
        return "DISK"
    return ""


def _leaves() -> Iterator[str]:
    known = {name.rstrip("_"): name for name in registry.names("ui.commands")}
    yield from _below(main._parser(known, None, common=main._common()), [])


def _below(parser: argparse.ArgumentParser, path: list[str]) -> Iterator[str]:
    verbs = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not verbs:
        yield " ".join(path)
    for one in verbs:
        for name, below in one.choices.items():
            yield from _below(below, [*path, name])
