"""A component of ours that follows the public protocols: prints each task once, tells, and fails as it is told to.

Moods: ``good``, ``refuse``, ``break`` (fails while printing), ``silent`` (accepts, then nothing), ``drop`` (closes).
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from websockets.sync.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.server import ServerConnection


class Platform:
    """What the server heard and printed."""

    def __init__(self, mood: str) -> None:
        self.mood = mood
        self.number = "YT8800000000099"
        self.url = ""
        self.printed: dict[str, Any] = {}  # task -> what was asked

    def hear(self, line: ServerConnection) -> None:
        for heard in line:
            asked = json.loads(heard)
            line.send("nonsense")
            line.send(json.dumps({"cmd": "notifyPrintResult", "taskID": "somebody else's", "taskStatus": "printed"}))
            replies = self._jd(asked) if "orderType" in asked else self._family(asked)
            for reply in replies:
                line.send(json.dumps(reply))
            if self.mood == "drop":
                return

    def _family(self, asked: Any) -> list[Any]:
        head = {"cmd": asked["cmd"], "requestID": asked["requestID"]}
        if asked["cmd"] == "getPrinters":
            return [{**head, "defaultPrinter": "KM-118", "printers": [{"name": "KM-118"}, {"name": "一联单"}]}]
        task = asked["task"]
        if self.mood == "refuse":
            return [{**head, "taskID": task["taskID"], "status": "failed", "msg": "模板不存在"}]
        accepted = {**head, "taskID": task["taskID"], "status": "success"}
        if self.mood in ("silent", "drop"):
            return [accepted]
        said = {"cmd": "notifyPrintResult", "taskID": task["taskID"], "printer": "KM-118"}
        document = task["documents"][0]["documentID"]
        good = {"documentID": document, "status": "success", "waybillCode": self.number}
        if self.mood == "break":
            return [accepted, {**said, "taskStatus": "failed", "printStatus": [{**good, "status": "failed"}]}]
        self.printed.setdefault(task["taskID"], task)
        rendered = {**said, "taskStatus": "rendered", "printStatus": [good]}
        return [accepted, rendered, {**said, "taskStatus": "printed", "printStatus": [good]}]

    def _jd(self, asked: Any) -> list[Any]:
        if asked["orderType"] == "GET_Printers":
            return [{"key": asked["key"], "success": "true", "detailinfo": {"printers": ["KM-118"]}}]
        if self.mood == "refuse":
            return [{"key": asked["key"], "success": "false", "message": "模板不存在"}]
        self.printed.setdefault(asked["key"], asked["parameters"])
        return [{"key": asked["key"], "success": "true", "message": "", "detailinfo": {"waybillCode": self.number}}]


@contextmanager
def platform(mood: str = "good") -> Iterator[Platform]:
    """Run one on a free port of this machine."""
    told = Platform(mood)
    with serve(told.hear, "127.0.0.1", 0) as server:
        told.url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield told
        server.shutdown()
        thread.join()
