"""What the robots of chat programs share: where they answer, one request, and what its failing means.

The address of a robot is its secret: it stands in ``PACKBENCH_SECRET_<GATEWAY>_URL`` or the key ring, in no store, log
or error. A request that broke off may have arrived; to staff a message that comes twice is better than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.secret import secret
from station.notices.base import GatewayError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMEOUT = 8.0


def address(gateway: str) -> str:
    """Return where the robot answers.

    Raises:
        GatewayError: nobody said where.
    """
    url = secret(gateway, "url")
    if not url.startswith(("https://", "http://")):
        raise GatewayError(
            _("The address of {gateway} is not set up").format(gateway=gateway),
            _("set {name}, or run: receive secret {gateway} url").format(
                name=f"PACKBENCH_SECRET_{gateway.upper()}_URL", gateway=gateway
            ),
            again=False,
        )
    return url


def post(url: str, body: bytes, *, headers: Mapping[str, str] | None = None) -> Any:
    """Hand JSON over and return the parsed answer, ``{}`` when it is no JSON.

    Raises:
        GatewayError: not reached, or refused by its HTTP status.
    """
    import httpx

    told = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    try:
        with httpx.Client(timeout=_TIMEOUT, follow_redirects=False) as http:
            answer = http.post(url, content=body, headers=told)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise GatewayError(_("The other side does not answer"), type(error).__name__, again=True) from None
    if not answer.is_success:
        again = answer.status_code in (408, 425, 429) or answer.status_code >= 500
        raise GatewayError(
            _("The other side refused it (HTTP {status})").format(status=answer.status_code), again=again
        )
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def judge(answer: Mapping[str, Any], *, busy: frozenset[int]) -> None:
    """Read the error code robots answer with, HTTP 200 or not.

    Raises:
        GatewayError: it is not 0; those of ``busy`` may be tried again.
    """
    code = answer.get("errcode")
    if code != 0:
        again = code in busy
        raise GatewayError(_("The robot refused it (code {code})").format(code=str(code)[:12]), again=again)


def cut(text: str, most: int) -> str:
    """Return the text within so many bytes of UTF-8, whole characters only."""
    whole = text.encode()
    return text if len(whole) <= most else f"{whole[: most - 3].decode(errors='ignore')}…"
