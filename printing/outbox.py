"""What the spooler needs from the print outbox: one row per physical copy, states that never lie.

QUEUED -> CLAIMED -> SENDING (committed before the first byte) -> SENT -> CONFIRMED; FAILED_BEFORE_SEND is taken again
by itself when its time comes; UNKNOWN never is: it asks a person. ``station/store/prints.py`` implements this on the
database (``station`` may not import ``printing``, so both sides agree by shape); tests use a list in memory.
Every method is one committed transaction. ``printer`` is the name the rows carry; an outbox serves one station's rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Job(Protocol):
    """One physical copy to print."""

    @property
    def job_id(self) -> str:
        """Id of the row, printed small on the label."""
        ...

    @property
    def kind(self) -> str:
        """File name in ``printing/layouts``, such as ``exchange`` or ``waybill``."""
        ...

    @property
    def order_id(self) -> str:
        """Order the label belongs to."""
        ...

    @property
    def copy_no(self) -> int:
        """1 for the first print (首印), 2 for the first reprint (补打 1)."""
        ...

    @property
    def attempt(self) -> int:
        """How often it was claimed, this time included."""
        ...

    @property
    def fields(self) -> Mapping[str, Any]:
        """JSON of the layout's field dataclass."""
        ...


class Outbox(Protocol):
    """The rows of one station, seen by the worker of one printer."""

    def hold(self) -> str:
        """Take or renew the right to drain this printer; return who has it instead, "" when it is ours."""
        ...

    def let_go(self) -> None:
        """Give the right back."""
        ...

    def waits(self, printer: str) -> bool:
        """Tell whether there is anything to do: a row to send, or one a dead program left half done."""
        ...

    def recover(self, printer: str) -> None:
        """After a start: CLAIMED -> QUEUED; SENDING, and SENT while it was watched -> UNKNOWN (it may be out)."""
        ...

    def claim(self, printer: str) -> Job | None:
        """Oldest QUEUED row, or FAILED_BEFORE_SEND row whose retry time came -> CLAIMED, attempt + 1; else ``None``."""
        ...

    def peek(self, printer: str) -> Job | None:
        """Look at the row that would be claimed now."""
        ...

    def sending(self, job_id: str, sha256: str) -> bool:
        """CLAIMED -> SENDING with the payload's hash; ``False``: called off, or the printer is not ours any more."""
        ...

    def sent(self, job_id: str, *, watched: bool) -> None:
        """SENDING -> SENT: every byte was taken by the transport; ``watched``: the printer is asked until it is out."""
        ...

    def confirmed(self, job_id: str, by: str, *, then: Job | None = None, printer: str = "", sha256: str = "") -> bool:
        """SENDING or SENT -> CONFIRMED; ``by`` is ``status``, ``scan``, ``camera`` or ``person``.

        In the same transaction the row ``then``, which ``peek`` returned for ``printer``, is claimed and goes to
        SENDING with its payload's hash; ``False`` when it is no longer what would be claimed, or the printer is not
        ours any more.
        """
        ...

    def failed_before_send(self, job_id: str, why: str, retry_at: datetime | None) -> None:
        """CLAIMED or SENDING -> FAILED_BEFORE_SEND: nothing left this machine. ``None``: only a person retries."""
        ...

    def pass_on(self, job_id: str, printer: str, why: str) -> None:
        """CLAIMED or FAILED_BEFORE_SEND -> QUEUED for another printer: nothing left this machine."""
        ...

    def unknown(self, job_id: str, why: str) -> None:
        """SENDING or SENT -> UNKNOWN: it may or may not have printed; never sent again by itself."""
        ...
