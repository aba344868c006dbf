"""Pushes: genuine ones are told from others on the raw body."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from station.channels import signatures as sign
from station.channels.base import BadMessageError
from station.channels.push import RELAY_HEADER, NoPushError, Push, Receiver, receiver
from station.channels.recognise import channels
from tests.station.channels.samples import MADE, SAMPLES

SECRETS = {
    "app_key": "AK",
    "app_secret": "SECRET",
    "client_id": "CID",
    "client_secret": "CSEC",
    "token": "pamtest",
    "aes_key": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "message_secret": base64.b64encode(b"0123456789abcdef").decode(),
}


def sample(name: str) -> bytes:
    return (SAMPLES / "messages" / name).read_bytes()


def genuine_douyin() -> Push:
    body = sample("doudian.push.json")
    return Push(body, {"event-sign": sign.douyin_push("AK", "SECRET", body=body)}, {})


def genuine_xiaohongshu() -> Push:
    signature = sign.xiaohongshu_push("/push", {"a": "1"}, app_key="AK", timestamp="1767578400", secret="SECRET")
    headers = {"app-key": "AK", "timestamp": "1767578400", "sign": signature}
    return Push(sample("xiaohongshu.push.json"), headers, {"a": "1"}, "/push")


def genuine_weixin() -> Push:
    query = {"timestamp": "1409304348", "nonce": "xxxxxx"}
    signature = sign.weixin_signature("pamtest", "1409304348", nonce="xxxxxx")
    return Push(sample("weixin.push.plain.json"), {}, query | {"signature": signature})


def genuine_youzan() -> Push:
    body: dict[str, Any] = json.loads(sample("youzan.push.json"))
    body["sign"] = sign.youzan_push("CID", "CSEC", msg=body["msg"])
    return Push(json.dumps(body).encode(), {}, {})


def genuine_alibaba() -> Push:
    message = json.dumps({"type": "ORDER_BUYER_VIEW_ORDER_PAY", "data": {"orderId": 2600000000000000003}, "msgId": 1})
    form = {"message": message}
    form["_aop_signature"] = sign.alibaba_api("", form, secret="SECRET")
    return Push(urlencode(form).encode(), {}, {})


def genuine_kuaishou() -> Push:
    padder = PKCS7(128).padder()
    padded = padder.update(sample("kuaishou.message.json")) + padder.finalize()
    sealer = Cipher(algorithms.AES(b"0123456789abcdef"), modes.CBC(bytes(16))).encryptor()
    return Push(base64.b64encode(sealer.update(padded) + sealer.finalize()), {}, {})


GENUINE = {
    "kuaishou": genuine_kuaishou,
    "douyin": genuine_douyin,
    "xiaohongshu": genuine_xiaohongshu,
    "weixin": genuine_weixin,
    "youzan": genuine_youzan,
    "alibaba": genuine_alibaba,
}


def _taken(how: Receiver, push: Push, secrets: dict[str, str]) -> bool:
    try:
        return how.genuine(push, secrets)
    except BadMessageError:
        return False


@pytest.mark.parametrize("channel", sorted(GENUINE))
def test_a_genuine_push_is_taken_and_any_other_is_not(channel: str) -> None:
    push, how = GENUINE[channel](), receiver(channel)
    assert set(how.secrets) <= set(SECRETS)
    assert how.genuine(push, SECRETS)
    assert not _taken(how, push, {name: f"x{secret[1:]}" for name, secret in SECRETS.items()})
    assert not how.genuine(Push(push.body, {}, {}, push.path), SECRETS) or channel in {"youzan", "alibaba", "kuaishou"}
    reading = channels()[channel].orders_from_message(how.opened(push, SECRETS), received_at=MADE)
    assert reading.orders or reading.to_fetch


@pytest.mark.parametrize(
    ("channel", "told", "forged"),
    [("douyin", b"0000001", b"0000009"), ("youzan", b"SEND_GOODS", b"SEND_GOODZ"), ("alibaba", b"000003", b"000009")],
)
def test_a_changed_body_is_seen(channel: str, told: bytes, forged: bytes) -> None:
    push = GENUINE[channel]()
    changed = push.body.replace(told, forged)
    assert changed != push.body
    assert not receiver(channel).genuine(Push(changed, push.headers, push.query, push.path), SECRETS)


def test_an_encrypted_event_is_opened() -> None:
    cipher = "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="
    query = {"timestamp": "1409304348", "nonce": "xxxxxx", "msg_signature": "82c962d39941aa48552f90ef55aa323dc620cc10"}
    push = Push(json.dumps({"Encrypt": cipher}).encode(), {}, query)
    assert receiver("weixin").genuine(push, SECRETS)
    with pytest.raises(BadMessageError):  # the public vector holds a sentence, no event
        receiver("weixin").opened(push, SECRETS)


def test_a_relayed_message_is_signed_by_the_shop_itself() -> None:
    body = sample("taobao.tmc.message.json")
    signed = {RELAY_HEADER: sign.relay("key", body=body)}
    how = receiver("taobao")
    assert how.genuine(Push(body, signed, {}), {"relay": "key"})
    assert not how.genuine(Push(body + b" ", signed, {}), {"relay": "key"})
    assert not how.genuine(Push(body, {}, {}), {"relay": "key"})


@pytest.mark.parametrize("channel", ["qianniu", "nobody"])
def test_channels_without_checkable_pushes_say_so(channel: str) -> None:
    with pytest.raises(NoPushError):
        receiver(channel)
