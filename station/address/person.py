"""The name and the phone in a line that also holds an address, in any order, labelled or not.

``收件人：张三 138… 浙江省…``, ``浙江省…101室 张三 138…``, ``张三,138…,浙江…``: people paste all of them. A name is
only taken where it stands alone between separators (or touches the phone) and looks like one; otherwise it stays in
the street.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from station.address import phone

_LABEL_NAME = re.compile(
    r"(?:收货人姓名|收件人姓名|收货人|收件人|收件|姓名|联系人|客户名称|客户)\s*[:：]\s*([^\s,，;；:：、/|]{1,20})"
)
_LABELS = re.compile(
    r"(?:收货人姓名|收件人姓名|收货人|收件人|姓名|联系人|手机号码|手机号|手机|联系电话|联系方式|电话号码|电话|收货地址|收件地址|详细地址|所在地区|所在地|地址|邮编)\s*[:：]\s*"
)
_SEPARATOR = re.compile(r"[\s,，;；、/|]+")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解"
    "牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢"
)
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "端木",
    "南宫",
)
_TITLE = re.compile(r"^[\u4e00-\u9fff]{1,3}(?:先生|女士|小姐|老板|经理|老师|师傅|总|姐|哥|阿姨)$")
_TITLE_APART = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,3})\s+(先生|女士|小姐)(?![\u4e00-\u9fff])")
_NOT_NAME = re.compile(
    r"[省市区县镇乡村路街道号楼栋室单元座层幢弄巷苑园里店厂司院校队组库库房门]|花园|小区|广场|大厦|中心|公司"
)
_MASKED = re.compile(r"^[\u4e00-\u9fff*]{1,4}$")
_HANDED_TO = re.compile(
    r"(?:(?<=[号室楼栋元层座店铺村\d\s,，(（])|^)((?!号)[\u4e00-\u9fff]{2,3}?)\s*(?:收|亲启)\s*[)）]?(?=\s|$|\u241f|[,，])"
)
_BESIDE_PHONE = re.compile(r"(?<=[号室楼栋幢元层座店铺村\d])((?![号室楼栋幢元层座])[\u4e00-\u9fff]{2,3})\s*(?=\u241f)")
_RECEIVES = re.compile(r"[（(]?(?:收|亲启)[）)]?$")


@dataclass(frozen=True, slots=True)
class Person:
    """Who the text names."""

    name: str = ""
    phone: str = ""


def take_out(text: str) -> tuple[Person, str]:
    """Return the person and the text without them."""
    number = ""
    text = _TITLE_APART.sub(r"\1\2", text)
    where = phone.IN_TEXT.search(text)
    if where:
        number = phone.parse_phone(where.group(0)).text
        text = text[: where.start()] + " \u241f " + text[where.end() :]
    labelled = _LABEL_NAME.search(text)
    if labelled and looks_like_name(labelled.group(1), surely=True):
        name = labelled.group(1)
        text = text[: labelled.start()] + " " + text[labelled.end() :]
        return Person(_bare(name), number), _tidy(text)
    handed = _HANDED_TO.search(text)
    if handed and looks_like_name(handed.group(1)):
        return Person(handed.group(1), number), _tidy(text[: handed.start()] + " " + text[handed.end() :])
    glued = _BESIDE_PHONE.search(text)
    if glued and looks_like_name(glued.group(1)):
        return Person(glued.group(1), number), _tidy(text[: glued.start()] + " " + text[glued.end() :])
    name, text = _alone(_LABELS.sub(" ", text), near=bool(number))
    return Person(name, number), _tidy(text)


def stands_before_address(words: str) -> bool:
    """Tell whether what stands before the regions, with a phone in the line, can only be who receives it."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", words)) and not _NOT_NAME.search(words)


def looks_like_name(word: str, *, surely: bool = False) -> bool:
    """Tell whether the word may be a person's name; ``surely`` when a label or the phone beside it says so."""
    word = _bare(word)
    if not word or any(sign.isdigit() for sign in word):
        return False
    if _TITLE.match(word):
        return word[0] in _SURNAMES or surely
    if "*" in word:
        return bool(_MASKED.match(word)) and word[0] != "*"
    if surely:
        return len(word) <= 20
    if not re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", word):
        return "·" in word and len(word) <= 15
    if word.startswith(_DOUBLE):
        return True
    return word[0] in _SURNAMES and len(word) <= 3 and not _NOT_NAME.search(word[1:])


def _alone(text: str, *, near: bool) -> tuple[str, str]:
    """Find a name that stands alone, best beside the phone, at an end of the text otherwise."""
    words = [word for word in _SEPARATOR.split(text.strip()) if word]
    if len(words) < 2:
        return "", text
    places = [0, len(words) - 1]
    if near and "\u241f" in words:
        at = words.index("\u241f")
        places = [place for place in (at - 1, at + 1) if 0 <= place < len(words)] + places
    for place in places:
        word = words[place]
        beside = near and abs(place - words.index("\u241f")) == 1 if "\u241f" in words else False
        if _name_here(word, beside=beside):
            return _bare(word), _cut(text, word, last=place > len(words) // 2)
    return "", text


def _name_here(word: str, *, beside: bool) -> bool:
    if word == "\u241f":
        return False
    if looks_like_name(word):
        return True
    if beside and re.fullmatch(r"[A-Za-z][A-Za-z.]{1,19}", word):
        return True
    return beside and bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", _bare(word))) and not _NOT_NAME.search(word)


def _cut(text: str, word: str, *, last: bool) -> str:
    at = text.rfind(word) if last else text.find(word)
    return text[:at] + " " + text[at + len(word) :]


def _bare(word: str) -> str:
    return _RECEIVES.sub("", word.strip("（）()：:，,。. ")) if len(word) > 2 else word


def _tidy(text: str) -> str:
    text = _LABELS.sub(" ", text.replace("\u241f", " "))
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ,，;；、|")
