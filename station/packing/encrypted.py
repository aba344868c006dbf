"""Orders whose recipient the platform keeps to itself: their waybill is printed by the platform's own component alone.

A name or phone that is platform ciphertext (``##…``, ``$…$``, ``~…~``) says so. Such a label waits under the printer
``component:<name>``, which no printer of ours drains, until ``component print`` hands it over with the platform's
contents (PRINTING.md section 3). The waybill number is not taken from a pool: the component says it. ``labels`` routes,
``move_print`` refuses other printers, the command notes the number.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.carriers.base import checked
from station.channels.names import shown_name
from station.errors import UserError
from station.packing.changes import with_number
from station.people.mask import is_cipher
from station.store import orders as master
from station.store import packing, prints
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row

OWN = "component:"
PATIENCE = timedelta(minutes=1)  # longer nobody waits for a component
_COMPONENTS = {
    "taobao": "cainiao",
    "qianniu": "cainiao",
    "alibaba": "cainiao",
    "douyin": "doudian",
    "pinduoduo": "pinduoduo",
    "jd": "jd",
}


class PlatformOnlyError(UserError):
    """Only the platform may print this recipient."""

    code = "PLATFORM_ONLY"


def printer_for(tx: Tx, row: Row[Any], printer: str) -> str:
    """Return the printer a label may go to: the one asked for, or the platform's component.

    Raises:
        PlatformOnlyError: the recipient is encrypted and the platform has no component we know.
    """
    if not any(is_cipher(part or "") for part in (row.name_mask, row.phone_mask)):
        return printer
    first = master.head(tx, row.exchange_of) if row.exchange_of is not None else row
    channel = (first or row).channel
    if channel not in _COMPONENTS:
        raise PlatformOnlyError(
            _("{channel} encrypts this recipient: only its own program may print the waybill").format(
                channel=shown_name(channel)
            ),
            _("print it in the platform's back office and scan its number for this order"),
        )
    return f"{OWN}{_COMPONENTS[channel]}"


def waits_for(printer: str) -> str:
    """Return the component a label waits for; "" for a printer of ours."""
    return printer.removeprefix(OWN) if printer.startswith(OWN) else ""


def why(component: str) -> str:
    """Return what the queue says of such a label."""
    return _("The platform encrypts this recipient: print it with: component print {name}").format(name=component)


def refused(component: str) -> PlatformOnlyError:
    """Return the error of a label that was sent elsewhere."""
    return PlatformOnlyError(
        _("The platform encrypts this recipient: our printers may not print it"),
        _("print it with: component print {name}").format(name=component),
    )


def let_go(tx: Tx) -> None:
    """What a program handed to a component and never heard the end of, because it died, is UNKNOWN: a person looks."""
    prints.abandoned(tx, OWN, tx.now - 2 * PATIENCE)


def note_number(tx: Tx, order_id: str, number: str) -> str:
    """Give the order the waybill number its component named; return it, "" when it is none of the carrier or another's.

    The label is out: what the component says must not undo that, so nothing is raised.
    """
    row = master.head(tx, order_id)
    try:
        right = checked((row.carrier or "") if row is not None else "", number)
    except UserError:
        return ""
    if row is None or (row.waybill_no or right) != right:
        return ""
    if any(kind == "waybill" and each != order_id for each, kind in master.by_code(tx, right)):
        return ""
    if not row.waybill_no:
        master.set_order(tx, order_id, waybill_no=right)
        master.add_codes(tx, order_id, [("waybill", right)])
        expected(tx, order_id, right)
    return right


def expected(tx: Tx, order_id: str, number: str) -> None:
    """Remember with the packing session that this number is no change the packer must be told of."""
    session = packing.session(tx, order_id)
    if session is not None:
        packing.set_session(tx, order_id, opened_for=with_number(tx, session.opened_for, number))
