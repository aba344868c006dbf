"""The one word: 可发, 停发, 换货发新 or 待人工, from the facts, with its reason and what to do.

A closed world: each combination of state, hold, after-sale, money and lock leads to exactly one ruling, and whatever
no rule names goes to a person. The order of the rules is the order of harm: what must never leave comes first.
Pure: ``facts.py`` gathers, this decides, tests walk the whole table.
"""

from __future__ import annotations

from dataclasses import dataclass

from station.orders.canonical import CaseType, ChannelStatus
from station.orders.case_names import case_name
from station.orders.states import GONE, State
from station.packing.view import Verdict
from station.text import _

_REFUNDS = (CaseType.REFUND_ONLY, CaseType.RETURN_REFUND)
_LIVE_CASES = ("open", "agreed", "applied")


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One after-sale case, as far as the verdict cares."""

    intent: str
    status: str
    exchange_order_id: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict is made from.

    Attributes:
        needed: units that must be locked; gifts without a SKU need none.
        locked: units locked by live allocations that name a warehouse.
        unmapped: lines whose SKU nobody knows.
        other_station: bench that has the order open; "" when none or this one.
    """

    state: str
    channel_status: str
    is_exchange: bool = False
    hold_reasons: tuple[str, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    needed: int = 0
    locked: int = 0
    unmapped: int = 0
    packed: bool = False
    other_station: str = ""
    other_operator: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict with its reason, at most two lines.

    Attributes:
        go_to: exchange order to open instead.
        lockable: nothing but its stock lock is missing, and the bench may ask for that.
    """

    verdict: Verdict
    reason: tuple[str, ...]
    go_to: str | None = None
    lockable: bool = False


def rule(facts: Facts) -> Ruling:
    """Return the one ruling for these facts."""
    return _gone_or_stopped(facts) or _after_sale(facts) or _money(facts) or _goods(facts) or _nobody_knows()


def _gone_or_stopped(facts: Facts) -> Ruling | None:
    cases = [case for case in facts.cases if case.status in _LIVE_CASES]
    exchange = next((case for case in cases if case.status == "applied" and case.exchange_order_id), None)
    if facts.state == State.CANCELLED:
        agreed = any(case.intent in _REFUNDS for case in cases)
        told = _("The buyer was refunded") if agreed else _("The order is cancelled")
        return _stop(told, _("Do not seal it, put the goods back"))
    if facts.hold_reasons:
        return _stop(_("On hold: {reason}").format(reason=facts.hold_reasons[0]), _("Put it on the hold shelf"))
    if facts.other_station:
        told = _("Bench {station} is packing this order").format(station=facts.other_station)
        if facts.other_operator:
            told = _("{operator} at bench {station} is packing this order").format(
                operator=facts.other_operator, station=facts.other_station
            )
        return _stop(told, _("Ask there before you go on"))
    if exchange is not None:
        return Ruling(
            Verdict.EXCHANGE,
            (_("Old item coming back, send the new one"), _("Scanning the old item sounds an alarm")),
            exchange.exchange_order_id,
        )
    return None


def _after_sale(facts: Facts) -> Ruling | None:
    for case in facts.cases:
        if case.status == "closed":
            continue
        if case.status not in _LIVE_CASES:
            return _nobody_knows()
        if case.intent in _REFUNDS:
            told = (
                _("The buyer asked for a refund, agreed")
                if case.status == "agreed"
                else _("The buyer asks for a refund")
            )
            return _stop(told, _("Do not seal it, put the goods back"))
        if case.intent == CaseType.EXCHANGE:
            return _person(_("The buyer wants an exchange that is not arranged yet"))
        return _person(_("An after-sale case is open: {kind}").format(kind=case_name(case.intent)))
    if facts.state in GONE:
        return _stop(_("This order has left already"), _("Check whether the goods belong to another order"))
    if facts.packed:
        return _stop(_("This order is packed already"), _("Look for the sealed parcel before you pack again"))
    return None


def _money(facts: Facts) -> Ruling | None:
    if facts.channel_status == ChannelStatus.UNPAID:
        return _stop(_("The buyer has not paid"), _("Put the goods back"))
    if facts.channel_status == ChannelStatus.DEPOSIT:
        return _stop(_("Only the deposit is paid, the balance is open"), _("Put the goods back until it is paid"))
    if facts.channel_status != ChannelStatus.PAID:
        return _nobody_knows()
    return None


def _goods(facts: Facts) -> Ruling | None:
    if facts.unmapped:
        return _person(_("Lines without a SKU: {n}").format(n=facts.unmapped))
    if facts.state not in (State.REVIEWED, State.ALLOCATED, State.PICKING, State.PACKING):
        return _person(_("The order has not been reviewed"))
    if facts.needed and not facts.locked:
        told = (_("This order has no stock lock record"), _("Do not pack: lock stock or raise a transfer first"))
        return Ruling(Verdict.STOP, told, lockable=True)
    if facts.locked < facts.needed:
        told = (_("Pieces not locked yet: {n}").format(n=facts.needed - facts.locked), _("Call the lead (F9)"))
        return Ruling(Verdict.REVIEW, told, lockable=True)
    if facts.is_exchange:
        return Ruling(
            Verdict.EXCHANGE,
            (_("Old item coming back, send the new one"), _("Scanning the old item sounds an alarm")),
        )
    return Ruling(Verdict.GO, (_("Paid, stock locked"),))


def _stop(*reason: str) -> Ruling:
    return Ruling(Verdict.STOP, reason)


def _person(reason: str) -> Ruling:
    return Ruling(Verdict.REVIEW, (reason, _("Call the lead (F9)")))


def _nobody_knows() -> Ruling:
    return _person(_("The facts of this order do not fit together"))
