"""A return text for an order -> which line is exchanged for which SKU, or why a person must say.

The text must be an exchange unless a person has named the new SKU already; a text that asks for money back is never
turned into an exchange (row A12). With several items the one counts whose siblings fit the wish (``propose.py``).
Only reads; ``exchange.apply_exchange`` does it. Called by ``returns apply``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.returns.intent import Intent, Wish, classify
from station.returns.propose import propose
from station.returns.tables import habits
from station.store import catalogue
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.orders import Line


class NotAnExchangeError(UserError):
    """The text does not clearly ask for an exchange."""

    code = "NOT_AN_EXCHANGE"


class ChooseError(UserError):
    """The line or the new SKU is not clear from the text."""

    code = "CHOOSE_SKU"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What to exchange for what, and what the text was understood to say."""

    line_no: int
    new_sku: str
    intent: Intent


def arrange(tx: Tx, order_id: str, text: str, *, sku: str = "", line_no: int | None = None) -> Arrangement:
    """Return the exchange the text asks for.

    Raises:
        NotAnExchangeError: the text asks for money back, or is unclear and nobody named a SKU.
        ChooseError: several items or SKUs fit, or none; the message lists them.
    """
    intent = classify(text, habits(tx))
    _check(intent, sku)
    lines = [one for one in master.lines(tx, order_id) if one.sku and not one.is_gift]
    if line_no is not None:
        lines = [one for one in lines if one.line_no == line_no]
    if not lines:
        raise ChooseError(_("The order has no such item"), _("choose one of the order's items"))
    if sku:
        return Arrangement(_line_for(tx, lines, sku), sku, intent)
    return _by_text(tx, order_id, text, lines=lines, intent=intent)


def _check(intent: Intent, sku: str) -> None:
    if intent.intent is Wish.EXCHANGE or (sku and intent.intent is Wish.PERSON):
        return
    words = " ".join(intent.why)[:40]
    if intent.intent is Wish.PERSON:
        raise NotAnExchangeError(
            _("The text does not clearly ask for an exchange ({words})").format(words=words or "-"),
            _("ask the buyer, or name the new SKU yourself"),
        )
    raise NotAnExchangeError(
        _("The text asks for {intent}, not for an exchange ({words})").format(intent=intent.intent, words=words),
        _("handle it as a refund, or ask the buyer"),
    )


def _by_text(tx: Tx, order_id: str, text: str, *, lines: list[Line], intent: Intent) -> Arrangement:
    found = [(line, propose(tx, order_id, text, line_no=line.line_no).choice) for line in lines]
    fitting = [(line, choice.one) for line, choice in found if choice is not None and choice.one is not None]
    if len(fitting) == 1:
        return Arrangement(fitting[0][0].line_no, fitting[0][1].code, intent)
    if len(fitting) > 1:
        items = ", ".join(f"{line.line_no}: {line.name} {line.spec}" for line, _sku in fitting)
        raise ChooseError(_("Several items fit the wish: {items}").format(items=items), _("say which item with --line"))
    codes = [one.code for _line, choice in found if choice is not None for one in choice.choices][:12]
    raise ChooseError(
        _("The text does not name one new SKU"),
        _("name it with --sku, for example: {codes}").format(codes=" ".join(codes) or "-"),
    )


def _line_for(tx: Tx, lines: list[Line], sku: str) -> int:
    """Return the line a named SKU replaces: the only one, or the only one of its family."""
    if len(lines) == 1:
        return lines[0].line_no
    rows = catalogue.by_codes(tx, [sku, *(one.sku or "" for one in lines)])
    family = rows[sku].family if sku in rows else None
    same = [one for one in lines if family and one.sku in rows and rows[one.sku].family == family]
    if len(same) == 1:
        return same[0].line_no
    items = ", ".join(f"{line.line_no}: {line.name} {line.spec}" for line in lines)
    raise ChooseError(_("Several items fit the wish: {items}").format(items=items), _("say which item with --line"))
