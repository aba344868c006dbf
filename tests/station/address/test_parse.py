"""Addresses as people write them; dev.tsv is the measured set, the others were written by us after the code."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.address.parse import Address, parse, parse_region

DEV = Path(__file__).parents[2] / "data" / "address" / "dev.tsv"
ROWS = [line.split("\t") for line in DEV.read_text(encoding="utf-8").splitlines()]


def test_dev_set_is_read_right() -> None:
    found = [(parse(text), province, city, district) for text, province, city, district in ROWS]
    assert all(address.province == province for address, province, _city, _district in found)
    assert all(address.city == city for address, _province, city, _district in found)
    named = [(address, district) for address, _province, _city, district in found if district]
    assert sum(address.district == district for address, district in named) >= 0.98 * len(named)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江苏省苏州市工业园区星湖街328号", ("江苏省", "苏州市", "苏州工业园区", "")),
        ("重庆 重庆郊县 云阳县 双江街道", ("重庆市", "重庆市", "云阳县", "双江街道")),
        ("呼伦贝尔鄂温克旗巴彦托海镇", ("内蒙古自治区", "呼伦贝尔市", "鄂温克族自治旗", "巴彦托海镇")),
        ("浙江省富阳市富春街道", ("浙江省", "杭州市", "富阳区", "富春街道")),
        ("上海市闸北区共和新路", ("上海市", "上海市", "静安区", "")),
        ("山东青岛市北区开平路5号", ("山东省", "青岛市", "市北区", "")),
        ("济南市中区陡沟街道", ("山东省", "济南市", "市中区", "陡沟街道")),
        ("浙江省杭州市下城区武林街道", ("浙江省", "杭州市", "下城区", "武林街道")),
        ("安徽省芜湖市无为县无城镇", ("安徽省", "芜湖市", "无为县", "无城镇")),
        ("广东东莞厚街", ("广东省", "东莞市", "", "厚街镇")),
        ("朝阳区望京街道花家地", ("北京市", "北京市", "朝阳区", "望京街道")),
        ("河东区 天津", ("天津市", "天津市", "河东区", "")),
        ("河南省 省直辖县级行政区划 济源市 沁园街道", ("河南省", "省直辖县级行政区划", "济源市", "沁园街道")),
        ("新疆巴州库尔勒市", ("新疆维吾尔自治区", "巴音郭楞蒙古自治州", "库尔勒市", "")),
        ("宁波市江东区百丈路", ("浙江省", "宁波市", "鄞州区", "")),
        ("四川省资阳市简阳市", ("四川省", "成都市", "简阳市", "")),
        ("安徽巢湖市和县", ("安徽省", "马鞍山市", "和县", "")),
        ("绍兴县柯岩街道", ("浙江省", "绍兴市", "柯桥区", "柯岩街道")),
        ("无锡新区旺庄街道长江路", ("江苏省", "无锡市", "新吴区", "旺庄街道")),
        ("长沙市高新区麓谷街道", ("湖南省", "长沙市", "岳麓区", "麓谷街道")),
        ("北京经济技术开发区科创十四街", ("北京市", "北京市", "大兴区", "")),
        ("四川省#内江市#市中区#鼓楼大街", ("四川省", "内江市", "市中区", "")),
        ("人民路3号阳光新城北区,前锋镇,友谊县,双鸭山市,黑龙江省", ("黑龙江省", "双鸭山市", "友谊县", "")),
        ("湖北省-直辖县-天门市", ("湖北省", "省直辖县级行政区划", "天门市", "")),
        ("广东省 中山市 中山市 石岐区", ("广东省", "中山市", "", "石岐街道")),
        ("香港九龙油尖旺区", ("香港特别行政区", "", "油尖旺区", "")),
        ("公主岭市范家屯镇人民路", ("吉林省", "长春市", "公主岭市", "范家屯镇")),
        ("鼓楼区五四路1号", ("", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_regions(text: str, expected: tuple[str, str, str, str]) -> None:
    address = parse(text)
    assert (address.province, address.city, address.district, address.town) == expected


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("张三 13800000001 浙江省绍兴市柯桥区钱清街道镇前路12号", "张三", "13800000001"),
        ("浙江省绍兴市柯桥区钱清街道镇前路12号 张三 13800000001", "张三", "13800000001"),
        ("张三13800000001浙江省绍兴市柯桥区钱清街道镇前路12号", "张三", "13800000001"),
        ("13800000001张三浙江省绍兴市柯桥区钱清街道镇前路12号", "张三", "13800000001"),
        ("浙江省绍兴市柯桥区钱清街道镇前路12号张三收13800000001", "张三", "13800000001"),
        ("地址：浙江省绍兴市柯桥区钱清街道镇前路12号；联系人：张三；电话：138-0000-0001", "张三", "13800000001"),
        ("张三，18400000000转1234，浙江省绍兴市柯桥区钱清街道镇前路12号", "张三", "18400000000-1234"),
        ("张* 138****0001 浙江省绍兴市柯桥区钱清街道镇前路12号", "张*", "138****0001"),
        ("张三 １３８０００００００１ 浙江省绍兴市柯桥区钱清街道镇前路12号", "张三", "13800000001"),
        ("浙江省绍兴市柯桥区钱清街道镇前路12号", "", ""),
    ],
)
def test_who_receives_it_in_any_order(text: str, name: str, phone: str) -> None:
    address = parse(text)
    assert (address.name, address.phone) == (name, phone)
    assert (address.city, address.district, address.town) == ("绍兴市", "柯桥区", "钱清街道")
    assert address.detail == "镇前路12号"


def test_postcode_of_an_export_goes() -> None:
    assert parse_region("新疆维吾尔自治区 喀什地区 莎车县 城东街道测试路0号(844700)").detail == "测试路0号"


def test_a_name_that_is_a_place_stays_a_name() -> None:
    address = parse("白云 13800000001 广东省广州市白云区太和镇")
    assert (address.name, address.district, address.town) == ("白云", "白云区", "太和镇")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    address = parse(text)
    assert isinstance(address, Address)
    assert not address.city or address.province


@given(
    st.sampled_from(ROWS), st.sampled_from(["", " ", "  ", "，", "收货地址："]), st.sampled_from(["", " 13800000001"])
)
def test_what_stands_around_changes_no_region(row: list[str], before: str, after: str) -> None:
    plain, dressed = parse(row[0]), parse(before + row[0] + after)
    assert (dressed.province, dressed.city, dressed.district) == (plain.province, plain.city, plain.district)


def test_a_name_repeated_without_end_is_read_at_once() -> None:
    before = time.process_time()
    assert parse("上海市" * 300).province == "上海市"
    assert time.process_time() - before < 5
