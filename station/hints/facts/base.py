"""What a fact is.

To add one, add a file here: ``fact = Fact(lambda: _("Province"), Kind.TEXT, lambda facts: facts.province)``. The file's
name is the fact's id in rules and sentences. ``of`` gives a number, a text, yes or no, or several of them (of several
items); texts a customer wrote are shown through ``quote`` wherever they come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from station.registry import extensions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from station.hints.base import Facts

Value = str | int | float | bool | list[str]


class Kind(StrEnum):
    """What values a fact has, and so what may be asked of it."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; ``name`` is translated when it is shown."""

    name: Callable[[], str]
    kind: Kind
    of: Callable[[Facts], Value]


def all_facts() -> Mapping[str, Fact]:
    """Return every fact by its id."""
    return extensions("station.hints.facts", "fact")
