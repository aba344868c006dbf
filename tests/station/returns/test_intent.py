"""What the classifier must say, family by family; figures over whole files are held by floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.returns.intent import Habits, Wish, classify
from station.returns.words import PHRASES, Kind
from tests.benchmarks.score_returns import score

DATA = Path(__file__).parents[2] / "data" / "returns"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("不要换，直接退货", Wish.RETURN_REFUND),
        ("先前误选退货退款，现更正为换货，蓝色", Wish.EXCHANGE),
        ("误选换货，实为退货退款", Wish.RETURN_REFUND),
        ("换货改退货", Wish.RETURN_REFUND),
        ("不是退货是要掉换大号", Wish.EXCHANGE),
        ("不接受更换，要求退货", Wish.RETURN_REFUND),
        ("更換顏色：淺灰", Wish.EXCHANGE),
        ("环货，尺码M", Wish.EXCHANGE),
        ("唔要啦，退返錢俾我，件貨我寄返俾你", Wish.RETURN_REFUND),
        ("俺寻思着能不能给俺换个大点儿的", Wish.EXCHANGE),
        ("嗯我想问一下就是这个鞋子有点小我想换个三十九的可以不", Wish.EXCHANGE),
        ("😡😡什么破玩意退货退款", Wish.RETURN_REFUND),
        ("包裹已退回商家，请退款", Wish.REFUND_ONLY),
        ("已自行寄回，请查收并退款", Wish.RETURN_REFUND),
        ("未发货，申请退款", Wish.REFUND_ONLY),
        ("瑕疵补偿，退款8元", Wish.REFUND_ONLY),
        ("商品保留，补偿10元", Wish.REFUND_ONLY),
        ("【诉求】退货退款【原因】尺码问题想换但没货", Wish.RETURN_REFUND),
    ],
)
def test_wish_is_understood(text: str, wish: Wish) -> None:
    assert classify(text).intent is wish


@pytest.mark.parametrize(
    "text",
    [
        "没货就退款，有货换XL",
        "有43码就换，没有就退钱",
        "客户犹豫换货或退货",
        "一换一退",
        "两件，一件退一件换",
        "漏件补寄",
        "申请维修",
        "撤销申请",
        "催单",
        "修改地址",
        "更换收货地址",
        "换货几天能到",
        "换个快递发",
        "尺码小了",
        "颜色不对",
        "发错了",
        "退了吧",
        "退换货",
        "",
        "   ",
        "。。。",
        "你好",
        "\x00\x01",
        "ขอเปลี่ยนสินค้า",
    ],
)
def test_unclear_goes_to_a_person(text: str) -> None:
    answer = classify(text)
    assert answer.intent is Wish.PERSON
    assert not answer.wanted.stated


def test_complaint_is_an_exchange_only_where_the_shop_says_so() -> None:
    assert classify("尺码小了").intent is Wish.PERSON
    answer = classify("尺码小了", Habits(complaint_is_exchange=True))
    assert answer.intent is Wish.EXCHANGE
    assert answer.confidence < 0.7


def test_why_names_the_words_as_written() -> None:
    assert classify("麻煩幫我換貨").why == ("換貨",)
    assert classify("没收到货，退款").why == ("退款", "没收到")


def test_supervisor_can_add_a_phrase() -> None:
    assert classify("帮我倒一件").intent is Wish.PERSON
    more = {**PHRASES, Kind.EXCHANGE: (*PHRASES[Kind.EXCHANGE], "倒一件")}
    assert classify("帮我倒一件", Habits(phrases=more)).intent is Wish.EXCHANGE


def test_a_remark_against_the_form_goes_to_a_person() -> None:
    assert classify("诉求：换货；说明：不要了，退货退款").rule == "form against its remark"


def test_another_language_goes_to_a_person() -> None:
    assert classify("サイズMに交換してください").rule == "another language"


def test_ten_thousand_characters_are_read_from_both_ends() -> None:
    assert classify("质量一般" * 2500 + "，退货退款").intent is Wish.RETURN_REFUND
    assert classify("换成L码。" + "谢谢" * 5000).wanted.size == "L"


@pytest.mark.parametrize(
    ("name", "overall", "wanted"),
    [
        ("practice.tsv", 0.98, 0.95),
        ("practice2.tsv", 0.98, 0.95),
        ("practice3.tsv", 0.98, 0.95),
        ("practice4.tsv", 0.97, 0.93),
        ("practice5.tsv", 0.98, 0.88),
        ("fresh.tsv", 0.92, 0.95),
        ("blind1.tsv", 0.98, 0.95),
        ("blind2.tsv", 0.95, 0.93),
        ("blind3.tsv", 0.95, 0.92),
        ("blind4.tsv", 0.95, 0.92),
        ("blind5.tsv", 0.95, 0.95),
        ("blind6.tsv", 0.95, 0.95),
    ],
)
def test_figures_hold(name: str, overall: float, wanted: float) -> None:
    total = score(DATA / name)
    assert total.overall >= overall
    assert total.precision >= 0.98
    assert total.recall >= 0.9
    assert total.wanted >= wanted
