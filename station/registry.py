"""One file per kind of thing: finds the files of a folder and the object each defines.

A channel, hint rule, printer language, transport, scanner source, carrier, gateway or command is added by adding
one file; nothing else lists them. A folder that comes up empty means a broken build: the program must not start.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from station.errors import BugError

_NOT_EXTENSIONS = frozenset({"base"})


@cache
def extensions(package: str, attribute: str) -> dict[str, Any]:
    """Return ``{file name: object}`` for each module of ``package`` that defines ``attribute``.

    Raises:
        BugError: the folder holds none.
    """
    found: dict[str, Any] = {}
    for module in iter_modules(import_module(package).__path__):
        if module.name in _NOT_EXTENSIONS or module.name.startswith("_"):
            continue
        loaded = import_module(f"{package}.{module.name}")
        if hasattr(loaded, attribute):
            found[module.name] = getattr(loaded, attribute)
    if not found:
        raise BugError(f"no {attribute} in {package}", code="EMPTY_REGISTRY")
    return found


def names(package: str) -> list[str]:
    """Return the file names of a package's modules without importing them."""
    return sorted(
        module.name
        for module in iter_modules(import_module(package).__path__)
        if module.name not in _NOT_EXTENSIONS and not module.name.startswith("_")
    )
