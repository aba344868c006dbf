"""Invented people of the demo shop: who buys, and who works at the benches.

Names are put together from common characters, streets from a short list, phones begin with ``1380000``: nobody is
meant. Places are real, a few of them remote, so that hints on remote townships have something to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.orders.canonical import Recipient
from station.people import operators
from station.people.roles import Role

if TYPE_CHECKING:
    import random

    from station.store.engine import Tx

PACKER, LEAD = "1001", "2001"
_STAFF = (
    (PACKER, "王芳", Role.PACKER),
    ("1002", "李建国", Role.PACKER),
    ("1003", "赵敏", Role.PACKER),
    (LEAD, "周琴", Role.LEAD),
    ("3001", "孙悦", Role.SERVICE),
    ("4001", "钱文", Role.FINANCE),
    ("5001", "郑海", Role.SUPERVISOR),
    ("6001", "何立", Role.IT),
)
_FAMILY_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN = [
    "雨桐",
    "子涵",
    "欣怡",
    "浩然",
    "诗琪",
    "梓轩",
    "佳宁",
    "思远",
    "晓燕",
    "建华",
    "丽娟",
    "志强",
    "秀英",
    "明辉",
    "静",
    "磊",
    "婷婷",
    "俊杰",
    "海燕",
    "玉兰",
    "伟",
    "娜",
    "春梅",
    "国庆",
]
_PLACES = tuple(
    tuple(place.split())
    for place in (
        "浙江省 杭州市 余杭区 五常街道",
        "浙江省 宁波市 鄞州区 下应街道",
        "浙江省 绍兴市 柯桥区 柯桥街道",
        "江苏省 苏州市 吴中区 木渎镇",
        "江苏省 南京市 江宁区 东山街道",
        "上海市 上海市 闵行区 七宝镇",
        "北京市 北京市 朝阳区 望京街道",
        "广东省 广州市 天河区 石牌街道",
        "广东省 深圳市 南山区 粤海街道",
        "四川省 成都市 武侯区 浆洗街街道",
        "湖北省 武汉市 洪山区 关山街道",
        "湖南省 长沙市 岳麓区 望月湖街道",
        "山东省 青岛市 市北区 敦化路街道",
        "河南省 郑州市 金水区 经八路街道",
        "河北省 石家庄市 长安区 建北街道",
        "陕西省 西安市 雁塔区 小寨路街道",
        "辽宁省 沈阳市 沈河区 五里河街道",
        "福建省 厦门市 思明区 莲前街道",
        "安徽省 合肥市 蜀山区 三里庵街道",
        "重庆市 重庆市 渝北区 龙溪街道",
        "云南省 昆明市 五华区 华山街道",
        "黑龙江省 哈尔滨市 南岗区 和兴路街道",
        "内蒙古自治区 呼伦贝尔市 海拉尔区 正阳街道",
        "新疆维吾尔自治区 喀什地区 莎车县 城东街道",
    )
)
_STREETS = ("桂花路", "学院路", "人民路", "新华街", "青年路", "解放街", "荷花路", "科技路", "平安街", "幸福路")
_HOUSES = 200
_FIRST_PHONE = 13_800_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """One invented buyer."""

    serial: int
    name: str
    phone: str
    province: str
    city: str
    district: str
    town: str
    street: str

    @property
    def recipient(self) -> Recipient:
        """All of it, as a channel gives it that hides nothing."""
        return Recipient(self.name, self.phone, self.province, self.city, self.district, self.town, self.street)

    @property
    def masked(self) -> Recipient:
        """What a channel gives that hides people."""
        name, phone = f"{self.name[0]}**", f"{self.phone[:3]}****{self.phone[-4:]}"
        return Recipient(name, phone, self.province, self.city, self.district, self.town, "***")


def crowd(rng: random.Random, number: int) -> tuple[Person, ...]:
    """Return that many people, each with a phone of their own."""
    tails = rng.sample(range(1000, 10_000), number)
    return tuple(_person(rng, serial, tail) for serial, tail in enumerate(tails, 1))


def add_staff(tx: Tx) -> None:
    """Add the people at benches and desks."""
    for number, name, role in _STAFF:
        operators.add(tx, number, name=name, role=role)


def _person(rng: random.Random, serial: int, tail: int) -> Person:
    province, city, district, town = rng.choice(_PLACES)
    street, house = rng.choice(_STREETS), rng.randint(1, _HOUSES)
    home = f"{street}{house}号{rng.randint(1, 12)}栋{rng.randint(1, 18)}0{rng.randint(1, 4)}室"
    name = rng.choice(_FAMILY_NAMES) + rng.choice(_GIVEN)
    return Person(serial, name, str(_FIRST_PHONE + tail), province, city, district, town, home)
