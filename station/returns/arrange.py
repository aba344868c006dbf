"""A return text for an order -> which line is exchanged for which SKU, or why a person must say.

The text must be an exchange unless a person has named the new SKU already; a text that asks for money back is never
turned into an exchange (row A12). With several items the one counts whose siblings fit the wish (``propose.py``).
``arrange`` only reads; ``exchange.apply_exchange`` does it. ``arrange_case`` does both for a case that was decided to
be an exchange. Called by ``returns apply`` and the after-sale page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.orders.canonical import CaseType
from station.returns.exchange import Exchange, apply_exchange
from station.returns.intent import Intent, Wish, classify
from station.returns.propose import propose
from station.returns.tables import habits
from station.store import catalogue
from station.store import orders as master
from station.store import returns as cases
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


def arrange(
    tx: Tx, order_id: str, text: str, *, sku: str = "", line_no: int | None = None, decided: bool = False
) -> Arrangement:
    """Return the exchange the text asks for.

    Args:
        sku: code or barcode of the new item, where a person names it.
        decided: a person or the platform says that it is an exchange, whatever the words say.

    Raises:
        NotAnExchangeError: the text asks for money back, or is unclear and nobody named a SKU.
        ChooseError: several items or SKUs fit, or none; the message lists them.
    """
    intent = classify(text, habits(tx))
    if not decided:
        _check(intent, sku)
    lines = [one for one in master.lines(tx, order_id) if one.sku and not one.is_gift]
    if line_no is not None:
        lines = [one for one in lines if one.line_no == line_no]
    if not lines:
        raise ChooseError(_("The order has no such item"), _("choose one of the order's items"))
    if sku:
        code = next((row.code for row in catalogue.by_barcode(tx, sku)), sku)
        return Arrangement(_line_for(tx, lines, code), code, intent)
    return _by_text(tx, order_id, text, lines=lines, intent=intent)


def arrange_case(tx: Tx, order_id: str, case_no: str, *, sku: str, actor: str, station: str) -> Exchange:
    """Arrange what a case asks for; ``sku`` is the new item, "" where the words name it.

    Raises:
        ChooseError: the case is no exchange, or line or SKU are not clear.
        station.returns.exchange.ExchangeRefusedError: as ``apply_exchange``.
    """
    master.hold_row(tx, order_id)
    case = cases.case(tx, order_id, case_no)
    if case is None or case.intent != CaseType.EXCHANGE:
        raise ChooseError(_("This case is no exchange"), _("decide it first"))
    plan = arrange(tx, order_id, case.text, sku=sku, line_no=case.line_no, decided=True)
    told = {"text": case.text, "case_no": case_no, "actor": actor, "station": station}
    return apply_exchange(tx, order_id, line_no=plan.line_no, new_sku=plan.new_sku, **told)


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
