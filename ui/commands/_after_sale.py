"""The desk verbs of ``returns``: take, queue, decide, recalls, parcel, rules. ``returns.py`` lists and calls them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import show as show_time
from station.errors import UserError
from station.orders.find import one
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Context

ANSWERS = {"exchange": "换货", "refund": "仅退款", "return": "退货退款", "nothing": "其他"}
VERBS = ("take", "queue", "decide", "recalls", "parcels", "track", "receive", "inspect", "store")


class BadPhotoError(UserError):
    """The photo cannot be read."""

    code = "BAD_PHOTO"


def configure(verbs: Any) -> None:
    """Add the verbs to the parser's."""
    take = _keyed(verbs, "take", _("take in what a buyer wrote"))
    take.add_argument("--text", required=True, help=_("the return text"))
    verbs.add_parser("queue", help=_("cases to decide and exchanges to arrange"))
    decide = _keyed(verbs, "decide", _("say what a case is"))
    decide.add_argument("case", help=_("number of the case"))
    decide.add_argument("answer", choices=ANSWERS)
    verbs.add_parser("recalls", help=_("sealed parcels to fetch out"))
    verbs.add_parser("parcels", help=_("goods that come back"))
    track = _keyed(verbs, "track", _("write the tracking number of goods that come back"))
    track.add_argument("tracking_no")
    _keyed(verbs, "receive", _("goods came back: into quarantine"))
    inspect = _keyed(verbs, "inspect", _("what the inspection found"))
    inspect.add_argument("condition", choices=("resellable", "damaged", "wrong_item"))
    inspect.add_argument("--parcel", type=int, default=1, help=_("which parcel of the order"))
    inspect.add_argument("--found", default="", help=_("barcode of the item that came instead"))
    inspect.add_argument("--photo", type=Path, help=_("a photo of what came"))
    inspect.add_argument("--note", default="")
    store = _keyed(verbs, "store", _("inspected goods leave quarantine"))
    store.add_argument("--parcel", type=int, default=1, help=_("which parcel of the order"))


def run(given: argparse.Namespace, context: Context) -> int:
    """Do what the verb says."""
    if given.verb in ("queue", "recalls", "parcels"):
        return _list(given.verb, context)
    return _act(given, context)


def _keyed(verbs: Any, name: str, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=told)
    parser.add_argument("key", help=_("any number of the order"))
    acting(parser)
    return parser


def _list(verb: str, context: Context) -> int:
    from station.returns.settle import queue
    from station.store import parcels

    with context.store.read() as tx:
        if verb == "queue":
            rows = [
                {
                    "order_id": case.order_id,
                    "short_code": case.short_code,
                    "case": case.case_no,
                    "platform": case.platform_type,
                    "text": case.text,
                    "words": case.text_intent,
                    "why": list(case.why),
                    "intent": case.intent,
                    "confidence": case.confidence,
                }
                for case in queue(tx)
            ]
        elif verb == "recalls":
            rows = [
                {
                    "order_id": row.order_id,
                    "short_code": row.short_code,
                    "waybill_no": row.waybill_no or "",
                    "reason": row.reason,
                    "since": show_time(row.opened_at),
                }
                for row in parcels.recall_list(tx, limit=500)
            ]
        else:
            states = (parcels.EXPECTED, parcels.RECEIVED, parcels.INSPECTED)
            rows = [
                {
                    "order_id": row.order_id,
                    "short_code": row.short_code,
                    "parcel": row.parcel_no,
                    "sku": row.found_sku or row.sku or "",
                    "qty": row.qty,
                    "state": row.state,
                    "condition": row.condition,
                    "tracking_no": row.tracking_no,
                }
                for row in parcels.on_the_way(tx, states=states, limit=500)
            ]
    shown = [" | ".join(str(part) for name, part in row.items() if name != "order_id") for row in rows]
    context.show(rows, shown or _("Nothing waits"))
    return 0


def _act(given: argparse.Namespace, context: Context) -> int:
    from station.returns import goods, settle, take_in

    store, who = context.store, {"actor": given.operator, "station": context.settings.station}
    with store.read() as tx:
        order = one(tx, given.key)
    told: dict[str, Any] = {"order_id": order.order_id}
    if given.verb == "take":
        told["case"] = store.write(lambda tx: take_in.paste(tx, order.order_id, given.text, **who))
        shown = _("Taken in as case {case}").format(case=told["case"])
    elif given.verb == "decide":
        answer = ANSWERS[given.answer]
        told["suggested"] = store.write(lambda tx: settle.decide(tx, order.order_id, given.case, answer=answer, **who))
        shown = _("Decided: {answer}").format(answer=answer)
    elif given.verb == "track":
        store.write(lambda tx: goods.track(tx, order.order_id, tracking_no=given.tracking_no, **who))
        shown = _("Noted: scanning this number finds the order")
    elif given.verb == "receive":
        told["parcels"] = list(store.write(lambda tx: goods.receive(tx, order.order_id, **who)))
        shown = _("Received: inspect it now")
    elif given.verb == "inspect":
        photo = "" if given.photo is None else _kept(given.photo, context)
        seen = {"condition": given.condition, "found": given.found, "photo": photo, "note": given.note}
        store.write(lambda tx: goods.inspect(tx, order.order_id, given.parcel, **seen, **who))
        told |= {"parcel": given.parcel, "condition": given.condition, "photo": photo}
        shown = _("Inspected")
    else:
        store.write(lambda tx: goods.put_away(tx, order.order_id, given.parcel, **who))
        shown = _("Put away")
    context.show(told, shown)
    return 0


def _kept(path: Path, context: Context) -> str:
    """Keep the photo sealed under its hash."""
    from station.store.photos import keep

    try:
        photo = path.read_bytes()
    except OSError as error:
        raise BadPhotoError(_("The photo cannot be read"), _("choose the file again")) from error
    return keep(context.settings.home / "photos", context.store.vault, photo)
