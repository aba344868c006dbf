"""Every vector of signature_vectors.json, and that a wrong key or body is seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from station.channels import signatures as sign
from station.channels.base import BadMessageError
from tests.station.channels.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS: list[dict[str, Any]] = json.loads((SAMPLES / "signature_vectors.json").read_text(encoding="utf-8"))
RULES: dict[str, Callable[[dict[str, Any]], object]] = {
    "taobao api md5": lambda i: sign.taobao_api(i["params"], i["secret"]),
    "taobao api hmac": lambda i: sign.taobao_api(i["params"], i["secret"]),
    "pinduoduo api md5": lambda i: sign.pinduoduo_api(i["params"], i["secret"]),
    "pinduoduo websocket path": lambda i: sign.pinduoduo_websocket(i["client_id"], i["secret"], millis=i["millis"]),
    "douyin api": lambda i: sign.douyin_api(
        i["app_key"], i["secret"], method=i["method"], timestamp=i["timestamp"], param_json=i["param_json"]
    ),
    "douyin push": lambda i: sign.douyin_push(i["app_key"], i["secret"], body=i["body"].encode()),
    "kuaishou api MD5": lambda i: sign.kuaishou_api(i["params"], i["secret"]),
    "kuaishou api HMAC_SHA256": lambda i: sign.kuaishou_api(i["params"], i["secret"]),
    "xiaohongshu api": lambda i: sign.xiaohongshu_api(
        i["app_id"], i["secret"], method=i["method"], timestamp=i["timestamp"]
    ),
    "xiaohongshu push": lambda i: sign.xiaohongshu_push(
        i["path"], i["query"], app_key=i["app_key"], timestamp=i["timestamp"], secret=i["secret"]
    ),
    "1688 api": lambda i: sign.alibaba_api(i["url_path"], i["params"], secret=i["secret"]),
    "youzan push": lambda i: sign.youzan_push(i["client_id"], i["secret"], msg=i["msg"]),
    "wechat aes": lambda i: dict(zip(("text", "appid"), sign.weixin_open(i["cipher"], i["aes_key"]), strict=True)),
    "wechat msg_signature": lambda i: sign.weixin_signature(
        i["token"], i["timestamp"], nonce=i["nonce"], encrypted=i["encrypt"]
    ),
    "wechat plain signature": lambda i: sign.weixin_signature(i["token"], i["timestamp"], nonce=i["nonce"]),
}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_vector(vector: dict[str, Any]) -> None:
    assert RULES[vector["name"]](vector["inputs"]) == vector["expected"]


def test_a_changed_body_has_another_signature() -> None:
    told = sign.douyin_push("APPKEY", "SECRET", body=b"[]")
    assert not sign.same(told, sign.douyin_push("APPKEY", "SECRET", body=b"[ ]"))
    assert sign.same(f" {told}\n", told)


@pytest.mark.parametrize("cipher", ["", "AAAA", "@@@", "A" * 44])
def test_a_message_of_another_key_is_refused(cipher: str) -> None:
    with pytest.raises(BadMessageError):
        sign.weixin_open(cipher, "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")
