"""What the demo shop hands to the tour: where each story begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stories:
    """Where to begin each story of the tour.

    Attributes:
        packer: operator number of the packer; ``lead`` of the lead.
        imports: export files in the order they are imported: Taobao, Pinduoduo, Douyin.
        ordinary: channel number of an ordinary order among the imports, more than one item, one of them a gift.
        complained: channel number of an order whose buyer complained of broken packaging.
        refunded: channel number of an order whose refund was agreed.
        no_lock: channel number of a paid order without any stock lock.
        exchange: channel number of the order to exchange.
        exchange_text: what its buyer wrote, such as ``小了，想换 130 的，颜色要雾蓝``.
        slip: photo of a handwritten slip whose codes are in the demo catalogue.
        slip_truth: the slip as it reads, to type where the reading is in doubt.
    """

    packer: str
    lead: str
    imports: tuple[Path, ...]
    ordinary: str
    complained: str
    refunded: str
    no_lock: str
    exchange: str
    exchange_text: str
    slip: Path
    slip_truth: Path
