"""Random labels read back: 10,000 of every kind, paper and resolution, with hostile texts among them.

Claims: zxing-cpp and zbar each read exactly the intended codes; the ink of no two things that must be read meets, each
thing being drawn alone for that; on some of the labels, drawn at 203 dpi with ordinary Chinese, an OCR network reads
every Chinese line back (share of characters; 2x enlarged, as a person holds it closer). Seeded: a number names a label.
``main.py benchmark labels --samples 10000`` is the campaign; ``tests/printing/test_labels_campaign.py`` takes a few.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from printing import raster, typeset
from printing.label import QR, Area, Code128, Label, Picture, Text
from printing.layouts import base, samples
from printing.layouts.base import Paper
from printing.layouts.fields import Address, Item, Printed
from tests.printing.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OCR = 300
OCR_SEED = 1_000_000
_ROOM = 5  # mm around a thing drawn alone
KINDS = (
    "exchange",
    "exchange",
    "exchange-companion",
    "waybill",
    "waybill",
    "item",
    "slip_receipt",
    "transfer",
    "badge",
)
PAPERS = (Paper(76, 130), Paper(100, 150), Paper(100, 180))
_HAN = re.compile("[\u4e00-\u9fff]")
_WORDS = (
    "儿童卫衣加绒束脚裤雾蓝奶油白深灰浅粉加厚气泡膜禁用胶带请勿放驿站送货上门尺码小换大一码颜色不对包装破损重发"
    "浙江省绍兴市柯桥区杭州余杭广东东莞长安镇振安路科技园号楼室门市部仓库收货人电话联系周末派送易碎轻放发票随箱"
)
_NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_HOSTILE: tuple[str, ...] = (
    "^XA^FO0,0^GB800,800,800^FS^XZ",
    "~JA~JR",
    '"\r\nPRINT 9\r\n',
    "\x1b@\x1dV\x00",
    "\u202eesrever \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f4e6\U0001f600\U00020000\U0002b8b8",
    "\u4dae\U0002cb4e\U0002b5ae",
    "a\u0301\u0302\u0303\u200b\ufeff\u2066",
    "超长名称，不会停" * 62,
    "W" * 500,
    "",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one label.

    Attributes:
        wrong: decoders that did not read exactly what was meant.
        missed: decoders that did not read a code that is there; ``wrong`` also counts a text read where none is.
        unknown: characters no font has, drawn as 〓 and listed.
    """

    seed: int
    kind: str
    symbols: int
    wrong: int
    missed: int
    overlaps: int
    unknown: int


def measure(samples: int = 10_000, *, workers: int = 4) -> dict[str, Any]:
    """Run the campaign and return its counts."""
    began = time.monotonic()
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        outcomes = list(pool.map(one, range(samples), chunksize=20))
        seconds = time.monotonic() - began
        seeds = range(OCR_SEED, OCR_SEED + min(OCR, samples))
        lines, letters, right, exact = (sum(column) for column in zip(*pool.map(read_back, seeds), strict=True))
    kinds = Counter(found.kind for found in outcomes)
    return {
        "n": samples,
        "per_second": round(samples / seconds, 1),
        "kinds": dict(kinds),
        "symbols": sum(found.symbols for found in outcomes),
        "codes_missed": [found.seed for found in outcomes if found.missed],
        "wrongly_read": [found.seed for found in outcomes if found.wrong],
        "overlapping": [found.seed for found in outcomes if found.overlaps],
        "with_unknown_characters": sum(found.unknown > 0 for found in outcomes),
        "ocr_labels": len(seeds),
        "ocr_lines": lines,
        "ocr_lines_exact": exact,
        "ocr_characters": letters,
        "ocr_characters_percent": round(100 * right / letters, 3),
    }


def one(seed: int) -> Outcome:
    """Draw one label, read it with every decoder and look for ink that meets."""
    kind, label, dpmm = made(seed, hostile=True)
    drawn = raster.draw(label, dpmm)
    wanted = {element.data for element in label.elements if isinstance(element, Code128 | QR)}
    read = codes(drawn.picture())
    wrong, missed = sum(found != wanted for found in read), sum(not wanted <= found for found in read)
    return Outcome(seed, kind, len(wanted), wrong, missed, overlaps(label, dpmm), len(drawn.unknown))


def made(seed: int, *, hostile: bool) -> tuple[str, Label, int]:
    """Return the label a number names: its kind, the label, dots a millimetre."""
    rng = random.Random(seed)  # a seed must give the same label again
    name = rng.choice(KINDS)
    kind, sample = samples.samples()[name]
    paper = base.find(kind).paper if kind in ("item", "badge") else rng.choice(PAPERS)
    dpmm = rng.choice((8, 12)) if hostile else 8
    return name, base.draw(kind, _filled(sample, rng, hostile=hostile), paper), dpmm


def overlaps(label: Label, dpmm: int) -> int:
    """Return how many things to be read touch ink of another; drawn alone, with room for ink outside its area."""
    paper = Area(0, 0, label.width, label.height).dots(dpmm)
    seen = Image.new("1", (paper.width + 2 * _ROOM * dpmm, paper.height + 2 * _ROOM * dpmm), 0)
    met = 0
    for element in label.elements:
        if not isinstance(element, Text | Code128 | QR | Picture):
            continue
        at = element.area
        left, top = int(at.x), int(at.y)  # whole millimetres: dots fall where they fall on the label
        moved = replace(element, area=Area(at.x - left + _ROOM, at.y - top + _ROOM, at.w, at.h))
        plain = replace(moved, inverse=False) if isinstance(moved, Text) else moved
        alone = raster.draw(Label(int(at.w) + 2 * _ROOM + 2, int(at.h) + 2 * _ROOM + 2, (plain,)), dpmm)
        ink = Image.frombytes("1", (alone.width, alone.height), alone.rows)
        corner = (left * dpmm, top * dpmm)
        under = seen.crop((*corner, corner[0] + ink.width, corner[1] + ink.height))
        met += ImageChops.logical_and(under, ink).getbbox() is not None
        seen.paste(ImageChops.logical_or(under, ink), corner)
    return met


def read_back(seed: int) -> tuple[int, int, int, int]:
    """Read every Chinese line of a label with a recogniser: lines, characters, characters right, lines right."""
    _kind, label, dpmm = made(seed, hostile=False)
    page = raster.draw(label, dpmm).picture()
    lines = letters = right = exact = 0
    for text, box in _chinese_lines(label, dpmm):
        said, wanted = _said(_reader(), page.crop(box)), _bare(text)
        lines += 1
        letters += len(wanted)
        right += max(0, len(wanted) - _distance(wanted, said))
        exact += wanted == said
    return lines, letters, right, exact


@cache
def _reader() -> Any:
    from rapidocr import RapidOCR

    one_thread = {
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return RapidOCR(params={"Global.log_level": "error", **one_thread})


def _said(read: Any, line: Image.Image) -> str:
    import numpy as np

    upright = line if line.getpixel((0, 0)) else line.point(lambda value: 255 - value)
    wide = Image.new("L", (upright.width + 12, upright.height + 8), 255)
    wide.paste(upright, (6, 4))
    wide = wide.resize((wide.width * 2, wide.height * 2), Image.Resampling.NEAREST)
    found = read(np.asarray(wide.convert("RGB")), use_det=False, use_cls=False, use_rec=True)
    return _bare("".join(found.txts or ()))


def _chinese_lines(label: Label, dpmm: int) -> Iterable[tuple[str, tuple[int, int, int, int]]]:
    for element in label.elements:
        if not isinstance(element, Text) or element.strike:
            continue
        block = typeset.set_text(element, dpmm)
        for line in block.lines:
            if _HAN.search(line.text):
                top = line.base - round(block.style.px * 0.9)
                yield line.text, (line.left, top, line.left + line.width, top + round(block.style.px * 1.15))


def _bare(text: str) -> str:
    """Return what counts: letters, digits and Chinese; full-width signs and spaces differ from network to network."""
    return "".join(character for character in text if character.isalnum())


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


def _filled(sample: Any, rng: random.Random, *, hostile: bool) -> Any:
    """Return the sample with every field another: texts from outside, codes of every usual length."""

    def words(most: int) -> str:
        if hostile and rng.random() < 0.25:
            return rng.choice(_HOSTILE) + rng.choice(("", _WORDS[: rng.randint(1, most)]))
        start = rng.randrange(len(_WORDS) - most)
        return _WORDS[start : start + rng.randint(2, most)]

    def item() -> Item:
        return Item(_code(rng, 8, 14), words(10), words(6), rng.randint(1, 99), _code(rng, 8, 13))

    given = {
        "recipient": lambda: Address(f"{rng.choice(_NAMES)}**", f"138******{rng.randint(10, 99)}", words(40)),
        "printed": lambda: Printed(f"P-{rng.randint(10**11, 10**12)}", rng.randint(1, 4), "3", words(3), "2026-11-22"),
        "items": lambda: tuple(item() for _n in range(rng.randint(1, 30))),
        "hints": lambda: tuple(words(8) for _n in range(rng.randint(0, 3))),
        "new": item,
        "old": item,
        "item": item,
        "exchange_no": lambda: "EX" + _code(rng, 7, 7),
        "short_code": lambda: _code(rng, 7, 7),
        "ticket_no": lambda: "T" + _code(rng, 9, 11),
        "tracking_no": lambda: _code(rng, 2, 2) + str(rng.randint(10**11, 10**13)),
        "channel_no": lambda: str(rng.randint(10**17, 10**18)),
        "code": lambda: sample.code,
    }
    return replace(sample, **{name: _value(name, sample, given, words) for name in sample.__dataclass_fields__})


def _value(name: str, sample: Any, given: dict[str, Callable[[], Any]], words: Callable[[int], str]) -> Any:
    kept = getattr(sample, name)
    if not kept or name in ("route", "weight", "original", "due", "number", "slip_no", "date", "place"):
        return kept
    return given[name]() if name in given else words(14)


def _code(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=rng.randint(least, most)))
