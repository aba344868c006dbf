"""Draws lines of codes, phones and quantities from photographed letters of real hands, and says what stands where.

For ``train_figures.py``. Each glyph is cut from its paper, stretched, turned, slanted and sometimes bent; a line has
one hand mostly, Chinese words around it, ruled lines through it, blur, noise and shadow, as lines cut out of photos
have. GLYPHS is a folder of ``DIGIT_7_12.png`` and ``CAP_K_3.png``: sign, then number of the hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from scanners.slips.figures import COLUMN, STEP
from station import fonts as bundled

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    Hands = dict[int, dict[str, Any]]

HIGH = 48
HAN = "电话手机号货号数量客户地址备注件个箱条双编码合计收货人日期台米包套"
DIGITS, LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def hands(folder: Path, keep: Callable[[int], bool]) -> Hands:
    """Return the ink (0 to 1) of each sign of each hand that is kept."""
    found: Hands = {}
    for path in sorted(folder.glob("*.png")):
        name = re.match(r"(?:DIGIT|CAP)_(.)_(\d+)", path.name)
        ink = _ink(np.asarray(Image.open(path).convert("L"), np.float32)) if name and keep(int(name[2])) else None
        if name and ink is not None:
            found.setdefault(int(name[2]), {})[name[1]] = ink
    return found


def _ink(gray: Any) -> Any:
    rim = np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]])
    paper = np.median(rim)
    ink = np.clip((paper - gray) / max(30.0, paper - np.percentile(gray, 1)), 0, 1)
    ink[ink < 0.18] = 0
    count, label, size, _middle = cv2.connectedComponentsWithStats((ink > 0.3).astype(np.uint8))
    if count < 2:
        return None
    least = 0.15 * size[1:, 4].max()
    ys, xs = np.nonzero(np.isin(label, [one for one in range(1, count) if size[one, 4] >= least]))
    return ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]


def _bent(glyph: Any, rng: random.Random, high: float) -> Any:
    wide = max(2, int(glyph.shape[1] * high / glyph.shape[0] * rng.uniform(0.8, 1.2)))
    flags = cv2.INTER_AREA if high < glyph.shape[0] else cv2.INTER_CUBIC
    ink = cv2.copyMakeBorder(
        cv2.resize(glyph, (wide, max(3, int(high))), interpolation=flags), 8, 8, 8, 8, cv2.BORDER_CONSTANT
    )
    turn, slant = np.deg2rad(rng.uniform(-9, 9)), rng.uniform(-0.25, 0.25)
    matrix = np.array([[np.cos(turn), -np.sin(turn) + slant, 0], [np.sin(turn), np.cos(turn), 0]], np.float32)
    middle = np.array([ink.shape[1] / 2, ink.shape[0] / 2])
    matrix[:, 2] = middle - matrix[:, :2] @ middle
    ink = cv2.warpAffine(ink, matrix, (ink.shape[1], ink.shape[0]))
    if rng.random() < 0.35:
        ink = _wavy(ink, rng.uniform(5, 11))
    pen = rng.random()
    if pen < 0.3:
        ink = (cv2.dilate if pen < 0.2 else cv2.erode)(ink, np.ones((2, 2), np.uint8))
    ys, xs = np.nonzero(ink > 0.2)
    return np.clip(ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1], 0, 1) if len(ys) > 2 else None


def _wavy(ink: Any, much: float) -> Any:
    across, down = (cv2.GaussianBlur(np.random.randn(*ink.shape).astype(np.float32), (0, 0), 5) * much for _ in "xy")
    x, y = np.meshgrid(np.arange(ink.shape[1], dtype=np.float32), np.arange(ink.shape[0], dtype=np.float32))
    return cv2.remap(ink, x + across, y + down, cv2.INTER_LINEAR)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(bundled.path()), size)


def _printed(sign: str, size: int) -> Any:
    left, top, right, bottom = _font(size).getbbox(sign)
    picture = Image.new("L", (max(1, int(right - left)), max(1, int(bottom - top))), 0)
    ImageDraw.Draw(picture).text((-left, -top), sign, fill=255, font=_font(size))
    return np.asarray(picture, np.float32) / 255


def text(rng: random.Random) -> str:
    """Return a phone, a code with or without a quantity, or a quantity."""
    kind = rng.random()
    if kind < 0.45:
        phone = "1" + rng.choice("3456789") + "".join(rng.choice(DIGITS) for _ in range(9))
        gap = rng.choice(("", "", "", "", "", " ", " ", "-"))
        return gap.join((phone[:3], phone[3:7], phone[7:]))
    if kind < 0.85:
        code = rng.choice(LETTERS) + rng.choice(LETTERS) + "-" + "".join(rng.choice(DIGITS) for _ in range(4))
        code += rng.choice(LETTERS) if rng.random() < 0.5 else ""
        return code + (f"  {rng.randint(1, rng.choice((30, 99, 500)))}" if rng.random() < 0.6 else "")
    return str(rng.randint(1, rng.choice((9, 30, 500, 99_999))))


class Line:
    """One line being drawn: the ink, the sign in the middle of a frame, the sign a frame may name or not."""

    def __init__(self, rng: random.Random, wide: int) -> None:
        self.rng, self.wide = rng, wide
        self.ink = np.zeros((HIGH, wide), np.float32)
        self.signs = np.zeros(wide // STEP, np.int32)
        self.beside = np.zeros(wide // STEP, np.int32)
        self.high = rng.uniform(17, 36)
        low = HIGH * 0.62
        self.base = max(rng.uniform(low, min(HIGH - 3, low + self.high * 0.5)), self.high * 0.9)
        self.x = rng.uniform(2, 14)

    def paste(self, glyph: Any, x: float, y: float) -> bool:
        """Put ink down; ``False`` at the end of the paper."""
        left, top = round(x), round(y)
        high, wide = glyph.shape
        first, last = max(0, top), min(HIGH, top + high)
        if left + wide >= self.wide:
            return False
        if last > first and left >= 0:
            part = self.ink[first:last, left : left + wide]
            np.maximum(part, glyph[first - top : last - top], out=part)
        return True

    def words(self, count: int) -> None:
        """Write Chinese words: nothing to be read here."""
        for sign in self.rng.sample(HAN, count):
            glyph = _printed(sign, int(self.rng.uniform(0.9, 1.3) * self.high))
            if not self.paste(glyph, self.x, self.base - glyph.shape[0] + 3):
                return
            self.x += glyph.shape[1] + self.rng.uniform(1, 6)

    def write(self, known: Hands, words: str) -> None:
        """Write signs of one hand, or of many."""
        rng = self.rng
        everybody = list(known)
        hand = known[rng.choice(everybody)] if rng.random() < 0.8 else {}
        gap, slope = rng.uniform(-0.02, 0.35), rng.uniform(-0.02, 0.02)
        for sign in words:
            if sign == " ":
                self.x += self.high * rng.uniform(0.3, 0.9)
                continue
            glyph = self._glyph(sign, hand.get(sign, known[rng.choice(everybody)].get(sign)))
            if glyph is None:
                continue
            up = self.high * rng.uniform(0.35, 0.6) if sign == "-" else glyph.shape[0] + rng.uniform(-2.5, 2.5)
            if not self.paste(glyph, self.x, self.base - up + slope * self.x):
                return
            self._mark(sign, self.x + glyph.shape[1] / 2, glyph.shape[1])
            self.x += glyph.shape[1] + self.high * (gap + rng.uniform(-0.04, 0.12)) + 0.5

    def _glyph(self, sign: str, ink: Any) -> Any:
        rng = self.rng
        if sign == "-":
            size = (rng.randint(2, 3), int(self.high * rng.uniform(0.25, 0.6)) + 1)
            return np.full(size, rng.uniform(0.7, 1), np.float32)
        if ink is None:
            return None
        return _bent(_printed(sign, 40) if rng.random() < 0.04 else ink, rng, self.high * rng.uniform(0.85, 1.15))

    def _mark(self, sign: str, middle: float, wide: int) -> None:
        frame = round(middle / STEP - 0.5)
        if 0 <= frame < len(self.signs):
            self.signs[frame] = COLUMN[sign]
            half = max(1, round(wide / STEP / 2))
            near = slice(max(0, frame - half), frame + half + 1)
            self.beside[near] = np.where(self.signs[near] > 0, self.beside[near], COLUMN[sign])

    def finish(self) -> tuple[Any, Any, Any]:
        """Rule, blur and shade it; return the picture (0 black, 1 white), the signs and those that may be named."""
        rng = self.rng
        if rng.random() < 0.5:
            at, slope, thick = rng.uniform(2, HIGH - 2), rng.uniform(-0.01, 0.01), rng.choice((1, 1, 2))
            ends = (0, int(at)), (self.wide, int(at + slope * self.wide))
            cv2.line(self.ink, *ends, rng.uniform(0.2, 0.8), thick)
        blur = rng.uniform(0, 1.3)
        ink = cv2.GaussianBlur(self.ink, (0, 0), blur) if blur > 0.3 else self.ink
        page = 1 - ink * rng.uniform(0.45, 1.0)
        page = page + np.random.randn(*page.shape).astype(np.float32) * rng.uniform(0, 0.05)
        if rng.random() < 0.3:
            shadow = cv2.resize(np.random.rand(2, 4).astype(np.float32), (self.wide, HIGH))
            page = page - shadow * rng.uniform(0, 0.25)
        return np.clip(page, 0, 1).astype(np.float32), self.signs, self.beside


def line(known: Hands, rng: random.Random, wide: int) -> tuple[Any, Any, Any]:
    """Return one line: picture, sign of each frame (0 none), sign that each frame may name as well as none."""
    drawn = Line(rng, wide)
    if rng.random() < 0.45:
        drawn.words(rng.randint(1, 3))
    drawn.write(known, text(rng))
    if rng.random() < 0.4:
        drawn.words(1)
    return drawn.finish()
