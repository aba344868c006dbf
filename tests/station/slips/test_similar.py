"""Another photo of a slip that was handed in before is noticed by what it says and how it looks, together."""

from __future__ import annotations

import random
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from station.slips.similar import first_like, look_alike
from station.store import slips

if TYPE_CHECKING:
    from station.store.engine import Store

SIDE = 32


def grid(seed: int, *, moved: int = 0, noise: int = 0) -> str:
    """Return the ink of a page, moved to the right, with some noise."""
    rng = random.Random(seed)
    ink = [[rng.randrange(200) for _ in range(SIDE)] for _ in range(SIDE)]
    shaken = random.Random(99)
    moved_ink = [[row[(column - moved) % SIDE] + shaken.randint(0, noise) for column in range(SIDE)] for row in ink]
    return b64encode(bytes(value for row in moved_ink for value in row)).decode()


def draft(likeness: str, *raws: str, phone: str = "13812345678") -> dict[str, Any]:
    return {"customer": "王芳", "phone": phone, "items": [{"raw": raw} for raw in raws], "likeness": likeness}


@pytest.fixture
def kept(store: Store) -> Store:
    first = draft(grid(1), "TY-7053B", "BZ-8195A", "HX-2769")
    store.write(lambda tx: slips.put_draft(tx, "a" * 64, first, station="1"))
    store.write(lambda tx: slips.put_draft(tx, "b" * 64, draft(grid(2), "TY-7053B", "BZ-8195A"), station="1"))
    return store


def like(store: Store, asked: dict[str, Any], sha256: str = "f" * 64) -> str:
    with store.read() as tx:
        first = first_like(tx, sha256, asked)
        return "" if first is None else first.sha256


def test_the_same_slip_photographed_again_is_noticed(kept: Store) -> None:
    assert like(kept, draft(grid(1, moved=1, noise=30), "TY-7053B", "BZ-8195A", "HX-2789")) == "a" * 64


def test_the_same_goods_on_another_paper_are_another_slip(kept: Store) -> None:
    assert not like(kept, draft(grid(3), "TY-7053B", "BZ-8195A", "HX-2769"))


def test_other_goods_on_the_same_form_are_another_slip(kept: Store) -> None:
    assert not like(kept, draft(grid(1), "LM-4616C", "LM-7305B", "LM-7052B", phone="13900000000"))


def test_a_photo_is_not_like_itself(kept: Store) -> None:
    again = draft(grid(1), "TY-7053B", "BZ-8195A", "HX-2769")
    assert not like(kept, again, "a" * 64)


def test_drafts_without_a_look_or_without_writing_are_like_nothing(kept: Store) -> None:
    empty = {"customer": "", "phone": "", "items": []}
    kept.write(lambda tx: slips.put_draft(tx, "c" * 64, empty, station="1"))
    assert not like(kept, empty)
    assert not like(kept, {**empty, "likeness": grid(1)})


def test_a_page_of_one_colour_looks_like_nothing() -> None:
    assert not look_alike(b64encode(bytes(SIDE * SIDE)).decode(), grid(1))
