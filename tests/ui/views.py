"""Every situation of the bench as a ``BenchView``, for tests and for looking at screenshots."""

from dataclasses import replace

from station.packing.view import (
    Alarm,
    BenchView,
    HintCard,
    ItemRow,
    OrderHead,
    Result,
    RowState,
    Severity,
    SpecCard,
    Step,
    Verdict,
)

HEAD = OrderHead(
    order_id="0f" * 16,
    short_code="7K4-29M-X",
    channel="抖音",
    channel_no="6917926768823643751",
    customer="李** 138******01 · 浙江 绍兴 柯桥",
    promise="今天 18:00 前发出 · 还有 7 时 18 分",
)
ROWS = (
    ItemRow(1, "WY-2203-CW-120", "儿童卫衣", "奶油白 120", "hoodie:#F3E9D7", 1, 1, RowState.DONE),
    ItemRow(2, "WY-2203-FB-130", "儿童卫衣", "雾蓝 130", "hoodie:#9DB7DA", 2, 0, RowState.EXPECTED),
    ItemRow(3, "GIFT-07", "赠品组合包", "贴纸 + 发圈", "sticker:#F5C078", 1, 0, RowState.WAITING, badge="赠品"),
)
BUBBLE = HintCard(
    "d1",
    "bubble_wrap",
    "此单客户曾投诉包装破损，建议加厚气泡膜",
    "2026-10-03 订单 5P2-81K-C，客户留言“盒子压扁了”。此后 2 单按此处理，未再投诉。",
    Severity.ATTENTION,
    blocking=True,
)
TAPE = HintCard("d2", "no_tape", "禁用胶带封口，用可降解封条", "买家备注“禁用胶带”。", Severity.INFO, blocking=False)

GO = BenchView(
    station="3",
    operator="王芳 · 早班",
    step=Step.SCAN_ITEM,
    next_step="扫描 2 件 雾蓝 130",
    code="7K4-29M-X",
    kind="order",
    verdict=Verdict.GO,
    reason=("已付款，库存已锁定（杭州一仓，付款后 0.8 秒）", "4 件，2 条提示"),
    order=HEAD,
    items=ROWS,
    hints=(BUBBLE, TAPE),
    packed_today=312,
    stopped_today=4,
)
STOP = replace(
    GO,
    verdict=Verdict.STOP,
    step=Step.PUT_BACK,
    reason=("客户 3 分钟前申请仅退款，已同意。", "不要封箱，把商品放回退货筐。"),
    next_step="放回退货筐，扫“退货筐”条码确认",
    hints=(
        HintCard(
            "d3",
            "refund",
            "退款拦截",
            "抖音售后 7000000000000001，10:39 同意退款 ¥128.00。库存已释放 4 件。面单未打印。",
            Severity.STOP,
            blocking=False,
        ),
    ),
)
EXCHANGE = replace(
    GO,
    verdict=Verdict.EXCHANGE,
    reason=("旧款退回中，只发新款", "扫到旧款会报警"),
    next_step="扫描 1 件 雾蓝 130",
    items=(
        ItemRow(1, "WY-2203-CW-120", "儿童卫衣", "奶油白 120", "hoodie:#F3E9D7", 1, 0, RowState.OLD, badge="退回款"),
        ItemRow(
            2, "WY-2203-FB-130", "儿童卫衣", "雾蓝 130", "hoodie:#9DB7DA", 1, 0, RowState.EXPECTED, badge="换货新款"
        ),
    ),
    hints=(
        HintCard(
            "d4",
            "label",
            "打印换货专用面单",
            "贴好后扫一下面单，系统核对箱内商品。",
            Severity.ATTENTION,
            blocking=False,
        ),
    ),
    case_title="【换货】6917926768823643751",
    case_text="客户说：“小了，想换 130 的，颜色要雾蓝”。原单库存已冻结，新款已预占 1 件（杭州一仓）。",
)
REVIEW = replace(
    GO,
    verdict=Verdict.REVIEW,
    step=Step.CALL_LEAD,
    reason=("该订单无库存锁定记录",),
    next_step="放到待处理架，叫组长",
    hints=(
        HintCard("d5", "no_lock", "该订单无库存锁定记录", "杭州一仓 0 件，宁波仓 3 件。", Severity.STOP, blocking=True),
    ),
)
WRONG = replace(
    GO,
    result=Result.WRONG,
    alarm=Alarm(
        Result.WRONG,
        "错货：颜色不同",
        "把这件放回，扫正确的那件。",
        SpecCard("你扫的", "藏青 130", "WY-2203-NV-130"),
        SpecCard("应该是", "雾蓝 130", "WY-2203-FB-130"),
    ),
)
TOO_MANY = replace(
    GO,
    result=Result.TOO_MANY,
    alarm=Alarm(Result.TOO_MANY, "多了一件：雾蓝 130", "拿出 1 件放回货架，然后继续。", times=2),
)
UNKNOWN = replace(
    GO, result=Result.UNKNOWN, alarm=Alarm(Result.UNKNOWN, "不认识这个条码", "看看是不是扫到了快递条码；换一面再扫。")
)
OLD_ITEM = replace(
    EXCHANGE,
    result=Result.OLD_ITEM,
    alarm=Alarm(
        Result.OLD_ITEM,
        "这是旧款，不要再发",
        "放进退货筐，扫新款。",
        SpecCard("你扫的", "奶油白 120", "WY-2203-CW-120"),
        SpecCard("新款", "雾蓝 130", "WY-2203-FB-130"),
    ),
)
HALT = replace(STOP, alarm=Alarm("stop", "停：客户刚刚申请退款", "不要封箱。把商品拿出来放回退货筐，扫“退货筐”条码。"))
LOGIN = BenchView("3", "", Step.LOGIN, "扫你的工牌")
EMPTY = BenchView("3", "王芳 · 早班", Step.SCAN_ORDER, "扫订单码或面单，开始打包", packed_today=312, stopped_today=4)
LABEL = replace(
    GO,
    step=Step.SCAN_LABEL,
    next_step="贴好面单，扫一下面单",
    items=tuple(replace(row, scanned=row.wanted, state=RowState.DONE) for row in ROWS),
    hints=(replace(BUBBLE, answer="done"), replace(TAPE, answer="cant")),
    message="面单已打印",
)
WAIT = replace(LABEL, step=Step.WAIT_LABEL, next_step="面单正在打印，等一下", message="")
CHOOSE = BenchView(
    "3",
    "王芳 · 早班",
    Step.CHOOSE_ORDER,
    "按 1 或 2 选，或扫短码",
    code="6917926768823643751",
    reason=("这个单号在两个平台都有",),
    choices=(HEAD, replace(HEAD, short_code="5P2-81K-C", channel="淘宝", promise="明天 12:00 前发出")),
)
MANY = replace(
    GO,
    items=tuple(
        ItemRow(
            number,
            f"LM-{7000 + number}B",
            "加厚珊瑚绒枕套家用纯色不掉毛超长名称的商品一定要省略才行" if number % 3 == 0 else "珊瑚绒枕套",
            f"{'奶油白雾蓝藏青'[number % 6 : number % 6 + 2]} {100 + number * 10}",
            ("pillow:#C9A2B4", "cup:#7FB5A0", "shoe:#20304A", "unknown")[number % 4],
            3,
            3 if number < 9 else 0,
            RowState.DONE if number < 9 else RowState.EXPECTED if number == 9 else RowState.WAITING,
        )
        for number in range(1, 15)
    ),
)
LONG = replace(
    GO,
    reason=(
        "客户备注：请务必用双层纸箱，里面塞满气泡膜，易碎品分开放，顶部贴两张易碎标签，另外不要放发票和宣传单谢谢",
        "另有 3 条提示",
    ),
    order=replace(HEAD, overdue=True, promise="今天 09:00 前发出 · 已超 1 时 42 分", boxes=3),
    hints=(
        replace(
            BUBBLE,
            text="客户反复投诉包装破损、漏发和错发，请主管在场复核，全程录像，并在箱内放道歉卡与补偿券，"
            "再贴两张易碎标签后才能封箱",
            why="近 90 天 6 次投诉，其中破损 3 次、漏发 2 次、错发 1 次；"
            "最近一次 2026-11-03 客户留言“盒子又压扁了，第三次了，再这样就不买了”。主管要求每单复核。",
        ),
        TAPE,
        replace(TAPE, decision_id="d9", text="放一张手写感谢卡", why="会员等级：金牌", severity=Severity.ATTENTION),
        replace(BUBBLE, decision_id="d10", answer="done"),
    ),
    next_step="扫描 2 件 雾蓝色加厚珊瑚绒四件套家用纯色床单被套 1.8 米床 130 厘米升级款",
)
ALL = {
    "go": GO,
    "stop": STOP,
    "exchange": EXCHANGE,
    "review": REVIEW,
    "wrong": WRONG,
    "too_many": TOO_MANY,
    "unknown": UNKNOWN,
    "old_item": OLD_ITEM,
    "halt": HALT,
    "login": LOGIN,
    "empty": EMPTY,
    "label": LABEL,
    "wait": WAIT,
    "choose": CHOOSE,
    "many": MANY,
    "long": LONG,
}
