"""The few pages the service shows, as templates that escape whatever is put into them. Called by phone and status."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "pages"


@cache
def templates() -> Environment:
    """Return the templates."""
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)


def file(name: str, kind: str) -> Response:
    """Return one of the pages' own files."""
    return Response((_FOLDER / name).read_text(encoding="utf-8"), media_type=kind)
