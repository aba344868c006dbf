"""Whether a photo is a slip at all: a blank page, a cat or a page of a book make no draft; an invoice makes a wary one.

A slip names goods, a phone or one of the fields slips have. An invoice says so itself; its columns are read like a
form's, but nothing on it is ever certain. Asked by the reading process once the lines are a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.errors import UserError
from station.slips.words import LABELS
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.slips.draft import SlipDraft

_LEAST_LETTERS = 4
_INVOICE = ("发票", "价税合计", "纳税人", "税额", "税率", "开票人", "统一社会信用代码")
_LEAST_INVOICE = 2
_FIELDS = tuple(word for words in LABELS.values() for word in words if len(word) > 1)


class NoSlipError(UserError):
    """The photo shows no slip."""

    code = "NOT_A_SLIP"


def check(texts: Iterable[str], draft: SlipDraft, *, name: str) -> None:
    """Let a slip pass.

    Raises:
        NoSlipError: nothing is written, or it is something else.
    """
    written = "".join(texts)
    if len(written) < _LEAST_LETTERS:
        raise NoSlipError(
            _("No writing in {name}").format(name=name),
            _("turn the written side up, get closer, more light"),
            code="NO_WRITING",
        )
    if not draft.items and not draft.text("phone") and not any(word in written for word in _FIELDS):
        raise NoSlipError(
            _("{name} does not look like a slip: no goods, no phone, no customer").format(name=name),
            _("photograph the slip alone; if it is one, type it in from the photo"),
        )


def is_invoice(texts: Iterable[str]) -> bool:
    """Tell whether it is a printed invoice."""
    written = "".join(texts)
    return sum(word in written for word in _INVOICE) >= _LEAST_INVOICE
