"""What can go wrong, in three kinds, each with a code, what happened and what to do next.

The tree::

    StationError              code + message + what to do
     +-- UserError            the packer or supervisor can put it right   shown, log.info, exit 1
     +-- DeviceError          printer, scanner, disk, network             shown, retried, log.warning, exit 3
     +-- BugError             ours                                        crash page, log.exception, exit 70

Every room subclasses these next to the code that raises them; names end in ``Error``. A subclass sets ``code`` and
passes translated text. Texts never carry names, phones or addresses: they are shown on screen and logged.
"""

from __future__ import annotations


class StationError(Exception):
    """Base of all errors a person may read.

    Attributes:
        code: short stable word for support and scripts, such as ``UNKNOWN_ORDER``.
        happened: translated sentence: what happened.
        remedy: translated sentence: what to do next.
    """

    code: str = "ERROR"
    exit_status: int = 70

    def __init__(self, happened: str, remedy: str = "", *, code: str | None = None) -> None:
        super().__init__(happened)
        self.happened = happened
        self.remedy = remedy
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        """``CODE: what happened; what to do``, the form the command line prints."""
        tail = f"; {self.remedy}" if self.remedy else ""
        return f"{self.code}: {self.happened}{tail}"


class UserError(StationError):
    """The person at the bench or desk can put it right."""

    exit_status = 1


class DeviceError(StationError):
    """A printer, scanner, disk or network did not do its part."""

    exit_status = 3


class BugError(StationError):
    """We are wrong; the person can only report it."""

    exit_status = 70
