"""What shops of seven channels are told in a day, mixed: every order's truth, and its messages in any order.

Each order has a first message and maybe a newer one (a changed quantity, a cancellation); Taobao, Pinduoduo, JD and the
mini program are relayed and signed by the shop, Youzan signs its own, Douyin's pushes only name what the platform
(``Platform``, a local server) is then asked for. ``messages.py`` sends them and looks what became of them.
"""

from __future__ import annotations

import json
import random
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote_plus

from station.channels import signatures as sign
from station.channels.push import RELAY_HEADER
from station.orders.ids import channel_order_id
from tests.station.channels.platform import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SKU = "WY-CW-120"
SECRETS = {
    "PACKBENCH_SECRET_DOUYIN_APP_KEY": "AK",
    "PACKBENCH_SECRET_DOUYIN_APP_SECRET": "SECRET",
    "PACKBENCH_SECRET_DOUYIN_ACCESS_TOKEN": "TOKEN",
    "PACKBENCH_SECRET_YOUZAN_CLIENT_ID": "CID",
    "PACKBENCH_SECRET_YOUZAN_CLIENT_SECRET": "CSEC",
    **{f"PACKBENCH_SECRET_{name}_RELAY": "R" for name in ("TAOBAO", "PINDUODUO", "JD", "MINIPROGRAM")},
}


@dataclass(frozen=True, slots=True)
class Message:
    """One request to the service."""

    channel: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """What must stand in the store at the end."""

    order_id: str
    number: str
    qty: int
    cancelled: bool


def day(messages: int, *, seed: int, doubled: float = 0.05) -> tuple[list[Truth], list[Message]]:
    """Return the orders of a day, and this many messages of them (some twice), in any order."""
    chance = random.Random(seed)
    truths: list[Truth] = []
    sent: list[Message] = []
    once = round(messages / (1 + doubled))
    while len(sent) < once:
        channel = chance.choice(sorted(_MAKE))
        truth = _truth(channel, len(truths), chance)
        newer = (truth.cancelled or truth.qty > 1) and len(sent) + 1 < once
        truths.append(truth if newer else Truth(truth.order_id, truth.number, 1, cancelled=False))
        sent.append(_message(channel, truth.number, qty=1, cancelled=False, minute=0))
        if newer:
            sent.append(_message(channel, truth.number, qty=truth.qty, cancelled=truth.cancelled, minute=5))
    sent += chance.choices(sent, k=messages - once)
    chance.shuffle(sent)
    return truths, sent


def _truth(channel: str, serial: int, chance: random.Random) -> Truth:
    number, shop = _NUMBERS[channel].format(serial), _SHOPS.get(channel, "")
    what = chance.choices(("as it was", "more", "cancelled"), weights=(6, 3, 2))[0]
    return Truth(channel_order_id(channel, shop, number), number, 2 if what == "more" else 1, what == "cancelled")


def _message(channel: str, number: str, *, qty: int, cancelled: bool, minute: int) -> Message:
    told = _MAKE[channel](number, qty, cancelled, f"2026-11-22 10:{minute:02d}:00")
    if channel == "youzan":
        told = {"type": "trade_TradePaid", "id": number, "msg": quote_plus(json.dumps(told)), "kdt_name": ""}
        told["sign"] = sign.youzan_push("CID", "CSEC", msg=told["msg"])
    body = json.dumps(told, ensure_ascii=False).encode()
    if channel == "youzan":
        return Message(channel, body, {})
    if channel == "douyin":
        return Message(channel, body, {"event-sign": sign.douyin_push("AK", "SECRET", body=body)})
    return Message(channel, body, {RELAY_HEADER: sign.relay("R", body=body)})


def _own(number: str, qty: int, cancelled: bool, at: str) -> Any:
    items = [{"name": "儿童卫衣", "qty": qty, "code": SKU}]
    status = "cancelled" if cancelled else "paid"
    return {"number": number, "status": status, "paid_at": "2026-11-22 10:00:00", "updated_at": at, "items": items}


def _taobao(number: str, qty: int, cancelled: bool, at: str) -> Any:
    told = sample("taobao.trade.fullinfo.get.json")
    trade = told["trade_fullinfo_get_response"]["trade"]
    (item,) = trade["orders"]["order"]
    status = "TRADE_CLOSED" if cancelled else "WAIT_SELLER_SEND_GOODS"
    trade |= {"tid": int(number), "tid_str": number, "status": status, "modified": at, "title": ""}
    item |= {"oid": number, "num": qty, "outer_sku_id": SKU, "status": status}
    return told


def _pinduoduo(number: str, qty: int, cancelled: bool, at: str) -> Any:
    told = sample("pdd.order.information.get.json")
    order = told["order_info_get_response"]["order_info"]
    order |= {"order_sn": number, "updated_at": at, "refund_status": 4 if cancelled else 1}
    order["item_list"][0] |= {"goods_count": qty, "outer_id": SKU}
    return told


def _jd(number: str, qty: int, cancelled: bool, at: str) -> Any:
    told = sample("jingdong.pop.order.get.json")
    order = told["jingdong_pop_order_get_responce"]["orderDetailInfo"]["orderInfo"]
    order |= {
        "orderId": number,
        "modified": at,
        "orderState": "TRADE_CANCELED" if cancelled else "WAIT_SELLER_STOCK_OUT",
    }
    order["itemInfoList"][0] |= {"itemTotal": str(qty), "outerSkuId": SKU}
    return told


def _youzan(number: str, qty: int, cancelled: bool, at: str) -> Any:
    told = sample("youzan.trade.decoded.json")
    trade = told["full_order_info"]
    status = "TRADE_CLOSED" if cancelled else "WAIT_SELLER_SEND_GOODS"
    trade["order_info"] |= {"tid": number, "status": status, "update_time": at}
    trade["orders"][0] |= {"num": qty, "outer_sku_id": SKU}
    return told


def _douyin(number: str, _qty: int, cancelled: bool, at: str) -> Any:
    tag = "106" if cancelled else "101"
    return [{"tag": tag, "msg_id": f"{number}:{tag}:{at}", "data": json.dumps({"p_id": int(number), "shop_id": 1})}]


_MAKE: dict[str, Callable[[str, int, bool, str], Any]] = {
    "miniprogram": _own,
    "taobao": _taobao,
    "pinduoduo": _pinduoduo,
    "jd": _jd,
    "youzan": _youzan,
    "douyin": _douyin,
}
_NUMBERS = {
    "miniprogram": "XCX-{:06d}",
    "taobao": "26{:017d}",
    "pinduoduo": "261122-{:015d}",
    "jd": "3{:011d}",
    "youzan": "E20261122{:015d}",
    "douyin": "69{:017d}",
}
_SHOPS: dict[str, str] = {}


@contextmanager
def platform(truths: list[Truth]) -> Iterator[str]:
    """Run Douyin, which knows how each order stands now, and give its address."""

    class Douyin(BaseHTTPRequestHandler):
        known: ClassVar[dict[str, Truth]] = {one.number: one for one in truths}

        def do_POST(self) -> None:
            """Answer with the order."""
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            raw = json.dumps(_answer(self.known[asked["shop_order_id"]])).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Douyin)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(truth: Truth) -> Any:
    told = sample("doudian.order.orderDetail.json")
    order = told["data"]["shop_order_detail"]
    order |= {
        "order_id": truth.number,
        "order_status": 4 if truth.cancelled else 2,
        "shop_name": "",
        "seller_words": "",
    }
    order["shop_id"] = ""
    order["sku_order_list"][0] |= {"order_id": truth.number, "item_num": truth.qty, "code": SKU, "bundle_sku_info": []}
    return told
