"""Spec text of a channel -> size, colour, model: ``雾蓝,120cm``, ``颜色分类:雾蓝;尺码:120cm``, ``【黑】M``.

Named parts are believed; unnamed ones are told by their form: sizes look like sizes, colours have a colour word, what
holds letters and digits is a model. Used to import SKUs without columns of their own, to find siblings, and to say at
the bench which of colour, size or model is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.catalogue.sku import Sku

_KEYS = {
    "size": "尺码|尺寸|参考身高|身高|鞋码|码数|大小|适用身高|尺码大小|size|规格尺寸|腰围|长度|容量",
    "color": "颜色分类|颜色|花色|主要颜色|款式颜色|色号|镜片颜色|color|colour|颜色类别|色系",
    "model": "型号|适用型号|适用机型|机型|款式|版本|款型|套餐|套餐类型|口味|图案|度数|model|style",
}
_KIND = {key: kind for kind, keys in _KEYS.items() for key in keys.split("|")}
_COMMENT = re.compile(r"[(（【\[](?:建议|适合|适用|约|推荐|参考|偏|加绒)[^)）】\]]*[)）】\]]")
_PARTS = re.compile(r"[;；,，/|\n]+")
_LOOSE = re.compile(r"[\s;；,，/|【】\[\]+]+")
_LETTERS = r"(?:[2-9]?X{0,5}[SL]|M|XX?XL|[SML]/[SML]+)"
_SIZE = re.compile(
    rf"^(?:{_LETTERS}(?:码|号)?|均码|[特超加]?[大中小](?:码|号)|(?:单|双|三|四)人|\d{{1,3}}(?:\.\d+)?(?:码|号|cm|CM|厘米|mm|m|米|寸|英寸|ml|ML|L|升|kg|g|斤)?"
    rf"|\d{{2,3}}-\d{{2,3}}(?:cm|码)?|\d+(?:\.\d+)?(?:cm|m|米)?[*xX×]\d+(?:\.\d+)?(?:cm|m|米)?(?:[*xX×]\d+(?:\.\d+)?(?:cm)?)?|\d{{3}}/\d{{2,3}}[A-Z]?)$",
    re.IGNORECASE,
)
_COLOR = re.compile(
    r"[红橙黄绿青蓝紫黑白灰粉棕褐咖银杏驼]|色$|卡其|咖啡|透明|迷彩|豹纹|条纹|格子|玫瑰金|香槟|原木|琥珀|玳瑁|金$|^米$|^金"
)
_MODEL = re.compile(r"[A-Za-z].*\d|\d.*[A-Za-z]|款$|型$|版$|代$")


@dataclass(frozen=True, slots=True)
class Spec:
    """What a spec text says; "" for what it does not say."""

    size: str = ""
    color: str = ""
    model: str = ""


def parse_spec(text: str) -> Spec:
    """Take a spec text apart; never fails."""
    folded = _COMMENT.sub("", unicodedata.normalize("NFKC", text)).strip()
    found: dict[str, str] = {}
    loose: list[str] = []
    for part in filter(None, map(str.strip, _PARTS.split(folded))):
        key, sign, value = part.replace("=", ":").partition(":")
        kind = _KIND.get(key.strip().lower())
        if sign and kind and value.strip():
            found.setdefault(kind, value.strip())
        elif sign and value.strip():
            loose.append(value.strip())
        else:
            loose += [word for word in _LOOSE.split(part) if word] if not _SIZE.match(part) else [part]
    rest = [word for word in loose if not _place(found, word)]
    for word in rest:
        found.setdefault("model" if "color" in found or word.isascii() else "color", word)
    return Spec(found.get("size", ""), found.get("color", ""), found.get("model", ""))


def _place(found: dict[str, str], word: str) -> bool:
    """Put a word where its form says it belongs; tell whether that was possible."""
    for kind, form in (("size", _SIZE.match), ("color", _COLOR.search), ("model", _MODEL.search)):
        if kind not in found and form(word):
            found[kind] = word
            return True
    return False


def spec_of(sku: Sku) -> Spec:
    """Return a SKU's spec."""
    return Spec(sku.size, sku.color, sku.model)


def difference(wanted: Spec, got: Spec) -> frozenset[str]:
    """Return which of ``size``, ``color`` and ``model`` differ; sizes are compared without their unit."""
    pairs = {
        "size": (_size(wanted.size), _size(got.size)),
        "color": (_color(wanted.color), _color(got.color)),
        "model": (wanted.model.lower(), got.model.lower()),
    }
    return frozenset(name for name, (one, other) in pairs.items() if one != other)


def _size(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().replace(" ", "")
    return re.sub(r"(?<=\d)(?:cm|厘米|码|号)$|(?<=[sml])(?:码|号)$", "", folded)


def _color(text: str) -> str:
    return text.strip().lower().removesuffix("色")


def siblings(sku: Sku, catalogue: Iterable[Sku]) -> tuple[Sku, ...]:
    """Return the other SKUs of its family that are still sold."""
    if not sku.family:
        return ()
    return tuple(one for one in catalogue if one.family == sku.family and one.code != sku.code and not one.discontinued)


def sibling_with(sku: Sku, wanted: Spec, catalogue: Iterable[Sku]) -> Sku | None:
    """Return the one sibling with the wanted spec; what ``wanted`` leaves out stays as it is. ``None`` when not one."""
    target = Spec(wanted.size or sku.size, wanted.color or sku.color, wanted.model or sku.model)
    found = [one for one in siblings(sku, catalogue) if not difference(target, spec_of(one))]
    return found[0] if len(found) == 1 else None
