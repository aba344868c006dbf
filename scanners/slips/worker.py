"""The reading process: photos in, drafts out, one JSON line each way.

Started by ``reader.py`` as ``python -m scanners.slips.worker`` so that 0.6 GB of networks and a crash in a decoder
never touch the bench. Requests: ``{"catalogue": {code: name}}`` first, at any time again, and
``{"photo": path, "into": folder}``. Replies to photos:
``{"draft": …}``, ``{"pages": [path…], "broken": {name: error}}`` when the file was made into pictures in that folder,
each to be read by itself, or ``{"error": {"code", "happened", "remedy"}}``. Ends when its input ends.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2

from scanners.slips import handed
from scanners.slips.engine import Engine
from scanners.slips.handed import as_json
from scanners.slips.models import THREADS
from scanners.slips.photo import too_large
from scanners.slips.unpack import Pages
from station.errors import StationError
from station.slips.match import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO


MOST_MEMORY = 3 << 30  # addresses; a slip takes half of it, 0.5 GB of them real
NICE = 5


def serve(requests: Iterable[str], replies: TextIO) -> None:
    """Answer requests until there are no more."""
    catalogue = Catalogue({})
    engine: Engine | None = None
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        if "catalogue" in request:
            catalogue = Catalogue(request["catalogue"])
            with suppress(StationError):  # told with the first photo
                engine = engine or Engine()
            continue
        try:
            engine = engine or Engine()
            reply = _read(engine, catalogue, Path(request["photo"]), into=Path(request["into"]))
        except StationError as error:
            reply = {"error": as_json(error)}
        except MemoryError:
            reply = {"error": as_json(too_large(Path(request["photo"])))}
        replies.write(json.dumps(reply, ensure_ascii=False) + "\n")
        replies.flush()


def _read(engine: Engine, catalogue: Catalogue, photo: Path, *, into: Path) -> dict[str, Any]:
    started = time.perf_counter()
    got = handed.read(engine, catalogue, photo, into=into)
    if isinstance(got, Pages):
        broken = {name: as_json(error) for name, error in got.broken.items()}
        return {"pages": [str(picture) for picture in got.pictures], "broken": broken}
    ms = round((time.perf_counter() - started) * 1000)
    return {"draft": {"file": photo.name, **got, "ms": ms}}


def bound(most: int = MOST_MEMORY) -> None:
    """Let a bomb take no more memory than this; Windows has no such limit for a process by itself."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Serve standard input, whatever the console's encoding is, behind everything a person waits for."""
    bound()
    if hasattr(os, "nice"):
        os.nice(NICE)
    cv2.setNumThreads(THREADS)
    with (
        open(sys.stdin.fileno(), encoding="utf-8", closefd=False) as requests,
        open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as replies,
    ):
        serve(requests, replies)


if __name__ == "__main__":
    main()
