"""Words for sizes, colours and models as buyers write them: data for ``specs.py``, for a supervisor to edit.

Words stand between spaces; ``_`` is a space inside one.
"""

from __future__ import annotations


def _table(text: str) -> tuple[str, ...]:
    return tuple(row.replace("_", " ") for row in text.split())


SIZE_WORDS = _table(
    """
    加大码 加大号 特大号 特大码 超大号 大号 中号 小号 加小码 加小号 均码 大码 中码 小码 细码 特小号 加肥 加长
    加宽 宽版 large medium small x-large xlarge extra_large 单人 双人 三人 四人 单人位 双人位 大杯 中杯 小杯
    迷你 成人码 儿童码 标准码 大大号
    """
)
COLOR_HEADS = "红橙黄绿青蓝紫黑白灰粉棕褐咖金银杏驼米靛赭黛"
COLOR_MODIFIERS = _table(
    """
    浅 深 淡 暗 亮 大 粉 墨 藏 雾 奶 酒 宝 天 湖 军 卡 米 杏 咖 驼 焦 烟 橘 桔 玫 枣 砖 草 果 孔雀 牛仔 樱花 海
    雾霾 克莱因 豆 灰 蓝 绿 青 紫 红 黄 棕 象牙 奶油 牛油果 薄荷 莫兰迪 高级 哑 亚 珍珠 乳 纯 本 桃 荧光 银 金
    石 水 冰 松石 柠檬 鹅 姜 葡萄 香芋 玫瑰 珊瑚 橄榄 苔 抹茶 豆绿 炭 太空 星空 皇家 国 中国 正 月 陶土 铁 胭脂
    丁香 薰衣草 古铜 曜石 午夜 远峰 暖 冷 钢琴 磨砂 瓷 婴儿 土 老 复古 西瓜 火龙果
    """
)
COLOR_NAMES = _table(
    """
    卡其 咖啡 奶茶 燕麦 藏青 香芋 薄荷 焦糖 抹茶 豆沙 香槟 玫瑰金 玫红 橘色 橘 桔色 肤色 肉色 原木 原木色 胡桃
    胡桃色 透明 茶色 深色 浅色 彩色 花色 素色 迷彩 豹纹 木色 裸色 奶咖 奶油 象牙 酒红 枣红 藕粉 藕色 驼色 杏色
    米色 橙色 橙 姜黄 军绿 荧光绿 雾霾 樱花粉 裸粉 墨绿 黑白 格子 条纹 纯色 渐变 亮面 哑光 琥珀 玳瑁 black white
    red blue green grey gray pink yellow purple brown beige navy navy_blue khaki orange silver gold dark_blue
    light_blue dark_grey light_grey
    """
)
NOT_COLORS = _table(
    """
    颜色 换色 色差 掉色 褪色 同色 错色 发色 有色 染色 角色 出色 货色 特色 串色 偏色 什么色 啥色 改色 选色 原色
    色号 色系 色的 明白 白费 白等 空白 白跑 白花 白送 白买 黑心 黑店 红包 网红 定金 订金 金额 资金 押金 现金
    基金 银行 年青 粉丝 黄了 厘米 毫米 公分 本金 奖金 礼金 金属 白天 黑夜 白色污 红外 绿色通道 白条 补偿金 多金
    小米 玉米 大米 米饭 红酒 白酒 黄酒 绿茶 红茶 红枣 白糖 红糖 青菜 灰尘 白痴 黑屏 蓝屏 白屏 蓝牙 灰掉 粉底
    粉末 奶粉 米粉 金华 白云 黄山 青岛 红线 不同色 其他色 别的色 洗白 直白 青年 青春 这色 那色 该色 哪色 没色
    发白 泛黄 发黄 变黄 发黑 变黑 发霉 发灰 泛白 掉粉
    """
)
MODEL_HEADS = _table(
    """
    型号 车型 版本 机型 款式 款型 口味 香型 图案 花型 度数 接口 年份 年款 货号 款号
    """
)
NOT_MODELS = _table(
    """
    同款 这款 那款 退款 该款 货款 付款 一款 款式 全款 尾款 打款 原款 多款 哪款 此款 别款 其他款 别的款 两款 本款
    汇款 转款 个款 换款 收款 补款 返款 现款
    """
)
PLAIN_NOUNS = _table(
    """
    新 好 同 一样 货 一下 别 其他 其它 合适 合格 完 没 正品 正确 对的 原 坏 破 地址 快递 尺码 颜色 规格 型号
    款式 码 色 大的 小的 长的 短的 质量 问题 吗 么 可以 谢谢 了 处理 客服 联系 服务 方式 实际 大一 小一 大点
    小点 贵 便宜 款 退 寄 修 号 我 你 他 相应 良品 无 不 什么 啥 钱 另 尺寸 能 适合 下单 订单 描述 图片 商品
    东西 件衣服 鞋子 裤子 衣服 杯子 产品 配件 零件 已 请 申请 要求
    """
)
