"""Pushes as they come over HTTP: is this one genuine, what does it hold, what to answer.

Signatures are checked on the raw body, in constant time; rules in ``signatures.py``. Secrets come from the caller
(``secret.py``), by the names each channel says. Douyin, WeChat, Youzan and 1688 sign what they say; Xiaohongshu signs
only the address and Kuaishou only encrypts, so of those a push is no more than a hint what to fetch. Channels that
never call (Taobao's and Pinduoduo's sockets, JD, a shop's own program) may be relayed by the shop's own server, which
signs with HMAC-SHA256. Called by ``station/intake/receive.py``, which stores the message before it is answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from station.channels import signatures as sign
from station.channels.payload import parse_json, text
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


RELAY_HEADER = "x-packbench-sign"


class NoPushError(UserError):
    """This channel sends no pushes that can be checked."""

    code = "NO_PUSH"


@dataclass(frozen=True, slots=True)
class Push:
    """One request; header names in lower case."""

    body: bytes
    headers: Mapping[str, str]
    query: Mapping[str, str]
    path: str = "/"


@dataclass(frozen=True, slots=True)
class Receiver:
    """How a channel pushes.

    Attributes:
        secrets: names of the secrets ``genuine`` needs.
        optional: names of secrets that only some shops have.
        genuine: tells whether the platform sent this.
        opened: the message inside, decrypted and parsed.
        reply: what the platform wants to read after the message is safe.
        hint_only: the body is not signed: what it says is fetched, never believed.
    """

    secrets: tuple[str, ...]
    genuine: Callable[[Push, Mapping[str, str]], bool]
    opened: Callable[[Push, Mapping[str, str]], Any]
    reply: str = '{"code":0,"msg":"success"}'
    hint_only: bool = False
    optional: tuple[str, ...] = ()


def receiver(channel: str) -> Receiver:
    """Return how a channel pushes, or how the shop's own server relays it.

    Raises:
        NoPushError: there is no such channel, or it has only files.
    """
    found = RECEIVERS.get(channel)
    if found is None:
        raise NoPushError(
            _("{channel} sends no pushes that can be checked").format(channel=channel),
            _("import its export file, or fetch its orders through its interface"),
        )
    return found


def _relayed(push: Push, secrets: Mapping[str, str]) -> bool:
    return sign.same(push.headers.get(RELAY_HEADER, ""), sign.relay(secrets["relay"], body=push.body))


def _plain(push: Push, _secrets: Mapping[str, str]) -> Any:
    return parse_json(push.body)


def _douyin(push: Push, secrets: Mapping[str, str]) -> bool:
    given = push.headers.get("event-sign", "")
    key, secret = secrets["app_key"], secrets["app_secret"]
    md5 = sign.same(given, sign.douyin_push(key, secret, body=push.body))
    return sign.same(given, sign.douyin_push_sha256(key, secret, body=push.body)) or md5


def _xiaohongshu(push: Push, secrets: Mapping[str, str]) -> bool:
    expected = sign.xiaohongshu_push(
        push.path,
        push.query,
        app_key=push.headers.get("app-key", ""),
        timestamp=push.headers.get("timestamp", ""),
        secret=secrets["app_secret"],
    )
    return sign.same(push.headers.get("sign", ""), expected)


def _weixin(push: Push, secrets: Mapping[str, str]) -> bool:
    query = push.query
    encrypted = text(parse_json(push.body), "Encrypt") if push.body else ""
    given = query.get("msg_signature", "") if encrypted else query.get("signature", "")
    expected = sign.weixin_signature(
        secrets["token"], query.get("timestamp", ""), nonce=query.get("nonce", ""), encrypted=encrypted
    )
    return sign.same(given, expected)


def _weixin_open(push: Push, secrets: Mapping[str, str]) -> Any:
    body = parse_json(push.body)
    encrypted = text(body, "Encrypt")
    return parse_json(sign.weixin_open(encrypted, secrets["aes_key"])[0]) if encrypted else body


def _youzan(push: Push, secrets: Mapping[str, str]) -> bool:
    body = parse_json(push.body)
    expected = sign.youzan_push(secrets["client_id"], secrets["client_secret"], msg=text(body, "msg"))
    return sign.same(text(body, "sign"), expected)


def _kuaishou(push: Push, secrets: Mapping[str, str]) -> bool:
    return bool(text(_kuaishou_open(push, secrets), "event"))


def _kuaishou_open(push: Push, secrets: Mapping[str, str]) -> Any:
    return parse_json(sign.kuaishou_open(push.body, secrets["message_secret"]))


def _alibaba(push: Push, secrets: Mapping[str, str]) -> bool:
    form = dict(parse_qsl(push.body.decode("utf-8", errors="replace"), keep_blank_values=True))
    given, path = form.get("_aop_signature", ""), push.path.lstrip("/")
    bare = sign.same(given, sign.alibaba_api("", form, secret=secrets["app_secret"]))
    return sign.same(given, sign.alibaba_api(path, form, secret=secrets["app_secret"])) or bare


def _alibaba_open(push: Push, _secrets: Mapping[str, str]) -> Any:
    form = dict(parse_qsl(push.body.decode("utf-8", errors="replace"), keep_blank_values=True))
    return parse_json(form.get("message", ""))


_RELAY = Receiver(("relay",), _relayed, _plain)
RECEIVERS: Mapping[str, Receiver] = {
    "douyin": Receiver(("app_key", "app_secret"), _douyin, _plain),
    "xiaohongshu": Receiver(("app_secret",), _xiaohongshu, _plain, '{"success":true,"error_code":0}', hint_only=True),
    "kuaishou": Receiver(("message_secret",), _kuaishou, _kuaishou_open, '{"result":1}', hint_only=True),
    "weixin": Receiver(("token",), _weixin, _weixin_open, "success", hint_only=True, optional=("aes_key",)),
    "youzan": Receiver(("client_id", "client_secret"), _youzan, _plain),
    "alibaba": Receiver(("app_secret",), _alibaba, _alibaba_open, "success"),
    **dict.fromkeys(("taobao", "pinduoduo", "jd", "miniprogram", "generic", "manual"), _RELAY),
}
