"""The phrases a return text is read by: data, one table a kind, for a supervisor to edit.

Phrases stand between spaces (``_`` is a space inside one). ``…`` stands for up to four characters that are no wish and no punctuation, ``(a/b)`` for one of
several, ``(/b)`` for b or nothing, ``#`` for a number. Phrases are matched after ``plain.plain`` (simplified characters,
half width, small letters, known misspellings put right), the longest phrase wins: so 换地址 hides the 换 in it.
``signals.py`` compiles the tables, ``intent.py`` decides with them; ``docs/decisions/0007-return-texts.md`` says why.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a phrase says."""

    EXCHANGE = "exchange"  # wants another one
    SEND_AGAIN = "send_again"  # wants the right one sent: an exchange unless the parcel never came
    GIVE = "give"  # "get me a …": an exchange only with a wanted spec
    RETURN = "return"  # the formal word: goods back, money back
    SEND_BACK = "send_back"  # the goods travel back
    MONEY = "money"  # money back
    DROP = "drop"  # "take it back", "don't want it": needs goods context
    BOTH = "both"
    ONLY_MONEY = "only_money"
    PART_MONEY = "part_money"
    KEEP = "keep"
    NOT_HERE = "not_here"  # not sent, not received, refused, lost
    HAVE = "have"  # received, tried, used
    SPOILT = "spoilt"  # food and other goods no one sends back
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    RESEND = "resend"  # a missing piece
    REPAIR = "repair"
    OTHER = "other"  # address, invoice, complaint to the platform …
    PROGRESS = "progress"  # how far is it, hurry up
    OPEN = "open"  # undecided
    SPLIT = "split"  # one this, one that
    IF = "if"
    VOID = "void"  # the wish that follows was a slip
    PAST = "past"  # an exchange that happened before
    WRONG = "wrong"  # wrong item sent or chosen
    BROKEN = "broken"
    SAME = "same"  # the same again
    NOISE = "noise"


def _table(text: str) -> tuple[str, ...]:
    return tuple(row.replace("_", " ") for row in text.split())


PHRASES: dict[Kind, tuple[str, ...]] = {
    Kind.EXCHANGE: _table(
        """
        换 换货 更换 调换 对调 替换 置换 换新 换码 换色 换机 换一换 换换 换回 以旧换新 以换代修 退一换一 换购
        调货 退换成 退小换大 退大换小 以小换大 以大换小 调(一/个/双/件/条/成/为/到/大/小) 给调 帮调 想调 调下
        调一下 调哈 exchange change swap replace replacement 改码 改色 改要 换发 退旧换新
        """
    ),
    Kind.SEND_AGAIN: _table(
        """
        重发 重新发 改发 另发 重寄 重新寄 再发(一/个/件/双/条/套/副) 再寄(一/个/件/双/条/套/副) 再给我发
        重新安排发 重新给我发 重新给发 重新配 发(个/件/双/条/副/套)…正确的 发(个/件/双/条/副/套)…对的 发正确的
        换寄 重新邮 发我(对的/正确的) 寄(个/件/双/条/副/套)…(正确的/对的/新的/好的) 改寄 再补一个好的
        补(个/件)(好/新)的
        """
    ),
    Kind.GIVE: _table(
        """
        弄(个/件/双/条) 整(个/件/双/条) 拿(个/件/双/条) 来(个/件/双/条) 给我发 给我寄 给发 给我来 给我拿 弄成
        改成 改为 改下 改一下 发(个/件/双/条) 寄(个/件/双/条) 我要 想要 需要 要(个/件/双/条) 要 want need
        instead 拿(一/1)(个/件/双/条) 弄(一/1)(个/件/双/条) 整(一/1)(个/件/双/条)
        """
    ),
    Kind.RETURN: _table(
        """
        退货 退掉货 货退 货(要/给/全/都/我)退 退(其中/这/那)…(件/个/双/条/只/套)
        退(一/二/两/三/四/五/#)(件/个/双/条/只/套/盒/袋/包) 退(这/那)(件/个/双/条/只/套) 无理由退 7天无理由
        七天无理由 七日无理由 return 全退了 部分退货 整单退货 退商品 退衣服 退东西 退实物 三包退 退仓 退给你们
        退还商品
        """
    ),
    Kind.SEND_BACK: _table(
        """
        寄回 退回 寄还 发回 寄给你 寄过去 邮回 寄走 送回 还给你们 退返 寄返 货寄 退还 快递回去 发给你们 上门取件
        上门来取 叫快递 取件 带走 拿走 已交快递 交快递 交给快递 捎回 寄出 寄掉 寄到你 send_back sent_back
        sent_it_back send_it_back ship_back 发走 退货单号 退回单号 寄回单号 邮寄回 回寄 返还商品 归还 收走 来取
        取走 取货 运回 退货地址 寄你们 拉走 拉回
        """
    ),
    Kind.MONEY: _table(
        """
        退款 退钱 退…钱 钱退 钱…退 返款 退全款 全款退 退费 退我(/的)钱 把钱 还我钱 还钱 款退 refund money_back
        退(货/订/本)金 退货款 原路退 原路返回 退(/回/还)…(款/钱) 全额退 钱返 返还货款 返还(钱/款) 要钱 退一笔
        退(/回/还)支付宝 退微信 退支付宝 打款 钱打回 钱给我 给我钱 退(定金/订金/尾款/押金) 定金退 押金退
        """
    ),
    Kind.DROP: _table(
        """
        退 退了 退掉 退吧 退下 退一下 退订 不要了 不想要 不想要了 不要这 不要 都退 全退 全部退 退单
        no_longer_want do_not_want don't_want 取消 cancel 别要了 不需要了 不需要 不用了
        """
    ),
    Kind.BOTH: _table(
        """
        退货退款 退款退货 退货(并/后/和/及/然后/再/、/加/+/与/且/,/_)退款 退货并…退款 退款并退货
        退款(和/及/、)退货 退货退全款 return_and_refund return_&_refund return_for_refund return_for_a_refund
        refund_and_return 退货…退钱 退货还钱 return_it_for 退货要钱 退货…全额退款 退一赔三并退货 退货全款
        """
    ),
    Kind.ONLY_MONEY: _table(
        """
        仅退款 只退款 单退款 光退款 仅退钱 只退钱 只要退款 仅仅退款 直接退款 refund_only only_refund just_refund
        退款不退货 只退钱不退货 退款就行不退货 极速退款 未发货退款 秒退 只退款不退货 仅退款不退货 退款不用退货
        退款无需退货 退款不寄回 退款不退 只要退钱 纯退款 仅_退款 不退货退款 不退货只退款 不退货仅退款 发货前退款
        """
    ),
    Kind.PART_MONEY: _table(
        """
        补偿(/我/点/个/一点)# 补偿…#(元/块) 赔(/偿)(/我)# 赔(/偿)…#(元/块)
        退(/我/还/回/给我)…#(元/块/毛/角/%) 返(/我/还)(/现)# 补(/我)#(元/块) 补我…块 补我…元
        退(/我/还/回/给我/一下)…(差价/差额/运费/邮费/快递费/多收的/多付的) 退差 补差 价保 保价 差价 差额 补差价
        部分退款 部分金额 部分款 退部分 退一部分 退一半 半价退 补偿差 补偿款 补偿金 补偿一 补偿几
        退(/我)(一半/几/点) 打折退 便宜(/我)# 优惠(/我)# 少#(元/块) 退(/我)多(/付/收)的 partial_refund 返现 少退
        折价 折扣退 补贴# 赔付# 退…手续费 运费…退 邮费…退 补偿红包 补偿即可 补偿就 给(/我/点)补偿 补点钱
        赔点钱 补(/我)两块 补钱 报销运费 报销邮费 运费报销 退税费 退包装费 退(/我)(一/两/三/五/十)(块/元)
        退…(百分之/成) 小额(打款/补偿) 赔…(一/两/三/五/十)(块/元)
        """
    ),
    Kind.KEEP: _table(
        """
        保留 留着 留下 不退货 无需退货 不用退货 不必退货 无须退货 不需要退货 不需退货 免退货 不寄回 不用寄回
        无需寄回 无须寄回 不必寄回 不需要寄回 货不退 东西不退 不退回 不用退回 无需退回 无需返还 不用还 我自己留
        货我留 将就用 凑合用 没法退货 无法退回 没法寄 无法寄 退不回 寄不了 无退回价值 没有退回 没必要退回
        没必要寄 没法退 不值得寄 不值得退 已扔 扔了 丢掉了 扔掉 销毁 keep_it keep_the without_return no_return
        不想退货 不退商品 不退实物 货我不退 不想寄 懒得寄 懒得退货 不方便寄 自行处理 商品不退 东西我留 商品留
        先用着
        """
    ),
    Kind.NOT_HERE: _table(
        """
        (没/未/没有/木有/还没/一直没/从没)(/有/曾)(收/拿/签/领)到 (没/未/木有/莫得)…收到 (没/未)(/有)(拿/领)到
        (没/未)…收着 (没/未)…收货 (没/未)(/有)见(/到)
        (没/未)(/有)(发货/发出/出库/发件/揽收/揽件/寄出/配送/送达/到货/到账/派送/付尾款) 货(没/未)(/有)到
        (没/未)(/有)到(/货) (没/未)发(/呢/啊/,/。/吧) 还没发 没给(/我)发 不(/给/给我)发货 待发货 没送到 没送来
        没寄到 没寄 没影 送不到 收不到 不到货 超时(未/没)发 虚假发货 虚假签收 假签收 空包 空盒 拒收 拒签 拦截
        拦回 召回快递 丢件 丢失 丢了 弄丢 遗失 物流(停滞/不动/没动/没更新/无更新/异常/停/丢/一直/断更/卡)
        快递(停滞/不动/没动/没更新/无更新/异常/丢/不派送/不送/卡/一直不动) (没/未)…动 没有物流 无物流
        查不到物流 查不到 查无 (没/未)更新 无更新 缺货 没货 无货 断货 没库存 无库存 库存不足 发不了 发不出
        退回商家 退回卖家 退回发货地 退回始发 被退回 退回途中 退回去了 包裹…退回 快递…退回 半路退回 预售取消
        定金 订金 重复支付 重复付款 重复下单 多付 多拍 拍重 拍多 拍错了还没 重复拍 下重 付重 付了两 扣了两 买重
        等不及 不等了 等不了 not_received never_arrived did_not_receive haven't_received not_shipped
        never_received not_arrive not_arrived didn't_arrive 延迟发货 发货太慢 发货慢 迟迟 未到 没收 虚拟商品
        未发 没出库 未出库 没出货 未出货 停滞 在路上 未签收 没签收 不送货 超区 不派送 被偷 少了一个包裹
        包裹…不见 找不到包裹 没有包裹 未送达 没派送 送错 派错 投错 误签 被别人签 签收人不是 没见 冇收到 丢咗
        送到别处 未收 刚拍 刚下单 刚付款 刚买
        """
    ),
    Kind.HAVE: _table(
        """
        已签收 签收了 已收到 收到货 收到了 收到后 货收到 收货了 试穿 试了 穿着 穿了 穿上 戴着 戴了 用了 拆开
        打开一看 拆封 拿到手 到手 未使用 没用过 没穿过 没拆 未拆 吊牌 原包装 包装完好 不影响二次 完好 洗了 上身
        实物 收到 received 不合身 不合适 不好看 不喜欢 不满意 过敏 异味 扎人 质量差 质量太差 质量堪忧 面料 做工
        货不对板 与描述不符 与图片不符 货已退 寄…了
        """
    ),
    Kind.SPOILT: _table(
        """
        腐烂 烂了 烂的 烂掉 都烂 发霉 霉了 变质 过期 臭了 坏果 坏单 化了 死了 死苗 漏完 漏光 碎得 没法用
        """
    ),
    Kind.CANCEL: _table(
        """
        取消订单 取消(/这/那/该)(/个/笔)(订单/单子) 订单取消 取消未发货 待发货取消 未发货取消 取消购买 取消交易
        取消预售 预售取消 关闭订单 撤单 退单 单子取消 cancel_order cancel_my_order cancel_the_order 取消发货
        不要发货 别发货 别发了 不用发了 不要发了 停止发货 拍错取消 取消吧 取消掉 订单不要
        """
    ),
    Kind.WITHDRAW: _table(
        """
        撤销 撤回 取消(/本次/这次)(/的)(申请/售后/退款/退货/换货)
        (申请/售后/退款/退货/换货)(/申请)(取消/撤销/撤回/作废) (退款/退货/换货)(/申请)(不用了/不办了) 误操作
        点错了 申请错了 不退了 不换了 重复提交 请忽略 不申请了 不退不换 不退也不换 不换不退 不换也不退
        不退了不换了 问题已解决 已解决 找到了 误会 搞错了不用
        """
    ),
    Kind.RESEND: _table(
        """
        补寄 补发 漏发 漏寄 少发 少寄 漏件 少件 缺件 少了 少一 少个 缺了 缺一 缺少 漏了 漏装
        补(个/件/一/给/上/来/齐/我一) 没给赠品 赠品没 没有赠品 配件没 没发全 没发齐 发少了 不够数 数量不
        数量不足 短缺 没配 没放 忘放 忘发 忘了放 补货 补配件 寄配件 missing
        """
    ),
    Kind.REPAIR: _table(
        """
        维修 返修 修一下 修理 修好 修修 保修 去修 返厂 检修 修 repair 先寄回检测 检测 质保
        """
    ),
    Kind.OTHER: _table(
        """
        
        (改/修改/更改/换/更换/变更/换个/换一个/换下/换一下)(/个/一下/收货/收件/我的/我/成)(地址/电话/手机号/号码/收件人/收货人/联系人/联系方式)
        地址(写错/填错/错了/改) 开发票 发票 举报 投诉 工商 12315 假一赔 退一赔 赔偿 索赔 回电 打电话 差评 催单
        催发货 查物流 查快递 延保 改价 加急 合并发货
        (换/改/更换/换个)(快递/物流/顺丰/中通/圆通/韵达/申通/邮政/客服/时间/派送) 改(发顺丰/派送/时间) 转寄 改送
        晚点发 暂缓发货 推迟发货 延迟发货吧 先别发 加单 再买 加购 安装 说明书 怎么用 使用方法 赠品呢 好评返
        电话联系 联系我 回复
        """
    ),
    Kind.PROGRESS: _table(
        """
        进度 到哪 多久 几天 什么时候 啥时候 何时 几时 (发/寄)出(/来)了(吗/没) (退/换)(/款/货)…了(吗/没/么)
        退款到账 到账 处理(/得)怎么样 怎么还没 怎么还不 催 催一下 催退款 审核 还没处理 尽快处理 没有退款
        还没退款 怎么不退 退款呢 没退款 未退款 status when 怎么换 如何换 咋换 怎样换 怎么退 如何退 咋退 换货流程
        退货流程 流程 换货运费 谁出运费 运费谁 邮费谁 支持换货 支持退 包退换 能换几次
        """
    ),
    Kind.OPEN: _table(
        """
        或者 或 还是 再定 再说 再决定 商量 协商 咨询 犹豫 考虑 看看 看情况 纠结 想想 待确认 待客户 待定 不确定
        没想好 都行 都可以 均可 二选一 任选 你们看着办 看着办 随便 要么 建议 哪个 了解一下 未说明 未表明 待跟进
        跟进中 or maybe 视情况 未定 不知道 怎么处理 怎么办 咋办 怎么弄 如何处理 想办法 优先 先问 问一下能 未明确
        """
    ),
    Kind.SPLIT: _table(
        """
        一换一退 一退一换 部分换 另一(件/个/双/条/只) 另外一(件/个/双/条/只) 另(件/个/双) 一件…一件 一个…一个
        一双…一双 其他的…退 其余…退 剩下的…退 (换/退)一(件/个/双)…(换/退)一(件/个/双) 第二件 第一件
        """
    ),
    Kind.IF: _table(
        """
        如果 要是 若是 若 假如 倘若 万一 的话 没货就 没有就 没有的话 没码就 没有货就 无货就 无货则 缺货则 缺货就
        有货就 有货则 有货 有就 有…就 不行就 不行的话 不行 否则 要不然 不然 实在不行 没了就 没现货 如无 如有
        若无 若有 换不了 换不成 换不到 没得换 不能换 无法换 换不上 能换就 可以就 才 只有 除非 if 没有合适
        不(给/能/可以/让)退就 不(给/能/让)换就 就算了 没…就 不…就
        """
    ),
    Kind.VOID: _table(
        """
        误选 误点 误申请 误填 误提交 错选 错点 点错(/成/了) 选错成 申请错成 填错成 选成 点成 按成 申请成
        本来(/是)(想/要/打算) 原本(/是)(想/要/打算) 原先(/是)(想/要) 本想 本打算 一开始(/是)(想/要) 开始(想/要)
        之前(/是)(申请/选/想/说/点/要) 先前(/是)(申请/选/想/说/点/要) 刚才(/是)(申请/选/想/说/点)
        刚刚(/是)(申请/选/点) 上次(申请/选/说) 原(申请/诉求/来/选) 不小心(点/选/按) 手滑(点/选) 系统默认
        不是故意 错提 原定 原诉求 由
        """
    ),
    Kind.PAST: _table(
        """
        换过 换来的 换回来的 换货回来 上次换 已(/经)换 换了…次 之前换 上回换 刚换 换了还 换了也 换了又 换了之后
        换货后 换的这 换货收到 换货寄来 换来还 换的新的 第一次换 再次换货收到 换了个还 换货件 换货补发的 二次换
        退过 已经退过
        """
    ),
    Kind.WRONG: _table(
        """
        发错 错发 发成 寄错 发的不对 拍错 选错 买错 下错 订错 拍成 选成 买成 下成 配错 给错 装错 拿错 弄错 整错
        搞错 错了 买小 买大 手滑 拍小 拍大 wrong 选小 选大 不是我要的 不是我买的 不是我拍的 发的是 发来的是
        收到的是 收到是 寄来的是 给我发的 你给发 发岔 漏选 订成 发混
        """
    ),
    Kind.BROKEN: _table(
        """
        坏 碎 破 裂 断 瑕疵 开线 脱线 脱胶 开胶 开裂 漏水 漏气 不亮 不通电 不能用 用不了 故障 失灵 磕 划痕 掉漆
        变形 有洞 有污 脏 污渍 缺角 掉色 起球 损 次品 残次 质量 毛病 问题 不好使 异响 松动 生锈 卡住 不转 充不
        开不 左腿长 缝 线头 歪 弯 崩 爆 漏 不工作 没反应
        """
    ),
    Kind.SAME: _table(
        """
        同款 同样 一样的 一模一样 同型号 同规格 同色同码 原款 新的 好的 全新 完好的 合格 没坏 没毛病 正常的 换新
        换机 以换代修 同一款 原样 同码 无瑕疵 没问题的 没有问题的 无破损 没破 没有瑕疵 good_one new_one same
        一台新 一个新 同品 没碎 没裂 能用的 完整的 正品 原规格 同规 同色 相同 良品 好使的
        """
    ),
    Kind.NOISE: _table(
        """
        换季 换洗 换句话 换行 变换 换算 换乘 换着 换衣服穿 退货原因 退款原因 换货原因 售后原因 退换货原因
        退货理由 退换 退换货 不如 要不 退烧 退步 倒退 退休 退役 退色 退而求 非常 除了 退款编号 退货编号 无退换
        修身 修改 修饰 装修 重要 主要 只要 要求 要紧 必要 不要紧 申请 换言之 退后 撤退 兑换 兑换码 交换机 转换头
        转换器 换气 只要求 破费 问题描述 没问题 没有问题 取消关注 断断续续 刚买 质量可以 质量不错 质量还行
        质量没问题 质量挺好
        """
    ),
}

# What may stand in front of a colon, an equals sign or in brackets, in a text written as a form.
WISH_FIELDS = _table(
    """
    诉求 客户诉求 买家诉求 用户诉求 处理方式 期望处理方式 期望处理 期望 售后类型 申请类型 服务类型 退款类型 类型
    要求 客户要求 处理结果 处理意见 处理方案 解决方案 方案 售后方式 售后诉求 申请 申请服务 服务 意向 客户意向
    结论 最终诉求 协商结果 处理 操作 希望 售后 request action
    """
)
REASON_FIELDS = _table(
    """
    原因 退货原因 退款原因 换货原因 售后原因 申请原因 退换货原因 说明 问题说明 问题描述 描述 问题 备注 情况
    退货理由 理由 反馈 现象 故障 故障描述 买家留言 reason
    """
)
SPEC_FIELDS = _table(
    """
    规格 目标规格 新规格 换货规格 更换规格 期望规格 颜色 新颜色 尺码 新尺码 尺寸 码数 型号 款式 换货商品 目标款
    目标尺码 目标颜色 换为 换成 更换为 更换成 改为 需要 spec size color model 新sku 目标
    """
)
