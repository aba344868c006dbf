"""What a pasted line says that is neither goods nor address: courtesy is dropped, wishes become the note.

``要``, ``货品：``, ``送到`` carry nothing; ``加急``, ``周五前到``, ``发顺丰`` are what packer and courier must know.
A clause with a region, a street or a door in it stays in the address. Called by ``quick.py`` once the goods are taken
out.
"""

from __future__ import annotations

import re

from station.address.chain import best_chain
from station.address.person import looks_like_name

_HEAD = re.compile(r"[^:：]{1,12}[:：]")
_CLAUSE = re.compile(r"[^\s,，;；。!！?？~～\u241f]+")
_EMPTY = re.compile(
    r"(?:(?i:hi|hello|thanks?|thx|to|pls|please)|[代批]发|安排|帮忙|均码|[你您]们?好|亲|老板|在吗|麻烦[你您]?|帮我?们?忙?|请|[给和]?我们?家?|这边|客户|需要|想|要|买|订购|订货|定货|订单|订|定|下单|下一?个?单|再?来|再|另外?"
    r"|还有?|[和及跟与]|以及|外?加上?|[各共都]|一共|总共|发一?下?|寄一?下?|送一?下?|出|拿|货品|货物|货号|货|商品|产品|品名|名称|型号|规格|数量|颜色|尺码|款号|款"
    r"|传真|订单|地址|收货|到|往|至|去|给|的|是|为|了|吧|哦|啊|呢|哈|谢谢[你您]?|感谢|辛苦了?|多谢|一下|如下|内容|清单|[件个双条套只箱盒袋]|[-:：/|+、()（）\[\]【】.*=&])+"
)
_TO = re.compile(
    r"^[(（\[【]?(?:请|麻烦|帮我?忙?|直接)?(?:[送寄发](?:货|快递)?[到往至给去]"
    r"|(?:收货|送货|收件|发货|送达|交货|到货|邮寄|详细|我的|我)?(?:地址|地点|[Aa]ddr(?:ess)?)[是为:：]*)\s*"
)
_GIVE = re.compile(
    r"(?:[送寄发交]?给|客户(?:是|为|叫)?|联系人?(?:是|为)?|收货人(?:是|为)?|收件人?(?:是|为)?|收(?=[:：])|(?:经办|经手|负责)人?|我是|姓名(?:是|为)?|名字(?:是|为)?|我叫|找)[:：]?"
    r"([\u4e00-\u9fff·]{2,5}?)(?:送过?去|寄过?去|发过?去|收|要|订|$)$"
)
_WANTS = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:这边)?(?:想|需)?[要订买拿](?:的|点|些|一下)?货?[:：]?$")
_PHONE = re.compile(
    r"(?:收货|联系|我的|手机|客户)?(?:电话|手机|号码|联系方式|tel|TEL|Tel|phone)(?:号码?)?(?:是|为|[:：.])*$"
)
_PLACE = re.compile(r"[省市区县镇乡路街村巷弄]|\d+\s?(?:号|栋|幢|楼|室|单元|层)")
_BUILDING = re.compile(r"大厦|大楼|公寓|园|厂|公司|仓|城|场|中心|部$|点$|舍|校|学|院|店|站$|超市|局")
_ASKS = re.compile(r"[放存开送走发不别请勿要抬寄务]|快递|加急|麻烦")
_WHOLE = re.compile(r"(?:开|要|带)?(?:增值税)?(?:普通|专用)?(?:发票|抬头|税号|开票|专票|普票)|(?:发件|寄件|发货)人")
_LONGEST = 40
_WISHES = (
    r"加急|急件|特急|紧急|急用|急要|急需|[很挺比较]急|^急|着急|尽快|赶紧|尽早|马上|优先|快点|早点",
    r"(?:今|明|后|当)[天日晚早]|上午|下午|中午|晚上|周[一二三四五六日天末内前]|星期|礼拜|月底|月初|节前|年前|\d[号日].{0,3}[前到发]",
    r"时间|送$|^分.?[\d一二两三四][箱包批次件]|^(?:发件人?|寄件人?|发货人)[:：]|^.{0,6}[要选换].{1,4}的$",
    r"顺丰|中通|圆通|韵达|申通|极兔|德邦|京东|邮政|EMS|ems|快递|物流|到付|寄付|现付|代收|月结|包邮|空运|陆运",
    r"发票|开票|抬头|专票|普票|税号|收据",
    r"^[放存].*[站口柜台卫安业处楼室房边里]|丰巢|驿站|送货?上门|上门|自提|自取",
    r"打不通|备用|同号|电话|联系|短信|微信|通知",
    r"包装|包好|包[严牢结]|易碎|轻拿|轻放|防[潮震摔压水]|礼盒|吊牌|小票|贺卡|袋子|气泡",
    r"随机|都行|任意|随便|均可|不要|别[放发寄送打按敲写]|^勿|请勿|切勿|禁止|务必|一定|^注意|^记得",
    r"[老新]客户|老顾客|老样子|老地方|同上|上次|样品|赠品|补发|换货|退货",
    r"^[一总]?共|[¥￥]\s?\d|\d元|\d块|合计|总计|共计|总价|单价|定金|订金|尾款|已付|未付|已转|转账|付款|支付宝|运费|优惠",
    r"^[Nn][Oo][.:：]?\d+$|^(?:编号|单号|订单号|客户号|合同号)",
)
_WISH = re.compile("|".join(_WISHES))
_SLASH = re.compile(r"(?<![A-Za-z0-9])/|/(?![A-Za-z0-9])")
_LOOSE = re.compile(r"[(（\[【]\s*[)）\]】]|(?<![\w\u4e00-\u9fff])[/|+、:：](?![\w\u4e00-\u9fff])")


def set_aside(text: str) -> tuple[str, str]:
    """Return the text without courtesy and wishes, and the wishes."""
    wishes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        clause = match.group()
        head = _HEAD.match(clause)
        if head and _EMPTY.fullmatch(head.group()):
            clause = clause[head.end() :]
        if not clause or _EMPTY.fullmatch(clause):
            return " "
        if _PHONE.fullmatch(clause):
            return " "
        given = _GIVE.search(clause) or _WANTS.match(clause)
        if given and looks_like_name(given.group(1)):
            return f"{clause[: given.start()]} 收件人:{given.group(1)} "
        chain = None if _WHOLE.match(clause) else best_chain(clause)
        said, place = (clause[: chain.start], clause[chain.start :]) if chain is not None else (clause, "")
        said = _PHONE.sub("", _TO.sub("", said.strip("()（）[]【】"))) if place else said.strip("()（）[]【】")
        if _wish(said):
            wishes.append(said)
            return f" {place}"
        return f" {place}" if _EMPTY.fullmatch(said) else _PHONE.sub("", _TO.sub("", clause))

    text = _SLASH.sub(" ", text)
    bracketed = re.sub(r"([(（][^()（）]{2,40}[)）])", r" \1 ", text)
    rest = _LOOSE.sub(" ", _CLAUSE.sub(keep, bracketed))
    return re.sub(r"(?:[,，;；。!！?？~～]\s*|\s){2,}", " ", rest), "，".join(wishes)


def _wish(said: str) -> bool:
    """Tell whether words ask for something and name no place: 京东大厦 is where it goes."""
    if _WHOLE.match(said):
        return True
    if len(said) > _LONGEST or _PLACE.search(said) or not _WISH.search(said):
        return False
    return not _BUILDING.search(said) or _ASKS.match(said) is not None
