"""``returns classify`` reads what buyers want; ``returns apply`` does what a text asks for.

The desk verbs (take, queue, decide, recalls, parcels …) stand in ``_after_sale.py``, ``rules`` in ``_return_rules.py``.

``classify --tsv`` takes a file with tabs and a header; the columns ``id`` and ``text`` are found by name. One JSON
object a text with ``--json`` or ``--tsv``: id, text, intent, confidence, wanted, why.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _
from ui.commands import _after_sale, _return_rules
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from station.returns.exchange import Exchange
    from station.returns.intent import Habits, Intent
    from station.store.engine import Tx
    from ui.commands.base import Command, Context


class BadReturnFileError(UserError):
    """The file with return texts cannot be read."""

    code = "BAD_TEXT_FILE"


class ShortError(UserError):
    """The new SKU is not in stock; nothing was changed but a shortage ticket opened."""

    code = "SHORT_OF_NEW_SKU"


class Returns:
    """Read return texts, arrange exchanges."""

    @property
    def help(self) -> str:
        """One line."""
        return _("what a return text wants; arrange an exchange")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add classify and apply."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        classify = verbs.add_parser("classify", help=_("exchange, refund only, return and refund, or a person decides"))
        source = classify.add_mutually_exclusive_group(required=True)
        source.add_argument("--text", help=_("the return text"))
        source.add_argument("--tsv", type=Path, help=_("file with tabs and the columns id and text"))
        _after_sale.configure(verbs)
        _return_rules.configure(verbs)
        apply = verbs.add_parser("apply", help=_("arrange the exchange or refund a text asks for"))
        apply.add_argument("key", help=_("any number of the order"))
        acting(apply)
        apply.add_argument("--text", required=True, help=_("the return text"))
        apply.add_argument("--sku", default="", help=_("the new SKU, where the text does not name one"))
        apply.add_argument("--line", type=int, default=None, help=_("which item of the order"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Classify texts, apply one, or do the desk's work."""
        if given.verb in _after_sale.VERBS:
            return _after_sale.run(given, context)
        if given.verb == "rules":
            return _return_rules.run(given, context)
        if given.verb == "apply":
            return _apply(given, context)
        if given.text is not None:
            value = _classified("", given.text, _habits(context))
            context.show(value, _line(value))
            return 0
        habits, matrix = _habits(context), Counter[tuple[str, str]]()
        for identity, text, label in _rows(given.tsv):
            value = _classified(identity, text, habits)
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
            matrix.update([(label, value["intent"])] if label else [])
        sys.stderr.writelines(f"{line}\n" for line in _confusion(matrix))
        return 0


def _habits(context: Context) -> Habits:
    """Return the shop's own tables where a store is named; without one the built-in ones, and no store is made."""
    from station.returns.intent import DEFAULT
    from station.returns.tables import habits

    if context.store_url is None and "PACKBENCH_STORE" not in os.environ:
        return DEFAULT
    with context.store.read() as tx:
        return habits(tx)


def _classified(identity: str, text: str, habits: Habits) -> dict[str, Any]:
    from station.returns.intent import classify

    return {"id": identity, "text": text, **plain(classify(text, habits))}


def plain(intent: Intent) -> dict[str, Any]:
    """Return the JSON of the contract for one intent."""
    wanted = intent.wanted
    return {
        "intent": str(intent.intent),
        "confidence": round(intent.confidence, 2),
        "wanted": {"size": wanted.size, "color": wanted.color, "model": wanted.model, "same": wanted.same},
        "why": list(intent.why),
        "rule": intent.rule,
    }


def _line(value: dict[str, Any]) -> str:
    wanted = " ".join(str(one) for one in value["wanted"].values() if one and one is not True)
    return " | ".join(filter(None, (value["intent"], str(value["confidence"]), wanted, " ".join(value["why"]))))


def _confusion(matrix: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the confusion matrix of a labelled file: a row a label (不明 means 待人工), a column an answer."""
    if not matrix:
        return
    answers = sorted({place for pair in matrix for place in pair})
    yield "\t".join(("label", *answers))
    for label in answers:
        yield "\t".join((label, *(str(matrix[label, answer]) for answer in answers)))
    right = sum(count for (label, answer), count in matrix.items() if label == answer)
    told = _("{share} of {n} texts as labelled").format(share=f"{right / matrix.total():.1%}", n=matrix.total())
    yield told


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield id, text and label (不明 is 待人工); an absent column is empty, an absent id the row's number."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    except UnicodeDecodeError as error:
        raise BadReturnFileError(_("The file is not UTF-8"), _("save it as UTF-8 with tabs between columns")) from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    if "text" not in header:
        raise BadReturnFileError(_("The file has no column named text"), _("name the columns id and text in row 1"))
    for number, row in enumerate(rows[1:], 1):
        if row:
            cells = dict(zip(header, row, strict=False))
            label = cells.get("label", "")
            yield cells.get("id", str(number)), cells.get("text", ""), "待人工" if label == "不明" else label


def _apply(given: argparse.Namespace, context: Context) -> int:
    refund = context.store.write(lambda tx: _refund(tx, given, context))
    if refund is not None:
        return _show_refund(refund, context)
    done, intent = context.store.write(lambda tx: _exchange(tx, given, context))
    if done.order_id is None:
        raise ShortError(
            _("The new item is out of stock: nothing was changed, a shortage ticket is open"),
            _("choose another SKU with --sku, or wait for stock"),
        )
    held = [{"sku": one.sku, "warehouse": one.warehouse, "qty": one.qty} for one in done.held]
    reserved = [{"sku": one.sku, "warehouse": one.warehouse, "qty": one.qty} for one in done.reserved]
    value = {
        "ticket": {"id": done.ticket_id, "title": done.title},
        "order_id": done.order_id,
        "held": held,
        "reserved": reserved,
        "print": [done.print_job],  # it goes to the printer when the bench has verified the new item
        **plain(intent),
    }
    context.show(
        value,
        [
            done.title,
            _("Reserved: {items}").format(items=_items(reserved)),
            _("Held: {items}").format(items=_items(held)),
        ],
    )
    return 0


def _refund(tx: Tx, given: argparse.Namespace, context: Context) -> dict[str, Any] | None:
    """Take in a refund: it stops the parcel; ``None`` when the text asks for something else."""
    from station.orders.find import one
    from station.returns.intent import Wish, classify
    from station.returns.tables import habits
    from station.returns.take_in import paste
    from station.store import parcels

    intent = classify(given.text, habits(tx))
    if given.sku or intent.intent not in (Wish.REFUND_ONLY, Wish.RETURN_REFUND):
        return None
    order_id = one(tx, given.key).order_id
    case = paste(tx, order_id, given.text, actor=given.operator, station=context.settings.station)
    back = [parcel.parcel_no for parcel in parcels.of_order(tx, order_id)]
    recalled = parcels.open_recall(tx, order_id) is not None
    told: dict[str, Any] = {"ticket": None, "order_id": order_id, "case": case, "held": [], "reserved": [], "print": []}
    return {**told, "recalled": recalled, "expected": back, **plain(intent)}


def _show_refund(told: dict[str, Any], context: Context) -> int:
    lines = [_("{intent}: the order stops at every bench").format(intent=told["intent"])]
    if told["recalled"]:
        lines.append(_("The sealed parcel is on the recall list"))
    if told["expected"]:
        lines.append(_("{n} items are expected back").format(n=len(told["expected"])))
    context.show(told, lines)
    return 0


def _exchange(tx: Tx, given: argparse.Namespace, context: Context) -> tuple[Exchange, Intent]:
    from station.orders.find import one
    from station.returns.arrange import arrange
    from station.returns.exchange import apply_exchange

    order_id = one(tx, given.key).order_id
    plan = arrange(tx, order_id, given.text, sku=given.sku, line_no=given.line)
    done = apply_exchange(
        tx,
        order_id,
        line_no=plan.line_no,
        new_sku=plan.new_sku,
        text=given.text,
        actor=given.operator,
        station=context.settings.station,
    )
    return done, plan.intent


def _items(rows: list[dict[str, Any]]) -> str:
    return ", ".join(f"{row['sku']} × {row['qty']} {row['warehouse'] or ''}".strip() for row in rows) or "-"


command: Command = Returns()
