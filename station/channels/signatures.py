"""Signatures of the platforms, both ways: of pushes we receive and of calls we make.

Rules and vectors: data/channels/signature_vectors.json (copied to tests/data/channels), each with its evidence;
comparing takes the same time for right and wrong. Secrets are handed in by the caller and never kept here. WeChat's
encrypted messages are opened here too (AES-256-CBC, PKCS#7 to 32 bytes), and Kuaishou's (AES-CBC, no IV: as two public
sources show its own library doing it).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from station.channels.payload import bad
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = 32
_RANDOM = 16


def same(given: str, expected: str) -> bool:
    """Compare two signatures in constant time."""
    return hmac.compare_digest(given.strip().encode(), expected.encode())


def _md5(text: str | bytes) -> str:
    raw = text.encode() if isinstance(text, str) else text
    return hashlib.md5(raw, usedforsecurity=False).hexdigest()


def _joined(params: Mapping[str, str], *, left_out: tuple[str, ...] = ("sign",)) -> str:
    return "".join(f"{key}{params[key]}" for key in sorted(params) if params[key] != "" and key not in left_out)


def taobao_api(params: Mapping[str, str], secret: str) -> str:
    """Sign a Taobao call; ``sign_method`` says how (md5, hmac, hmac-sha256)."""
    method = params.get("sign_method", "md5")
    if method == "md5":
        return _md5(f"{secret}{_joined(params)}{secret}").upper()
    algorithm = "sha256" if method == "hmac-sha256" else "md5"
    return hmac.new(secret.encode(), _joined(params).encode(), algorithm).hexdigest().upper()


def pinduoduo_api(params: Mapping[str, str], secret: str) -> str:
    """Sign a Pinduoduo call."""
    return _md5(f"{secret}{_joined(params)}{secret}").upper()


def pinduoduo_websocket(client_id: str, secret: str, *, millis: int) -> str:
    """Return the path of Pinduoduo's message socket."""
    digest = base64.b64encode(_md5(f"{client_id}{millis}{secret}").encode()).decode()
    return f"/message/{client_id}/{millis}/{quote(digest, safe='')}"


def jd_api(params: Mapping[str, str], secret: str) -> str:
    """Sign a JD call (the parameters include ``360buy_param_json``)."""
    return _md5(f"{secret}{_joined(params)}{secret}").upper()


def douyin_api(app_key: str, secret: str, *, method: str, timestamp: str, param_json: str) -> str:
    """Sign a Douyin call; ``param_json`` has sorted keys and no spaces."""
    text = f"{secret}app_key{app_key}method{method}param_json{param_json}timestamp{timestamp}v2{secret}"
    return hmac.new(secret.encode(), text.encode(), "sha256").hexdigest()


def douyin_push(app_key: str, secret: str, *, body: bytes) -> str:
    """Return the ``event-sign`` of a Douyin push (md5)."""
    return _md5(app_key.encode() + body + secret.encode())


def douyin_push_sha256(app_key: str, secret: str, *, body: bytes) -> str:
    """Return the newer ``event-sign`` (HMAC-SHA256 over the same text; from memory)."""
    return hmac.new(secret.encode(), app_key.encode() + body + secret.encode(), "sha256").hexdigest()


def kuaishou_api(params: Mapping[str, str], secret: str) -> str:
    """Sign a Kuaishou call; ``signMethod`` says how (MD5, HMAC_SHA256)."""
    text = "&".join(f"{key}={params[key]}" for key in sorted(params) if key != "sign") + f"&signSecret={secret}"
    if params.get("signMethod", "MD5") == "MD5":
        return _md5(text)
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), "sha256").digest()).decode()


def xiaohongshu_api(app_id: str, secret: str, *, method: str, timestamp: str) -> str:
    """Sign a Xiaohongshu call."""
    return _md5(f"{method}?appId={app_id}&timestamp={timestamp}&version=2.0{secret}")


def xiaohongshu_push(path: str, query: Mapping[str, str], *, app_key: str, timestamp: str, secret: str) -> str:
    """Return the signature of a Xiaohongshu push (rests on one weak source)."""
    params = {**query, "app-key": app_key, "timestamp": timestamp}
    text = "&".join(f"{key}={params[key]}" for key in sorted(params))
    return _md5(f"{path}?{text}{secret}")


def alibaba_api(url_path: str, params: Mapping[str, str], *, secret: str) -> str:
    """Return the ``_aop_signature`` of a 1688 call or push."""
    text = url_path + "".join(f"{key}{params[key]}" for key in sorted(params) if key != "_aop_signature")
    return hmac.new(secret.encode(), text.encode(), "sha1").hexdigest().upper()


def youzan_push(client_id: str, secret: str, *, msg: str) -> str:
    """Return the ``sign`` of a Youzan push; ``msg`` is still url-encoded."""
    return _md5(f"{client_id}{msg}{secret}")


def weixin_signature(token: str, timestamp: str, *, nonce: str, encrypted: str = "") -> str:
    """Return WeChat's signature: of the URL check, or of an encrypted message."""
    parts = [token, timestamp, nonce] + ([encrypted] if encrypted else [])
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def relay(secret: str, *, body: bytes) -> str:
    """Return the signature of what the shop's own server passes on."""
    return hmac.new(secret.encode(), body, "sha256").hexdigest()


def kuaishou_open(cipher: bytes, secret: str) -> bytes:
    """Open an encrypted Kuaishou message.

    Raises:
        BadMessageError: not encrypted with this secret.
    """
    try:
        key, sealed = base64.b64decode(secret, validate=True), base64.b64decode(cipher, validate=True)
        opener = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).decryptor()
        plain = opener.update(sealed) + opener.finalize()
        unpad = PKCS7(128).unpadder()
        return unpad.update(plain) + unpad.finalize()
    except (ValueError, binascii.Error) as error:
        raise bad(_("The message cannot be decrypted: check the key of the channel")) from error


def weixin_open(cipher: str, aes_key: str) -> tuple[str, str]:
    """Open an encrypted WeChat message and return (text, app id).

    Raises:
        BadMessageError: not encrypted with this key.
    """
    try:
        key = base64.b64decode(aes_key + "=", validate=True)
        sealed = base64.b64decode(cipher, validate=True)
        opener = Cipher(algorithms.AES256(key), modes.CBC(key[:16])).decryptor()
        plain = opener.update(sealed) + opener.finalize()
        pad = plain[-1]
        length = int.from_bytes(plain[_RANDOM : _RANDOM + 4], "big")
        start, end = _RANDOM + 4, _RANDOM + 4 + length
        opened = plain[start:end].decode(), plain[end:-pad].decode()
    except (ValueError, IndexError, binascii.Error) as error:
        raise bad(_("The message cannot be decrypted: check the key of the channel")) from error
    if not 1 <= pad <= _BLOCK or end > len(plain) - pad:
        raise bad(_("The message cannot be decrypted: check the key of the channel"))
    return opened
