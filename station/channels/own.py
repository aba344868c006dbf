"""Columns of files a shop makes itself: its mini program, hand-kept lists, any shop system nobody knows.

Many names for each field, because people name columns as they like. Used by ``miniprogram``, ``manual`` and
``generic``.
"""

from __future__ import annotations

from station.channels.export import columns
from station.channels.words import statuses

COLUMNS = columns(
    status="订单状态|状态|交易状态|status",
    created="下单时间|订单创建时间|创建时间|订单时间|下单日期|日期|created_at|时间",
    paid="付款时间|支付时间|订单付款时间|paid_at",
    shipped="发货时间|shipped_at",
    ship_by="承诺发货时间|最晚发货时间|交货日期|ship_by",
    received="实付金额|实付款|支付金额|订单金额|实收金额|金额|合计|received",
    fee="手续费|平台服务费|fee",
    deposit="定金|已付定金|deposit",
    name="收货人|收件人|收货人姓名|收件人姓名|客户|客户姓名|客户名称|姓名|联系人|name",
    phone="联系电话|电话|手机|手机号|收货人手机号|收件人电话|收件人手机|联系手机|收货人电话|phone",
    province="省|省份|收货人省份|province",
    city="市|城市|收货人城市|city",
    district="区|区县|区/县|收货人地区|district",
    town="街道|乡镇|街道/镇|town",
    detail="详细地址|收件人地址|detail",
    address="收货地址|地址|收件地址|送货地址|address",
    buyer_note="买家留言|买家备注|客户备注|留言|buyer_note",
    seller_note="商家备注|卖家备注|备注|订单备注|seller_note",
    waybill="快递单号|运单号|物流单号|waybill",
    carrier="快递公司|物流公司|carrier",
    warehouse="仓库|仓库名称|warehouse",
    shop="店铺|店铺名称|shop",
    sub_no="子订单号|子订单编号|sub_no",
    title="商品名称|商品标题|商品|品名|货品名称|宝贝标题|货品|title",
    qty="数量|商品数量|购买数量|件数|qty",
    spec="规格|商品规格|SKU规格|属性|商品属性|spec",
    code="商家编码|SKU编码|sku|货号|商品编码|编码|型号|产品编号|code",
    price="单价|商品单价|价格|price",
    is_gift="是否赠品|赠品",
    case_status="售后状态|退款状态",
)
STATUSES = statuses(
    unpaid="未付款|待付款|新订单|赊账未付",
    deposit="已付定金|定金已付|待付尾款",
    paid="已付款|待发货|已支付|未发货|月结",
    shipped="已发货|待收货",
    delivered="已完成|已签收",
    cancelled="已取消|作废|已作废|已关闭|已退款",
)
ANY_NUMBER = columns(number="订单号|订单编号|单号|订单ID|order_no|number|主订单编号|小程序订单号|手工单号|手写单号")
