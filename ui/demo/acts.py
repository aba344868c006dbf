"""The longer acts of the tour: applying the exchange, reviewing the slip, looking around the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from station.returns.exchange import Exchange
from station.returns.exchange import apply_exchange as apply
from station.returns.intent import Wish
from station.returns.propose import propose
from station.slips.confirm import ReviewedSlip, confirm
from station.store import orders as master
from station.store import photos, slips, stock
from station.text import _
from ui.slips.review import Trust
from ui.slips.window import SlipReview

if TYPE_CHECKING:
    from ui.demo.stage import Stage

_MOST_KEYS = 120


def apply_exchange(stage: Stage) -> Exchange:
    """Classify the buyer's words, find the sibling and apply the exchange in one transaction."""
    order_id = stage.order_id(stage.stories.exchange)
    with stage.store.read() as tx:
        wish = propose(tx, order_id, stage.stories.exchange_text)
    words = " ".join(wish.intent.why)
    stage.story.check(
        wish.intent.intent is Wish.EXCHANGE, _("The text is an exchange, because of “{words}”").format(words=words)
    )
    new = wish.choice.one if wish.choice is not None else None
    stage.story.check(new is not None, _("Exactly one sibling fits: {spec}").format(spec=new.spec if new else ""))
    done = stage.store.write(
        lambda tx: apply(
            tx,
            order_id,
            line_no=wish.line_no or 0,
            new_sku=new.code if new is not None else "",
            text=stage.stories.exchange_text,
            actor=stage.stories.lead,
            station="desk",
        )
    )
    with stage.store.read() as tx:
        kinds = [one.kind for one in stock.live(tx, order_id)]
    stage.story.check("exchange_hold" in kinds and done.held, _("The old item's stock is frozen"))
    stage.story.check(done.reserved, _("The new item is reserved"))
    return done


def slip(stage: Stage) -> str:
    """Read the photo with the real engine, review it by keyboard, confirm, and return the order's id."""
    from scanners.slips.reader import SlipReader

    stage.story.step(
        _("A handwritten slip becomes an order"),
        _("The photo is read by the OCR engine in its own process; whatever is not certain is confirmed by a person."),
    )
    truth = json.loads(stage.stories.slip_truth.read_text(encoding="utf-8"))
    photo = stage.stories.slip.read_bytes()
    sha = photos.keep(stage.settings.photos, stage.store.vault, photo)
    names = _names(stage)
    with SlipReader(names) as reader:
        draft = reader.read(stage.stories.slip)
    stage.store.write(lambda tx: slips.put_draft(tx, sha, draft, station=stage.settings.station))
    stage.story.check(len(draft["items"]) == len(truth["items"]), _("{n} items found").format(n=len(draft["items"])))
    wrong = _certain_but_wrong(draft, truth)
    stage.story.check(not wrong, _("Nothing is shown as certain that is wrong on the paper"))
    review = SlipReview()
    review.resize(1920, 1080)
    confirmed: list[ReviewedSlip] = []
    review.confirmed.connect(confirmed.append)
    review.show_draft(draft, photo, names=names)
    review.show()
    stage.picture("slip-draft", review)
    _answer(review, truth, confirmed)
    stage.story.check(confirmed, _("Every doubtful field was confirmed by a person"))
    stage.picture("slip-reviewed", review)
    order_id = stage.store.write(
        lambda tx: confirm(tx, sha, confirmed[0], station=stage.settings.station, actor=stage.stories.packer)
    )
    review.close()
    with stage.store.read() as tx:
        linked = slips.of_order(tx, order_id)
        locked = stock.live(tx, order_id)
    stage.story.check(linked is not None and linked.sha256 == sha, _("The photo is linked to the order"))
    stage.story.check(locked, _("Its stock is locked"))
    return order_id


def _names(stage: Stage) -> dict[str, str]:
    from station.store import catalogue

    with stage.store.read() as tx:
        return {row.code: row.name for row in catalogue.everything(tx)}


def _certain_but_wrong(draft: dict[str, Any], truth: dict[str, Any]) -> list[str]:
    fields = draft["fields"]
    wrong = [
        name
        for name in ("customer", "phone", "address", "note")
        if not fields[name]["needs_review"] and fields[name]["text"] != truth.get(name, "")
    ]
    for read, written in zip(draft["items"], truth["items"], strict=True):
        if not read["needs_review"] and (read["code"], read["qty"]) != (written["code"], written["qty"]):
            wrong.append(str(written["code"]))
    return wrong


def _answer(review: SlipReview, truth: dict[str, Any], confirmed: list[ReviewedSlip]) -> None:
    """Go through the fields as a person does: right ones by Enter, wrong ones typed from the paper."""
    for _key in range(_MOST_KEYS):
        if confirmed:
            return
        state = review.review()
        if state is None:
            return
        if state.ready:
            QTest.keyClick(review, Qt.Key.Key_Return)
            continue
        if not state.now.open:
            QTest.keyClick(review, Qt.Key.Key_Tab)
            continue
        _field(review, truth)


def _field(review: SlipReview, truth: dict[str, Any]) -> None:
    state = review.review()
    if state is None:
        return
    now = state.now
    if not now.is_item:
        wanted = str(truth.get(now.key) or "")
        if now.text == wanted and now.trust is not Trust.MISSING:
            QTest.keyClick(review, Qt.Key.Key_Return)
        else:
            _type(review, Qt.Key.Key_F6, wanted or _("none"))
        return
    item = truth["items"][now.line - 1]
    codes = [choice.code for choice in now.choices]
    if now.text != item["code"] and item["code"] in codes:
        QTest.keyClick(review, Qt.Key(Qt.Key.Key_1 + codes.index(item["code"])))
    elif now.text != item["code"]:
        _type(review, Qt.Key.Key_F6, item["code"])
    elif now.qty != item["qty"]:
        _type(review, Qt.Key.Key_F7, str(item["qty"]))
    else:
        QTest.keyClick(review, Qt.Key.Key_Return)


def _type(review: SlipReview, key: Qt.Key, text: str) -> None:
    QTest.keyClick(review, key)
    edit = next(child for child in review.findChildren(QLineEdit) if child.isVisible())
    edit.setText(text)  # keys cannot type Chinese: an input method does
    QTest.keyClick(edit, Qt.Key.Key_Return)


def show_desk(stage: Stage) -> None:
    """Look at the pages a lead uses."""
    find: Any = stage.desk.page("find_order")
    find.box.setText(stage.stories.exchange)
    find.look_up()
    stage.hands.until(lambda: not stage.desk.jobs.pending, "the search did not end")
    stage.picture("desk-find", stage.desk)
    queue: Any = stage.desk.page("print_queue")
    queue.finished.setChecked(True)
    stage.hands.until(lambda: not stage.desk.jobs.pending, "the queue was not read")
    stage.picture("desk-prints", stage.desk)
    sku: Any = stage.desk.page("stock_of_sku")
    with stage.store.read() as tx:
        first = master.lines(tx, stage.order_id(stage.stories.exchange))[0].sku
    sku.box.setText(first or "")
    sku.look_up()
    stage.hands.until(lambda: not stage.desk.jobs.pending, "the stock was not read")
    stage.picture("desk-stock", stage.desk)
