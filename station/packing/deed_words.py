"""The trail of a parcel in words: what each entry of the audit that names an order says to a person.

The store keeps short fixed words; the evidence page is read by the shop, a platform's arbiter, a buyer. A reason that
somebody wrote stands behind the deed. A test walks the code, so no new deed stays without its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def deed(action: str, detail: Mapping[str, Any]) -> str:
    """Return what was done, with its reason."""
    told = _words().get(action, action)
    reason = str(detail.get("reason") or "")
    return _("{deed}: {reason}").format(deed=told, reason=reason) if reason else told


def _words() -> dict[str, str]:
    return (
        _packed()
        | _printed()
        | {
            "attached": _("file attached"),
            "case": _("after-sale case"),
            "case_decided": _("after-sale case decided"),
            "enter": _("order typed in"),
            "exchange": _("exchange made"),
            "link": _("channel number linked"),
            "milestone": _("milestone set"),
            "moved": _("state changed"),
            "profile": _("kind of order changed"),
            "proof": _("proof that it left"),
            "release": _("hold lifted"),
            "release_hold": _("hold lifted"),
            "return_inspected": _("return looked at"),
            "return_received": _("return arrived"),
            "return_stocked": _("return put on the shelf"),
            "reveal": _("full data looked at"),
            "slip": _("order taken from a slip"),
            "take_back": _("entry taken back"),
        }
    )


def _packed() -> dict[str, str]:
    return {
        "change_seen": _("change read"),
        "help": _("lead called"),
        "hint": _("hint answered"),
        "hold": _("put aside"),
        "item": _("right item scanned"),
        "kept_back": _("kept back at the dock"),
        "lock_here": _("stock locked at the bench"),
        "next_box": _("next box"),
        "open": _("opened at the bench"),
        "packed": _("packed and closed"),
        "put_back": _("goods put back"),
        "recalled": _("called back"),
        "reopened": _("opened again"),
        "short": _("reported missing"),
        "slot": _("into a slot"),
        "stopped": _("stopped"),
        "undo": _("scan taken back"),
        "weighed": _("weighed"),
        "wrong_scan": _("wrong scan stopped"),
    }


def _printed() -> dict[str, str]:
    return {
        "label_seen": _("label seen by the camera"),
        "label_void": _("label made void"),
        "print": _("label asked for"),
        "print_call_off": _("label called off"),
        "print_move": _("label sent to another printer"),
        "print_put_back": _("label put back in the queue"),
        "print_retry": _("label tried again"),
        "reprint": _("label printed again"),
        "reprint_agreed": _("reprint agreed"),
        "wrong_label_seen": _("wrong label seen by the camera"),
    }
