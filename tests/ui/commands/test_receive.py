"""``receive``: every signature vector right, wrong and replayed; messages fetched by hand; events; secrets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from main import main
from tests.station.channels.samples import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

VECTORS = {one["name"]: one for one in json.loads((SAMPLES / "signature_vectors.json").read_text(encoding="utf-8"))}
MESSAGES = SAMPLES / "messages"


@pytest.fixture
def receive(sqlite_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    def run(*words: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        given = list(words)
        if body is not None:
            (tmp_path / "body").write_bytes(body)
            given += ["--body", str(tmp_path / "body")]
        if headers is not None:
            (tmp_path / "headers").write_text("".join(f"{name}: {value}\n" for name, value in headers.items()))
            given += ["--headers", str(tmp_path / "headers")]
        status = main(["receive", *given, "--store", sqlite_url, "--json"])
        out = capsys.readouterr()
        return status, json.loads(out.out) if out.out else out.err

    return run


def pushes() -> dict[str, tuple[str, bytes | None, dict[str, str], list[str], dict[str, str]]]:
    """Return channel, body, headers, words and secrets of each vector that signs a push."""
    douyin, youzan = VECTORS["douyin push"], VECTORS["youzan push"]
    xhs, sealed, plain = VECTORS["xiaohongshu push"], VECTORS["wechat msg_signature"], VECTORS["wechat plain signature"]
    api, aes = VECTORS["1688 api"]["inputs"], VECTORS["wechat aes"]["inputs"]
    query = {"timestamp": sealed["inputs"]["timestamp"], "nonce": sealed["inputs"]["nonce"]}
    asked = urlencode({**query, "signature": plain["expected"], "echostr": "42"})
    event = urlencode({**query, "msg_signature": sealed["expected"]})
    msg = {"client_id": "CID", "msg": youzan["inputs"]["msg"], "sign": youzan["expected"]}
    signed = {"app-key": "AK", "timestamp": xhs["inputs"]["timestamp"], "sign": xhs["expected"]}
    form = urlencode({**api["params"], "_aop_signature": VECTORS["1688 api"]["expected"]})
    return {
        "douyin": (
            "douyin",
            douyin["inputs"]["body"].encode(),
            {"Event-Sign": douyin["expected"]},
            [],
            {"APP_KEY": "APPKEY", "APP_SECRET": "SECRET"},
        ),
        "xiaohongshu": (
            "xiaohongshu",
            (MESSAGES / "xiaohongshu.push.json").read_bytes(),
            signed,
            ["--path", "/push", "--query", "a=1"],
            {"SECRET": "SECRET"},
        ),
        "youzan": ("youzan", json.dumps(msg).encode(), {}, [], {"CLIENT_ID": "CID", "SECRET": "CSEC"}),
        "1688": ("1688", form.encode(), {}, ["--path", f"/{api['url_path']}"], {"APP_SECRET": "SECRET"}),
        "weixin asks": ("weixin", None, {}, ["--query", asked], {"TOKEN": "pamtest"}),
        "weixin sealed": (
            "weixin",
            json.dumps({"Encrypt": sealed["inputs"]["encrypt"]}).encode(),
            {},
            ["--query", event],
            {"TOKEN": "pamtest", "AES_KEY": aes["aes_key"]},
        ),
    }


@pytest.mark.parametrize("name", pushes())
def test_every_vector_of_a_push_right_replayed_and_wrong(
    receive: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    channel, body, headers, words, secrets = pushes()[name]
    for secret, value in secrets.items():
        monkeypatch.setenv(f"PACKBENCH_SECRET_{channel.upper()}_{secret}", value)
    status, told = receive(channel, *words, body=body, headers=headers)
    assert (status, told["status"], told["replayed"]) == (0, 200, False)
    status, told = receive(channel, *words, body=body, headers=headers)
    assert (status, told["status"], told["replayed"], told["to_fetch"]) == (0, 200, body is not None, [])
    for secret, value in secrets.items():
        monkeypatch.setenv(f"PACKBENCH_SECRET_{channel.upper()}_{secret}", f"{value}x")
    status, told = receive(channel, *words, body=body, headers=headers)
    assert (status, told["status"], told["orders"]) == (1, 401, [])


def test_wechat_is_told_that_we_know_the_token(receive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKBENCH_SECRET_WEIXIN_TOKEN", "pamtest")
    assert receive("wechat", *pushes()["weixin asks"][3])[1]["reply"] == "42"


def test_without_its_secret_a_channel_says_what_to_set(receive: Any) -> None:
    status, error = receive("douyin", body=b"[]")
    assert status == 1
    assert "SECRET_MISSING" in error
    assert "PACKBENCH_SECRET_DOUYIN_APP_KEY" in error


@pytest.mark.parametrize(
    ("channel", "name"),
    [
        ("taobao", "taobao.trade.fullinfo.get"),
        ("jd", "jingdong.pop.order.get"),
        ("pdd", "pdd.order.information.get"),
        ("pinduoduo", "pdd.order.information.get.presale"),
        ("douyin", "doudian.order.orderDetail"),
        ("xiaohongshu", "xiaohongshu.order.getOrderDetail"),
        ("weixin", "weixin.channels.ec.order.get"),
        ("youzan", "youzan.trade.decoded"),
        ("1688", "1688.alibaba.trade.get.sellerView_PARTGUESS"),
    ],
)
def test_an_order_fetched_by_hand_goes_in_once(receive: Any, channel: str, name: str) -> None:
    body = (MESSAGES / f"{name}.json").read_bytes()
    assert len(receive(channel, "--fetched", body=body)[1]["orders"]) == 1
    assert receive(channel, "--fetched", body=body)[1]["replayed"]


def test_events_are_kept_once(receive: Any) -> None:
    event = {"event_id": "e1", "kind": "freight_viewed", "channel": "douyin", "number": "6900000000000000001"}
    assert receive("event", body=json.dumps([event, {**event, "event_id": "e2"}]).encode())[1]["new"] == 2
    assert receive("event", body=json.dumps(event).encode())[1]["new"] == 0
    assert receive("event", body=b'{"kind":"drop table","number":"1"}')[0] == 1


def test_pull_tells_what_could_not_be_fetched(receive: Any) -> None:
    receive("taobao", body=(MESSAGES / "taobao.tmc.message.json").read_bytes())
    status, told = receive("pull")
    assert (status, told["waiting"], len(told["failed"])) == (1, 1, 1)


def test_a_secret_needs_a_key_ring_and_is_never_shown(receive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("hush\n"))
    status, told = receive("secret", "douyin", "app_secret")
    assert status == 1
    assert "NO_KEYRING" in told
    assert "hush" not in told
    assert receive("secret", "douyin")[0] == 1


def test_a_file_that_is_not_there_is_told(receive: Any) -> None:
    assert "BAD_INPUT" in receive("douyin", "--body", "/nowhere/at/all")[1]
    assert "NO_PUSH" in receive("nobody", body=b"{}")[1]
