"""The protocol Cainiao began and Doudian and Pinduoduo took over: ``cmd``, ``requestID``, ``task`` with documents.

``print`` is answered at once (accepted or not), then ``notifyPrintResult`` comes, first rendered, then printed; other
messages of the same socket speak of other tasks and are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from printing.components.base import Answer, Message, Told, number_in

if TYPE_CHECKING:
    from printing.components.base import Parcel

VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Family:
    """One member.

    Attributes:
        template: name of a template's address in ``contents``.
    """

    url: str
    template: str = "templateURL"

    def ask_printers(self, request: str) -> Message:
        """Return ``getPrinters``."""
        return {"cmd": "getPrinters", "requestID": request, "version": VERSION}

    def printers(self, message: Message) -> list[str] | None:
        """Return the names of ``getPrinters``'s answer."""
        if message.get("cmd") != "getPrinters":
            return None
        return [str(one.get("name", "")) for one in message.get("printers") or ()]

    def ask_print(self, parcel: Parcel) -> Message:
        """Return ``print`` with one document: the platform's contents, then our block."""
        contents: list[dict[str, Any]] = [dict(parcel.contents)]
        if parcel.custom_template:
            contents.append({self.template: parcel.custom_template, "data": dict(parcel.custom)})
        task = {
            "taskID": parcel.task,
            "preview": False,
            "printer": parcel.printer,
            "notifyType": ["render", "print"],
            "firstDocumentNumber": 1,
            "totalDocumentCount": 1,
            "documents": [{"documentID": parcel.document or parcel.task, "contents": contents}],
        }
        return {"cmd": "print", "requestID": parcel.task, "version": VERSION, "task": task}

    def answer(self, message: Message, parcel: Parcel) -> Answer | None:
        """Read the answer to ``print`` and the notices after it."""
        if parcel.task not in (message.get("taskID"), message.get("requestID")):
            return None
        if message.get("cmd") == "print":
            good = message.get("status") == "success"
            return Answer(Told.TAKEN if good else Told.REFUSED, "" if good else str(message.get("msg", "")))
        if message.get("cmd") != "notifyPrintResult":
            return None
        status = message.get("taskStatus")
        pages = list(message.get("printStatus") or ())  # of the task's one document
        number = number_in(*pages, message)
        if status == "failed" or any(one.get("status") == "failed" for one in pages):
            return Answer(Told.UNSURE, " ".join(str(one.get("msg", "")) for one in pages), number)
        return Answer(Told.PRINTED if status == "printed" else Told.TAKEN, number=number)
