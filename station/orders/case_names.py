"""What an after-sale case is called on screen: the platforms' fixed Chinese words, in the language spoken now.

The words themselves stay what they are in the store, in exports and in the command line's JSON. The bench and the desk
call this.
"""

from __future__ import annotations

from station.text import _


def case_name(kind: str) -> str:
    """Return the name of a kind of case; what is none of ours as it came."""
    names = {
        "换货": _("Exchange"),
        "仅退款": _("Refund only"),
        "退货退款": _("Return and refund"),
        "补寄": _("Resend"),
        "维修": _("Repair"),
        "其他": _("Other case"),
        "待人工": _("Ask a person"),
    }
    return names.get(kind, kind)
