"""The HTTP parser of the service: in C, and with a bound on what may stand before a body.

Parsing in Python took a third of the service's time under 100 pushes a second. The parser itself would keep a head of
any length, so somebody who never ends theirs is cut off here. Used by ``server.py``.
"""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 32_768  # bytes


class BoundedHead(HttpToolsProtocol):
    """A connection whose requests have heads of bounded length."""

    _head = 0
    _in_head = True

    def data_received(self, data: bytes) -> None:
        """Take bytes; too many without the end of a head are answered with 400."""
        self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("Request head too long.")

    def on_message_begin(self) -> None:
        """Begin a head."""
        self._in_head, self._head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """End a head."""
        self._in_head = False
        super().on_headers_complete()
