"""The wanted size, colour or model of a return text -> the sibling SKU to send instead.

What the buyer does not name stays as it was bought. One SKU only when exactly one sibling fits; otherwise choices for a
person, best first, and none that is discontinued. The same again is the same SKU. Called by ``returns apply``, the
returns page and the intake of after-sale cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.returns.measure import color_key, model_key, size_key, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from station.catalogue.sku import Sku
    from station.returns.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Choice:
    """The one SKU to send, or choices for a person."""

    one: Sku | None
    choices: tuple[Sku, ...] = ()


def choose_sibling(old: Sku, siblings: Iterable[Sku], wanted: Wanted) -> Choice:
    """Return the SKU the buyer wants instead of ``old``; ``siblings`` may hold ``old`` itself."""
    family = [old, *(one for one in siblings if one.code != old.code)]
    sold = [one for one in family if not one.discontinued]
    others = tuple(one for one in sold if one.code != old.code)
    if not wanted.stated:
        return Choice(old) if wanted.same and not old.discontinued else Choice(None, others)
    tests = _tests(old, family, wanted)
    if tests is None:
        return Choice(None, others)
    fitting = [one for one in sold if all(test(one) for test in tests)]
    exact = [one for one in fitting if _unnamed(one, old, wanted) == 0]
    if len(exact) == 1:
        return Choice(exact[0])
    return Choice(None, tuple(sorted(exact or fitting, key=lambda one: _unnamed(one, old, wanted))) or others)


def _tests(old: Sku, family: list[Sku], wanted: Wanted) -> list[Callable[[Sku], bool]] | None:
    """Return what a sibling must fulfil; ``None`` when the family knows no such size, colour or model."""
    tests: list[Callable[[Sku], bool]] = []
    if wanted.size:
        size = _size(old, family, wanted.size)
        if size is None:
            return None
        tests.append(lambda one: size_key(one.size) == size)
    if wanted.color:
        colors = _colors(family, wanted.color)
        tests.append(lambda one: one.color in colors)
    if wanted.model:
        models = _models(family, wanted.model)
        tests.append(lambda one: one.code in models)
    return tests


def _size(old: Sku, family: list[Sku], wanted: str) -> str | None:
    sizes = {one.size for one in family if one.size}
    if wanted[0] in "+-" and wanted[1:].isdigit():
        found = step(old.size, sizes, int(wanted))
        return size_key(found) if found is not None else None
    known = {size_key(one) for one in sizes}
    key = size_key(wanted)
    if key in known:
        return key
    longer = [one for one in known if one.startswith(key) and not one[len(key)].isdigit() and one[len(key)] != "."]
    return longer[0] if len(longer) == 1 else None


def _colors(family: list[Sku], wanted: str) -> set[str]:
    """Colours written like the wanted one, or containing it when none is (灰 -> 浅灰, 深灰)."""
    key = color_key(wanted)
    exact = {one.color for one in family if color_key(one.color) == key}
    return exact or {one.color for one in family if key and key in color_key(one.color)}


def _models(family: list[Sku], wanted: str) -> set[str]:
    key = model_key(wanted)
    exact = {one.code for one in family if key in (model_key(one.model), model_key(one.code))}
    near = {one.code for one in family if key and (key in model_key(one.model) or key in model_key(one.name))}
    return exact or near


def _unnamed(one: Sku, old: Sku, wanted: Wanted) -> int:
    """How many of the things the buyer did not name are different from what was bought."""
    return sum(
        not getattr(wanted, kind) and key(getattr(one, kind)) != key(getattr(old, kind))
        for kind, key in (("size", size_key), ("color", color_key), ("model", model_key))
    )
