"""Draw other slips: ``python -m tests.benchmarks.make_slips GLYPHS CATALOG OUT [COUNT [TROUBLE [SEED]]]``.

Forms, headings, papers, writers and rows are not those of the practice slips: other column orders, unit and price
columns, plain paper, codes of held-out writers or slanted fonts, Chinese in the bundled font, bent and shaken. Nothing
was tuned on them. A TROUBLE is one of ``slip_troubles.py`` or ``all``, a folder each; one code in twenty is then of no
catalogue. GLYPHS: folder of ``DIGIT_7_12.png`` photos; only writers whose number divides by five are used.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from station import fonts as bundled
from tests.benchmarks import slip_troubles

PEOPLE = (
    "赵志强", "王小梅", "李建国", "陈秀英", "刘洋", "杨光", "黄丽华", "周涛", "吴敏", "徐刚",
    "孙倩", "马超", "朱琳", "胡斌", "何静", "红星超市", "佳美服饰", "顺发五金店", "小芳日杂",
)  # fmt: skip
PLACES = (
    "浙江省杭州市余杭区良渚街道古墩路", "广东省深圳市龙岗区布吉街道吉华路", "江苏省南京市江宁区东山街道金箔路",
    "湖北省武汉市洪山区珞喻路", "四川省成都市武侯区武科西三路", "山东省青岛市城阳区正阳路",
    "福建省厦门市思明区莲前西路",
)  # fmt: skip
NOTES = ("", "", "加急", "发顺丰", "送货前打电话", "月底结账")
FORMS = (
    (("货号", 300), ("名称", 330), ("数量", 150), ("单价", 150)),
    (("序号", 100), ("品名规格", 330), ("编号", 300), ("单位", 110), ("数量", 150)),
    (("产品名称", 340), ("款号", 330), ("件数", 180), ("备注", 180)),
)
SEGMENTS = (*range(130, 140), *range(150, 154), *range(155, 160), 166, 173, 175, 176, 177, 178, *range(180, 190),
            191, 193, 195, 198, 199)  # fmt: skip
Ink = Any


class Hand:
    """One writer: letters from photos or a slanted font, always the same."""

    def __init__(self, glyphs: dict[str, dict[int, Path]]) -> None:
        writers = sorted({number for own in glyphs.values() for number in own})
        self.glyphs, self.writer = glyphs, random.choice(writers)
        self.real = random.random() < 0.7
        fonts = [*Path("/usr/share/fonts").rglob("DejaVuSans*Oblique.ttf")]
        self.font = ImageFont.truetype(str(random.choice(fonts)), 40) if fonts else ImageFont.load_default(40)
        self.han = ImageFont.truetype(str(bundled.path()), 40)
        self.slant, self.size = random.gauss(0, 0.15), random.uniform(34, 46)
        self.colour = random.choice(((120, 40, 20), (40, 40, 40), (150, 60, 40)))
        self.pen = 0

    def letter(self, char: str) -> Ink:
        own = self.glyphs.get(char, {})
        if self.real and own:
            path = own.get(self.writer) or random.choice(list(own.values()))
            gray = np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.float32)
            paper = np.percentile(gray, 80)
            ink = np.clip((paper - gray - 12) / max(paper - gray.min() - 12, 20), 0, 1)
        else:
            picture = Image.new("L", (70, 70))
            face = self.font if char.isascii() else self.han
            ImageDraw.Draw(picture).text((12, 8), char, font=face, fill=255)
            ink = np.asarray(picture, np.float32) / 255
        rows, columns = np.flatnonzero(ink.max(axis=1) > 0.3), np.flatnonzero(ink.max(axis=0) > 0.3)
        return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else np.zeros((2, 2), np.float32)

    def write(self, page: Ink, text: str, at: tuple[float, float], size: float = 0.0) -> float:
        """Write on the page and return where the text ends."""
        size, (across, down) = size or self.size, at
        for char in text:
            if char == " ":
                across += size * 0.8
                continue
            ink = self.letter(char)
            tall = 4 if char in "-一" else size * random.uniform(0.88, 1.08)
            wide = max(3, int(ink.shape[1] * tall / ink.shape[0])) if char != "-" else int(size * 0.45)
            ink = cv2.resize(ink, (wide, max(3, int(tall))), interpolation=cv2.INTER_AREA)
            ink = slip_troubles.pen(cv2.copyMakeBorder(ink, 5, 5, 8, 8, cv2.BORDER_CONSTANT), self.pen)
            matrix = cv2.getRotationMatrix2D((ink.shape[1] / 2, ink.shape[0] / 2), random.gauss(0, 4), 1)
            matrix[0, 1] += self.slant
            matrix[0, 2] -= self.slant * ink.shape[0] / 2
            ink = cv2.warpAffine(ink, matrix, (ink.shape[1], ink.shape[0]))
            top, left = int(down + random.gauss(0, 1.5) - ink.shape[0] / 2), int(across) - 8
            spot = page[top : top + ink.shape[0], left : left + ink.shape[1]]
            part = ink[: spot.shape[0], : spot.shape[1], None] * 0.9
            spot[:] = spot * (1 - part) + np.array(self.colour, np.float32) * part
            across += wide + size * random.uniform(0.05, 0.25)
        return across


def printed(page: Ink, text: str, at: tuple[float, float], size: int = 34) -> float:
    face = ImageFont.truetype(str(bundled.path()), size)
    width = int(face.getlength(text)) + 4
    picture = Image.new("L", (width, size + 12))
    ImageDraw.Draw(picture).text((0, 2), text, font=face, fill=255)
    ink = np.asarray(picture, np.float32)[..., None] / 255
    top, left = int(at[1] - size / 2), int(at[0])
    page[top : top + ink.shape[0], left : left + width] *= 1 - ink * 0.75
    return at[0] + width


def count() -> int:
    return random.choice((random.randint(1, 9), random.randint(10, 60), 100, 240))


def slip(hand: Hand, catalogue: list[dict[str, str]], trouble: str = "none") -> tuple[Ink, dict[str, Any]]:
    items: list[dict[str, Any]] = [
        {"code": row["code"], "qty": count(), "name": row["name"], "in_catalog": True}
        for row in random.sample(catalogue, random.randint(1, 5))
    ]
    known = {row["code"] for row in catalogue}
    for item in items:
        if random.random() < 0.05:
            strange = "".join(random.choice("0123456789") if char.isdigit() else char for char in item["code"])
            item.update(code=strange, in_catalog=strange in known)
    truth: dict[str, Any] = {
        "customer": random.choice(PEOPLE),
        "phone": f"{random.choice(SEGMENTS)}{random.randint(0, 99_999_999):08}",
        "address": random.choice(PLACES) + f"{random.randint(1, 400)}号",
        "items": items,
        "note": random.choice(NOTES),
    }
    page = np.full((1500, 1150, 3), random.choice(((225, 235, 240), (240, 240, 240), (215, 240, 238))), np.float32)
    labels = random.choice(
        (("客户名称", "联系电话", "送货地址"), ("收货单位", "电话", "地址"), ("客户", "手机", "收货地址"))
    )
    layout = "free" if trouble == "prose" else random.choice(("table", "lined", "free"))

    def put(text: str, at: tuple[float, float]) -> float:
        return printed(page, text, at) if layout == "table" else hand.write(page, text, at)

    down = 90.0
    if layout == "table":
        printed(page, random.choice(("发货单", "出库单", "采购清单")), (450, down), 54)
        down += 100
    for label, key in zip(labels, ("customer", "phone", "address"), strict=True):
        hand.write(page, truth[key], (put(label + "：", (60, down)) + 12, down))
        down += 85
    if trouble == "prose":
        down = prose(page, hand, items, down)
    elif layout == "table":
        down = table(page, hand, items, down)
    else:
        down = rows(page, hand, items, down, lined=layout == "lined")
    if trouble == "crossed_out":
        gone = f"{random.choice(catalogue)['code']}  {count()}件"
        slip_troubles.crossed_out(page, 60, hand.write(page, gone, (70, down + 50)) + 20, down + 50)
        down += 84
    if truth["note"] or layout == "table":
        hand.write(page, truth["note"], (put("备注：", (60, down + 60)) + 12, down + 60))
    truth["meta"] = {"layout": layout, "latin": "held-out glyphs" if hand.real else "slanted font"}
    return page, truth


def table(page: Ink, hand: Hand, items: list[dict[str, Any]], down: float) -> float:
    form, high = random.choice(FORMS), 82
    edges = np.cumsum([60, *(width for _name, width in form)])
    for row in range(len(items) + 3):
        cv2.line(page, (60, int(down + row * high)), (int(edges[-1]), int(down + row * high)), (120, 110, 100), 2)
    for edge in edges:
        cv2.line(page, (int(edge), int(down)), (int(edge), int(down + (len(items) + 2) * high)), (120, 110, 100), 2)
    for left, (name, width) in zip(edges, form, strict=False):
        printed(page, name, (left + width / 2 - 17 * len(name), down + high / 2))
        for number, item in enumerate(items, 1):
            said = {"货号": item["code"], "编号": item["code"], "款号": item["code"], "数量": str(item["qty"]),
                    "件数": str(item["qty"]), "单位": "件", "单价": str(random.randint(5, 99)), "序号": str(number),
                    "备注": ""}.get(name, item["name"])  # fmt: skip
            small = min(hand.size, (width - 30) / max(len(said), 1) * 1.25)
            hand.write(page, said, (left + 18, down + number * high + high / 2), small)
    return down + (len(items) + 2) * high


def rows(page: Ink, hand: Hand, items: list[dict[str, Any]], down: float, *, lined: bool) -> float:
    form = random.choice(("{code}  {qty}件", "{code} x {qty}", "{name} {code}  {qty}个", "{code}  {qty}箱"))
    for item in items:
        if lined:
            cv2.line(page, (40, int(down + 36)), (1110, int(down + 36)), (190, 160, 140), 2)
        hand.write(page, form.format(**item), (70, down))
        down += 84
    return down


def prose(page: Ink, hand: Hand, items: list[dict[str, Any]], down: float) -> float:
    """Write the goods one after another, as one talks."""
    across = hand.write(page, "请发 ", (70, down))
    for item in items:
        said = f"{item['code']} {item['qty']}{random.choice('件个箱')} "
        if across + len(said) * hand.size * 0.75 > 1100:
            across, down = 70, down + 84
        across = hand.write(page, said, (across, down))
    return down + 84


def photographed(page: Ink) -> Ink:
    wide, high = random.choice(((1440, 1920), (1920, 1440)))
    table_top = np.full((high, wide, 3), [random.uniform(40, 120)] * 3, np.float32)
    table_top += np.random.normal(0, 12, (high, wide, 1)).astype(np.float32)
    scale = min(wide / page.shape[1], high / page.shape[0]) * random.uniform(0.8, 0.92)
    across, down = page.shape[1] * scale, page.shape[0] * scale
    left, top = (wide - across) / 2, (high - down) / 2
    corners = np.array([[left, top], [left + across, top], [left + across, top + down], [left, top + down]])
    corners = (corners + np.random.normal(0, 0.018 * min(wide, high), (4, 2))).astype(np.float32)
    sheet = np.array([[0, 0], [page.shape[1], 0], [page.shape[1], page.shape[0]], [0, page.shape[0]]], np.float32)
    matrix = cv2.getPerspectiveTransform(sheet, corners)
    mask = cv2.warpPerspective(np.ones(page.shape[:2], np.float32), matrix, (wide, high))[..., None]
    photo = cv2.warpPerspective(page, matrix, (wide, high), flags=cv2.INTER_AREA) * mask + table_top * (1 - mask)
    light = cv2.resize(
        np.random.uniform(0.7, 1.05, (3, 3)).astype(np.float32), (wide, high), interpolation=cv2.INTER_CUBIC
    )
    photo = cv2.GaussianBlur(photo, (0, 0), random.uniform(0.6, 1.3)) * light[..., None]
    return np.clip(photo + np.random.normal(0, 4, photo.shape), 0, 255).astype(np.uint8)


def main(glyphs: Path, catalogue: Path, out: Path, many: int, trouble: str, *, seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    letters: dict[str, dict[int, Path]] = {}
    for path in sorted(glyphs.rglob("*.png")):
        _kind, char, number = path.stem.split("_")
        if int(number) % 5 == 0:
            letters.setdefault(char, {})[int(number)] = path
    with catalogue.open(encoding="utf-8", newline="") as stream:
        known = list(csv.DictReader(stream))
    for one in slip_troubles.TROUBLES if trouble == "all" else (trouble,):
        folder = out / one if trouble == "all" else out
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "catalog.csv").write_text(catalogue.read_text("utf-8"), "utf-8")
        for place in range(many):
            hand = Hand(letters)
            slip_troubles.hand(one, hand)
            page, truth = slip(hand, known, one)
            truth["meta"]["trouble"] = one
            photo = slip_troubles.photo(one, photographed(slip_troubles.page(one, page)))
            cv2.imwrite(str(folder / f"own_{place:03}.jpg"), photo, [cv2.IMWRITE_JPEG_QUALITY, 75])
            (folder / f"own_{place:03}.json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        Path(sys.argv[3]),
        int(sys.argv[4]) if len(sys.argv) > 4 else 40,
        sys.argv[5] if len(sys.argv) > 5 else "none",
        seed=int(sys.argv[6]) if len(sys.argv) > 6 else 9,
    )
