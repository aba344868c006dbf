"""The platforms in one local server: answers as their public protocol says, and only to a right signature.

It works every signature out by itself from what arrived, in its own words: it does not use the program's code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from tests.station.channels.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "SECRET"
SECRETS = {
    "app_key": "KEY",
    "app_id": "KEY",
    "client_id": "KEY",
    "app_secret": SECRET,
    "client_secret": SECRET,
    "sign_secret": SECRET,
    "access_token": "TOKEN",
}
Params = dict[str, str]


def sample(name: str) -> Any:
    """Return an answer of a platform."""
    return json.loads((SAMPLES / "messages" / name).read_text(encoding="utf-8"))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def _wrapped(params: Params) -> str:
    pairs = "".join(f"{key}{value}" for key, value in sorted(params.items()) if key != "sign")
    return SECRET + pairs + SECRET


def _douyin(path: str, query: Params, body: bytes) -> Any:
    plain = (
        f"{SECRET}app_key{query['app_key']}method{query['method']}param_json{body.decode()}"
        f"timestamp{query['timestamp']}v2{SECRET}"
    )
    if path != f"/{query['method'].replace('.', '/')}" or query["access_token"] != "TOKEN":
        return {"code": 30001}
    if hmac.new(SECRET.encode(), plain.encode(), "sha256").hexdigest() != query["sign"]:
        return {"code": 30002}
    name = "afterSale.Detail.exchange" if query["method"] == "afterSale.Detail" else "order.orderDetail"
    return {"code": 10000, **sample(f"doudian.{name}.json")}


def _xiaohongshu(path: str, _query: Params, body: bytes) -> Any:
    told = json.loads(body)
    plain = f"{told['method']}?appId=KEY&timestamp={told['timestamp']}&version=2.0{SECRET}"
    if path != "/ark/open_api/v3/common_controller" or told["sign"] != _md5(plain) or told["accessToken"] != "TOKEN":
        return {"success": False, "error_code": 705}
    if told["method"] == "order.getOrderDetail":
        return sample("xiaohongshu.order.getOrderDetail.json")
    return {"success": True, "error_code": 0, "data": sample("xiaohongshu.afterSale.json")}


def _kuaishou(path: str, query: Params, _body: bytes) -> Any:
    plain = "&".join(f"{key}={value}" for key, value in sorted(query.items()) if key != "sign")
    signed = hmac.new(SECRET.encode(), f"{plain}&signSecret={SECRET}".encode(), "sha256").digest()
    if path != "/open/order/detail" or base64.b64encode(signed).decode() != query["sign"]:
        return {"result": 24}
    base = {"oid": json.loads(query["param"])["oid"], "status": 30, "createTime": 1767578835000}
    item = {"itemTitle": "卫衣", "num": 1, "skuNick": "BGN-HD-01-BL-120"}
    return {"result": 1, "data": {"orderBaseInfo": base, "orderItemInfo": item}}


def _weixin(path: str, query: Params, _body: bytes) -> Any:
    if path == "/cgi-bin/token":
        right = query["appid"] == "KEY" and query["secret"] == SECRET
        return {"access_token": "FRESH", "expires_in": 7200} if right else {"errcode": 40125}
    if query.get("access_token") != "FRESH":
        return {"errcode": 40001}
    case = path == "/channels/ec/aftersale/getaftersaleorder"
    return {"errcode": 0, **sample(f"weixin.channels.{'aftersale' if case else 'ec.order.get'}.json")}


def _youzan(path: str, query: Params, _body: bytes) -> Any:
    if path != "/api/youzan.trade.get/4.0.0" or query.get("access_token") != "TOKEN":
        return {"gw_err_resp": {"err_code": 4203}}
    return {"success": True, "code": 200, "data": sample("youzan.trade.decoded.json")}


def _alibaba(path: str, _query: Params, body: bytes) -> Any:
    form = dict(parse_qsl(body.decode()))
    signed = form.pop("_aop_signature")
    plain = path.removeprefix("/openapi/") + "".join(f"{key}{value}" for key, value in sorted(form.items()))
    if hmac.new(SECRET.encode(), plain.encode(), "sha1").hexdigest().upper() != signed:
        return {"error_code": "gw.SignatureInvalid"}
    return sample("1688.alibaba.trade.get.sellerView_PARTGUESS.json")


def _taobao(_path: str, _query: Params, body: bytes) -> Any:
    form = dict(parse_qsl(body.decode()))
    signed = form.pop("sign")
    plain = "".join(f"{key}{value}" for key, value in sorted(form.items()))
    if hmac.new(SECRET.encode(), plain.encode(), "sha256").hexdigest().upper() != signed:
        return {"error_response": {"code": 25, "msg": "Invalid signature"}}
    case = form["method"] == "taobao.refund.get"
    return sample("taobao.refund.get.json" if case else "taobao.trade.fullinfo.get.json")


def _pinduoduo(_path: str, _query: Params, body: bytes) -> Any:
    form = dict(parse_qsl(body.decode()))
    if _md5(_wrapped(form)).upper() != form["sign"]:
        return {"error_response": {"error_code": 20004}}
    return sample("pdd.order.information.get.json")


def _jd(_path: str, _query: Params, body: bytes) -> Any:
    form = dict(parse_qsl(body.decode()))
    if _md5(_wrapped(form)).upper() != form["sign"]:
        return {"error_response": {"code": "11"}}
    return sample("jingdong.pop.order.get.json")


ANSWERS = {
    "douyin": _douyin,
    "xiaohongshu": _xiaohongshu,
    "kuaishou": _kuaishou,
    "weixin": _weixin,
    "youzan": _youzan,
    "alibaba": _alibaba,
    "taobao": _taobao,
    "pinduoduo": _pinduoduo,
    "jd": _jd,
}


class _Handler(BaseHTTPRequestHandler):
    channel: ClassVar[str]
    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        """Answer."""
        self._answer()

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        told = ANSWERS[self.channel](parts.path, dict(parse_qsl(parts.query)), body) if self.status == 200 else {}
        raw = json.dumps(told).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def platform(channel: str, *, status: int = 200) -> Iterator[str]:
    """Run a platform and give its address."""
    handler = type("Handler", (_Handler,), {"channel": channel, "status": status})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
