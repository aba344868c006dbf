"""The rarer situations at the bench, brought about by scans: what a packer sees once a week.

One motion for single items, kits, gifts to tick, serial numbers, a material to scan, many hints with hostile words,
several orders of one number, the breaker, an order for a person, changed items, a label that may not have come out, a
bench whose store is away. ``situations.py`` paints them with the others.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.clock import SystemClock
from station.hints import editing
from station.intake.accept import accept
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.packing import session
from station.packing.bench_choices import choose_capture
from station.store import prints

if TYPE_CHECKING:
    from ui.demo.played import Played

_WHO = Recipient("测试甲", "13800000031", "浙江省", "杭州市", "余杭区", "五常街道", "演示路8号")
_HOSTILE = "需防潮膜，要结实点！！打13900000009<b>不然</b>差评\u202e" + "很急" * 60 + "，禁用胶带，不要放小票"
_FILM = "6972203000665"


def play(it: Played) -> None:
    """Bring all of them about."""
    for act in (_single, _kit, _gift, _serial, _hints, _material, _chooser, _person, _breaker, _items, _unknown_label):
        act(it)
        it.clear()


def _order(it: Played, number: str, *codes: tuple[str, int], **changes: Any) -> str:
    """Accept a paid order and return its id."""
    now = SystemClock().now()
    lines = tuple(CanonicalLine(code, qty, code, "") for code, qty in codes)
    facts: dict[str, Any] = {"lines": lines, "recipient": _WHO, "buyer_id": number, "created_at": now, "paid_at": now}
    facts |= {"ship_by": now + timedelta(hours=3), "updated_at": now, "channel": "douyin"}
    made = CanonicalOrder(shop="", number=number, status=ChannelStatus.PAID, **{**facts, **changes})
    return accept(it.store, [made])[0].order_id


def _single(it: Played) -> None:
    order_id = _order(it, "SIT-1", ("FQ-0110-WR", 1))
    shown = it.keep("single-item", it.scan("6972203000641"))
    if shown.order is None or shown.order.order_id != order_id:
        raise LookupError("the most urgent order of one piece was not opened")


def _kit(it: Played) -> None:
    it.keep("kit", it.scan(_order(it, "SIT-2", ("PK-KIT-01", 2))))


def _gift(it: Played) -> None:
    lines = (CanonicalLine("枕套", 1, "ZT-4874-GY-48", ""), CanonicalLine("手写贺卡", 1, is_gift=True))
    it.scan(_order(it, "SIT-3", lines=lines))
    it.keep("gift-to-tick", it.scan("6972203000535"))


def _serial(it: Played) -> None:
    it.store.write(
        lambda tx: choose_capture(tx, "ZT-4874-WH-50", "serial", operator_no=it.stories.lead, station="desk")
    )
    it.scan(_order(it, "SIT-4", ("ZT-4874-WH-50", 2)))
    it.keep("serial-wanted", it.scan("6972203000566"))
    it.keep("serial-not-the-item", it.scan("6972203000566"))
    it.scan("SN20260001")
    it.scan("6972203000566")
    it.keep("serial-twice", it.scan("SN20260001"))


def _hints(it: Played) -> None:
    codes = ("WY-2203-CW-110", "WY-2203-FB-110", "KZ-3105-CW-110", "TX-1180-WH-S", "WZ-0801-WH", "FQ-0110-BK")
    lines = tuple(CanonicalLine("很长的商品名称" * 6, 1, code, "") for code in codes)
    order_id = _order(it, "SIT-5", lines=lines, buyer_note=_HOSTILE, seller_note="易碎，加气泡膜")
    it.keep("many-hints", it.scan(order_id))
    it.keep("many-hints-why", it.say("WHY"))


def _material(it: Played) -> None:
    body = {
        "name": "眼镜架",
        "sentence": "{pieces}副镜架，每副裹30cm气泡膜",
        "when": {"match": "all", "parts": [{"fact": "pieces", "op": ">=", "value": 7}]},
        "level": "item",
        "blocking": True,
        "material": _FILM,
    }
    rule = it.store.write(lambda tx: editing.save(tx, body, by="", station="desk"))
    editing.rehearse(it.store, rule.rule_id, rule.version)
    it.store.write(lambda tx: editing.switch_on(tx, rule.rule_id, by="", station="desk", version=rule.version))
    shown = it.fill(it.scan(_order(it, "SIT-6", ("JK-5502-TR", 7))))
    it.keep("material-wanted", shown)
    it.keep("material-scanned", it.scan(_FILM))
    it.store.write(lambda tx: editing.switch_off(tx, rule.rule_id, by="", station="desk"))


def _chooser(it: Played) -> None:
    _order(it, "SIT-7", ("WZ-0801-PK", 1))
    _order(it, "SIT-7", ("WZ-0801-GY", 2), channel="pinduoduo")
    it.keep("several-orders", it.scan("SIT-7"))


def _person(it: Played) -> None:
    lines = (CanonicalLine("新款儿童马甲", 1, "MJ-NEW-130", "卡其 130"),)
    it.keep("ask-lead", it.scan(_order(it, "SIT-8", lines=lines)))


def _breaker(it: Played) -> None:
    provinces = ("浙江省", "江苏省", "广东省")
    burst = {"buyer_id": "burst-1"}
    ids = [
        _order(it, f"SIT-B{n}", ("JK-5502-BL", 1), recipient=Recipient("测*", "138****0000", provinces[n % 3]), **burst)
        for n in range(6)
    ]
    it.keep("breaker", it.scan(ids[-1]))
    it.keep("breaker-why", it.say("WHY"))


def _items(it: Played) -> None:
    it.scan(_order(it, "SIT-A", ("ZT-4874-GY-48", 1)))
    it.scan("6972203000535")
    later = SystemClock().now() + timedelta(seconds=1)
    _order(it, "SIT-A", ("ZT-4874-GY-50", 1), updated_at=later)
    it.keep("items-changed", session.current(it.store, "3"))


def _unknown_label(it: Played) -> None:
    order_id = _order(it, "SIT-C", ("ZT-4874-FB-48", 1))
    it.scan(order_id)
    it.scan("6972203000573")
    outbox = prints.PrintOutbox(it.store, "3", "situations")
    while (job := outbox.claim("waybill")) is not None:
        outbox.sending(job.job_id, "0" * 64)
        outbox.unknown(job.job_id, "cut off")
    it.keep("label-in-doubt", session.current(it.store, "3"))
    it.keep("reprint-not-yours", it.say("REPRINT"))
