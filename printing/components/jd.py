"""JD (京东): ``orderType`` with ``parameters`` on 9113; one answer, no notice when the paper is out.

So the best it says is that the job was handed to its printer: a person or a scan must prove the label. Not certified by
the platform; see ``base``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.components.base import Answer, Message, Told, number_in

if TYPE_CHECKING:
    from printing.components.base import Component, Parcel

_GOOD = ("true", "True", True)


class Jd:
    """JD's component."""

    url = "ws://127.0.0.1:9113"

    def ask_printers(self, request: str) -> Message:
        """Return ``GET_Printers``."""
        return {"orderType": "GET_Printers", "key": request}

    def printers(self, message: Message) -> list[str] | None:
        """Return the names in ``detailinfo``."""
        names = (message.get("detailinfo") or {}).get("printers")
        return None if names is None else [str(name) for name in names]

    def ask_print(self, parcel: Parcel) -> Message:
        """Return ``PRINT`` with the platform's data and our block."""
        given = parcel.contents
        parameters = {
            "printName": parcel.printer,
            "tempUrl": given.get("tempUrl", ""),
            "printData": list(given.get("printData") or ()),
            "customTempUrl": parcel.custom_template,
            "customData": [dict(parcel.custom)],
        }
        return {"orderType": "PRINT", "key": parcel.task, "parameters": parameters}

    def answer(self, message: Message, parcel: Parcel) -> Answer | None:
        """Read the one answer."""
        if message.get("key") != parcel.task or "success" not in message:
            return None
        if message["success"] in _GOOD:
            return Answer(Told.TAKEN, number=number_in(message.get("detailinfo"), message))
        return Answer(Told.REFUSED, str(message.get("message", "")))


component: Component = Jd()
