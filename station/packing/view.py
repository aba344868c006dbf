"""What the bench shows: one frozen picture of the session after a scan.

``packing`` fills it, the bench window paints it, the command line prints it. All texts are already in the language
spoken now; personal data is already masked. Nothing here decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from station.hints.card import HintCard, Severity, StoryPart

__all__ = [
    "Alarm",
    "BenchView",
    "HintCard",
    "ItemRow",
    "OrderHead",
    "Result",
    "RowState",
    "Severity",
    "SpecCard",
    "Step",
    "StoryPart",
    "Verdict",
]


class Verdict(StrEnum):
    """The one word a packer needs."""

    GO = "可发"
    STOP = "停发"
    EXCHANGE = "换货发新"
    REVIEW = "待人工"


class Result(StrEnum):
    """What became of one scanned item."""

    OK = "ok"
    WRONG = "wrong"
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"
    OLD_ITEM = "old_item"


class Step(StrEnum):
    """What the bench waits for now."""

    LOGIN = "login"
    SCAN_ORDER = "scan_order"
    SCAN_ITEM = "scan_item"
    ANSWER_HINT = "answer_hint"
    WAIT_LABEL = "wait_label"
    SCAN_LABEL = "scan_label"
    PUT_BACK = "put_back"
    CALL_LEAD = "call_lead"
    CHOOSE_ORDER = "choose_order"
    NAME_UNIT = "name_unit"  # scan the serial or batch number
    SCAN_ROLL = "scan_roll"  # the next number of the carrier's preprinted roll
    GIVE_REASON = "give_reason"  # why the label is printed again
    SEE_CHANGE = "see_change"  # who gets it changed: say yes once seen


class RowState(StrEnum):
    """How an item row is drawn."""

    EXPECTED = "expected"  # ringed: scan this now
    WAITING = "waiting"
    DONE = "done"  # dimmed with a check
    OLD = "old"  # struck through: comes back, never sent


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of the item list."""

    line_no: int
    sku: str | None
    name: str
    spec: str  # what differs: colour, size, model
    picture: str | None  # key for ui/widgets/picture.py, such as "shirt:#9DB7DA"
    wanted: int
    scanned: int
    state: RowState
    badge: str = ""  # 赠品, 换货新款, …
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class SpecCard:
    """One side of a wrong-item alarm."""

    title: str
    spec: str
    sku: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Covers the list, never the verdict; goes with the next right scan or key."""

    kind: Result | str  # a Result, or "stop" for an interrupt
    title: str
    advice: str
    scanned: SpecCard | None = None
    expected: SpecCard | None = None
    times: int = 0  # how often this order was stopped on an error; 0 without an order


@dataclass(frozen=True, slots=True)
class OrderHead:
    """Right side of the verdict band; masked."""

    order_id: str
    short_code: str
    channel: str  # shown name, such as 抖音
    channel_no: str
    customer: str  # "李** 138******01 · 浙江 绍兴 柯桥"
    promise: str  # "今天 18:00 前发出 · 还有 7 时 18 分"
    overdue: bool = False
    boxes: int = 1


@dataclass(frozen=True, slots=True)
class BenchView:
    """Everything the bench window paints.

    Attributes:
        code: the code that led here; "" when nothing was scanned yet.
        kind: what the code was taken for: order, waybill, sku, command, badge, label, unknown.
        result: what became of an item scan.
        message: one short sentence about this scan, for the command line and the status line.
        sound: name of the sound to play: right, all_done, wrong, too_many, unknown, stop; "" for silence.
        say: at most two sentences to speak; never personal data.
        print_jobs: ids of print jobs this scan asked for.
    """

    station: str
    operator: str
    step: Step
    next_step: str
    code: str = ""
    kind: str = ""
    verdict: Verdict | None = None
    reason: tuple[str, ...] = ()
    order: OrderHead | None = None
    items: tuple[ItemRow, ...] = ()
    hints: tuple[HintCard, ...] = ()
    alarm: Alarm | None = None
    result: Result | None = None
    message: str = ""
    sound: str = ""
    say: tuple[str, ...] = ()
    print_jobs: tuple[str, ...] = ()
    weight: str = ""  # of the box, and what it should be; "" until it was weighed
    case_title: str = ""  # 【换货】+ original order number
    case_text: str = ""  # what the customer said, what is frozen and reserved
    packed_today: int = 0
    stopped_today: int = 0
    choices: tuple[OrderHead, ...] = field(default=())
    times: int = 1  # what the next item scan counts
    training: bool = False  # a sandbox: nothing leaves
    slot: str = ""  # slot of the sorting wall this scan is about
    lockable: bool = False  # nothing but its stock lock is missing: "yes" locks it or raises a transfer
    story: tuple[StoryPart, ...] = ()  # what stands behind the hints, when it was asked for
