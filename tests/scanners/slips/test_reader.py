"""Real slips through the real engine in its own process."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scanners.picture import BadPictureError
from scanners.slips.photo import load
from scanners.slips.reader import ReadingTooLongError, SlipReader, UnreadablePhotoError
from station import fonts
from tests.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLIPS = ROOT / "tests" / "data" / "slips"


@pytest.fixture(scope="module")
def reader() -> Iterator[SlipReader]:
    with (SLIPS / "catalog.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["code"]: row["name"] for row in csv.DictReader(stream)}
    with SlipReader(names) as opened:
        yield opened


def codes(draft: dict[str, Any]) -> list[tuple[str, int]]:
    return [(item["code"], item["qty"]) for item in draft["items"]]


LINED = [("TY-7053B", 17), ("BZ-8195A", 72), ("ZB-2732A", 150), ("HX-2769", 27)]


def test_ruled_paper_is_read(reader: SlipReader) -> None:
    draft = reader.read(SLIPS / "lined.jpg")
    assert codes(draft) == LINED
    assert draft["customer"] == "姚涛嘉"
    assert draft["phone"] == "15097443922"
    assert draft["address"].startswith("河北省石家庄市长安区")
    assert draft["ms"] > 0


def test_a_form_with_columns_is_read(reader: SlipReader) -> None:
    draft = reader.read(SLIPS / "table.jpg")
    assert codes(draft) == [("LM-4616C", 17), ("LM-7305B", 27), ("LM-7052B", 150)]
    assert draft["items"][1]["name"] == "红色窗帘大号"
    assert (draft["customer"], draft["phone"]) == ("钟洋", "13636384447")


def test_boxes_lie_inside_the_photo(reader: SlipReader) -> None:
    draft = reader.read(SLIPS / "table.jpg")
    with Image.open(SLIPS / "table.jpg") as photo:
        width, height = photo.size
    for item in draft["items"]:
        left, top, right, bottom = item["box"]
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


@pytest.mark.parametrize("degrees", [90, 180])
def test_a_photo_taken_the_wrong_way_up_is_read(reader: SlipReader, tmp_path: Path, degrees: int) -> None:
    turned = tmp_path / "turned.jpg"
    with Image.open(SLIPS / "lined.jpg") as photo:
        photo.rotate(degrees, expand=True).save(turned, quality=92)
    draft = reader.read(turned)
    assert [code for code, _qty in codes(draft)] == [code for code, _qty in LINED]


def test_an_unknown_code_is_not_mapped_and_not_green() -> None:
    with SlipReader({"AA-1111": "别的", "CC-9999": "别的"}) as other:
        draft = other.read(SLIPS / "lined.jpg")
    assert all(item["code"] is None and item["needs_review"] for item in draft["items"])


def test_goods_that_come_into_the_catalogue_later_are_known_without_a_new_start() -> None:
    with SlipReader() as other:
        other.start()
        process = other._process
        assert not any(item["code"] for item in other.read(SLIPS / "lined.jpg")["items"])
        other.know({"HX-2769": "铁锅"})
        assert "HX-2769" in [item["code"] for item in other.read(SLIPS / "lined.jpg")["items"]]
        assert other._process is process


def empty_sheet() -> Image.Image:
    grain = np.random.default_rng(1).normal(90, 8, (1200, 900, 3)).clip(0, 255).astype(np.uint8)
    table = Image.fromarray(grain)
    ImageDraw.Draw(table).polygon([(110, 150), (790, 120), (810, 1050), (130, 1080)], fill=(240, 238, 230))
    return table


def cat() -> Image.Image:
    rug = np.random.default_rng(2).normal((150, 120, 90), 20, (900, 1200, 3)).clip(0, 255).astype(np.uint8)
    photo = Image.fromarray(rug)
    draw = ImageDraw.Draw(photo)
    for box in ((380, 380, 900, 860), (450, 150, 830, 490)):
        draw.ellipse(box, fill=(70, 66, 62))
    for side in (-1, 1):
        draw.polygon([(640 + side * 175, 250), (640 + side * 190, 90), (640 + side * 70, 170)], fill=(70, 66, 62))
        draw.ellipse([610 + side * 80, 280, 670 + side * 80, 340], fill=(220, 220, 60))
        for whisker in range(4):
            ends = [(640 + side * 30, 380 + whisker * 12), (640 + side * 230, 350 + whisker * 30)]
            draw.line(ends, fill=(250, 250, 250), width=3)
    return photo


@pytest.mark.parametrize(
    ("picture", "code"),
    [(Image.new("RGB", (1200, 1600), "white"), "NO_WRITING"), (empty_sheet(), "NO_WRITING"), (cat(), "NO_WRITING")],
    ids=["white", "empty sheet", "cat"],
)
def test_what_has_no_writing_makes_no_draft(
    reader: SlipReader, tmp_path: Path, picture: Image.Image, code: str
) -> None:
    path = tmp_path / "photo.png"
    picture.save(path)
    with pytest.raises(UnreadablePhotoError) as refused:
        reader.read(path)
    assert refused.value.code == code
    assert refused.value.remedy


def print_on(lines: list[str]) -> Image.Image:
    sheet = Image.new("RGB", (1000, 1300), "white")
    font = ImageFont.truetype(str(fonts.path()), 30)
    for place, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((90, 90 + place * 60), line, font=font, fill=(20, 20, 20))
    return sheet


def test_a_page_of_a_book_makes_no_draft(reader: SlipReader, tmp_path: Path) -> None:
    path = tmp_path / "book.png"
    print_on(["春眠不觉晓处处闻啼鸟", "夜来风雨声花落知多少", "床前明月光疑是地上霜", "举头望明月低头思故乡"]).save(
        path
    )
    with pytest.raises(UnreadablePhotoError) as refused:
        reader.read(path)
    assert refused.value.code == "NOT_A_SLIP"


def test_a_bright_empty_sheet_does_not_hide_a_slip_on_dark_paper(reader: SlipReader, tmp_path: Path) -> None:
    path = tmp_path / "beside.png"
    table = Image.new("RGB", (1800, 1300), (150, 140, 130))
    font = ImageFont.truetype(str(fonts.path()), 34)
    for place, line in enumerate(("客户：姚涛嘉", "电话：15097443922", "TY-7053B  17件", "HX-2769  27件")):
        ImageDraw.Draw(table).text((90, 200 + place * 90), line, font=font, fill=(20, 20, 30))
    table.paste((250, 250, 250), (900, 150, 1650, 1150))
    ImageDraw.Draw(table).text((1100, 300), "今日休息", font=font, fill=(20, 20, 30))
    table.save(path)
    assert codes(reader.read(path)) == [("TY-7053B", 17), ("HX-2769", 27)]


def test_nothing_on_a_printed_invoice_is_certain(reader: SlipReader, tmp_path: Path) -> None:
    path = tmp_path / "invoice.png"
    goods = ["货物名称        规格型号      数量    税额", "红色雨伞大号    TY-7053B    17    55.25"]
    print_on(["增值税普通发票", "购买方名称：姚涛嘉", *goods, "价税合计：480.25", "开票人：王五"]).save(path)
    draft = reader.read(path)
    assert draft["told"]["code"] == "INVOICE"
    assert [(item["code"], item["needs_review"]) for item in draft["items"]] == [("TY-7053B", True)]


def test_a_cut_off_photo_is_refused(reader: SlipReader, tmp_path: Path) -> None:
    cut = tmp_path / "cut.jpg"
    whole = (SLIPS / "lined.jpg").read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadablePhotoError) as refused:
        reader.read(cut)
    assert refused.value.remedy


def test_the_reader_goes_on_after_a_refusal(reader: SlipReader, tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhotoError):
        reader.read(tmp_path / "missing.jpg")
    assert codes(reader.read(SLIPS / "table.jpg"))


def test_reading_is_given_up_in_time() -> None:
    with SlipReader({}, seconds=0.001) as hurried, pytest.raises(ReadingTooLongError):
        hurried.read(SLIPS / "lined.jpg")


def test_a_stopped_process_starts_again(reader: SlipReader) -> None:
    reader.start()
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert codes(reader.read(SLIPS / "table.jpg"))


def test_huge_dimensions_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    Image.new("1", (20000, 10000)).save(bomb)
    with pytest.raises(BadPictureError):
        load(bomb)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"%PDF-1.7 and so on", b"\x00\x00\x00\x18ftypheic1234"])
def test_what_is_no_photo_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "slip.jpg"
    path.write_bytes(content)
    with pytest.raises(BadPictureError):
        load(path)


def test_a_photo_of_an_iphone_stands_upright() -> None:
    phone, plain = load(SLIPS / "lined.heic").pixels, load(SLIPS / "lined.jpg").pixels
    assert phone.shape == plain.shape
    assert np.abs(phone[::40, ::40].astype(int) - plain[::40, ::40]).mean() < 12
