"""Pictures of every situation at the bench, from real sessions on the demo shop, in both languages and two sizes.

``demo --situations DIR`` writes ``DIR/<language>/<size>/<nn-name>.png``: what a packer sees, looked at side by side
before a release. Each situation is brought about by scans, never painted from invented values.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

from station import text
from station.clock import SystemClock
from station.intake.files import import_files
from station.packing import session
from station.packing.view import RowState, Verdict
from station.people.codes import badge_code, slot_code, times_code, weight_code
from station.returns.exchange import apply_exchange
from station.settings import Settings
from station.store import catalogue, choices
from station.store import orders as master
from station.store.engine import open_store
from station.text import _
from ui import app
from ui.bench.page import BenchPage
from ui.demo.played import STATION, Played
from ui.demo.rare_situations import play as rare
from ui.demo.shop import build
from ui.theme.tokens import look_for
from ui.widgets.banner import Trouble
from ui.widgets.lamp import Lamp, LampState

if TYPE_CHECKING:
    from pathlib import Path

    from station.packing.view import BenchView

SIZES = ((1920, 1080), (1366, 768))


def pictures(folder: Path) -> int:
    """Write all pictures and return how many."""
    count = 0
    spoken = text.language()
    try:
        for language in ("zh", "en"):
            text.use_language(language)
            shutil.rmtree(folder / language, ignore_errors=True)
            shown = _play(folder / language / "shop")
            shutil.rmtree(folder / language / "shop")
            count += _paint(folder / language, shown)
    finally:
        text.use_language(spoken)
    return count


def _paint(folder: Path, shown: list[tuple[str, BenchView]]) -> int:
    app.application()
    for wide, high in SIZES:
        target = folder / f"{wide}x{high}"
        target.mkdir(parents=True)
        page = BenchPage(look_for(wide, high, app.palette()))
        page.resize(wide, high)
        page.show()
        lamps = tuple(
            Lamp(name, LampState.GOOD, told)
            for name, told in (("scanner", _("Scanner")), ("store", _("Data")), ("printer", _("Label printer")))
        )
        for number, (name, view) in enumerate(shown, 1):
            broken = name == "printer-off"
            told = Lamp("printer", LampState.BROKEN, _("No paper"))
            page.show_view(view, clock="14:32", lamps=(*lamps[:-1], told) if broken else lamps)
            remedy = _("put it right, the label comes by itself")
            page.show_trouble(Trouble("printer", _("No paper"), remedy) if broken else None)
            page.grab().save(str(target / f"{number:02d}-{name}.png"))
        page.close()
    return len(shown) * len(SIZES)


def _play(folder: Path) -> list[tuple[str, BenchView]]:
    settings = Settings(folder, f"sqlite:///{folder / 'packbench.db'}", STATION)
    store = open_store(settings)
    try:
        stories = build(store, folder / "exports", SystemClock())
        import_files(store, stories.imports)
        played = Played(store, stories)
        for act in (
            _begin,
            _errors,
            _label,
            _hint,
            _stops,
            _exchange,
            _changes,
            _counting,
            _weight,
            rare,
            _wall,
            _training,
        ):
            act(played)
        return played.shown
    finally:
        store.close()


def _begin(it: Played) -> None:
    it.keep("login", session.current(it.store, STATION))
    it.keep("ready", it.scan(badge_code(it.stories.packer)))
    it.keep("unknown-order", it.scan("4006381333931"))
    it.keep("damaged-command", it.scan("%CMD%UNDO%Z"))


def _errors(it: Played) -> None:
    shown = it.keep("ship", it.scan(it.code(it.stories.ordinary)))
    first = shown.items[0]
    with it.store.read() as tx:
        family = catalogue.by_codes(tx, [str(first.sku)])[str(first.sku)].family
        other = [sku.code for sku in catalogue.family(tx, family) if sku.code != first.sku]
        sibling = next(code for codes in catalogue.barcodes(tx, other).values() for code in codes)
    it.keep("wrong-item", it.scan(sibling))
    it.keep("right-item", it.scan(first.barcode))
    it.keep("too-many", it.scan(first.barcode))
    it.keep("unknown-item", it.scan("4006381333931"))
    it.keep("other-order", it.scan(it.code(it.stories.complained)))
    it.keep("not-finished", it.say("FINISH"))
    it.keep("logged-out", it.say("LOGOUT"))
    it.scan(badge_code(it.stories.packer))
    it.scan(badge_code(it.stories.lead), "7")
    it.keep("other-bench", it.scan(it.code(it.stories.ordinary), "7"))


def _label(it: Played) -> None:
    shown = it.fill(session.current(it.store, STATION))
    it.keep("printing", shown)
    it.keep("printer-off", shown)
    label = it.printed(it.stories.ordinary)
    it.keep("scan-label", session.current(it.store, STATION))
    it.keep("packed", it.scan(label))
    it.keep("packed-already", it.scan(it.code(it.stories.ordinary)))


def _hint(it: Played) -> None:
    shown = it.keep("hint", it.scan(it.code(it.stories.complained)))
    it.keep("hint-why", it.say("WHY"))
    it.keep("hint-open", it.fill(shown))
    it.keep("hint-cannot", it.say("CANT"))
    it.scan(it.printed(it.stories.complained))


def _stops(it: Played) -> None:
    it.keep("refunded", it.scan(it.code(it.stories.refunded)))
    it.keep("no-lock", it.scan(it.code(it.stories.no_lock)))
    it.keep("no-lock-asked", it.say("YES"))


def _exchange(it: Played) -> None:
    number = it.stories.exchange
    order_id = it.order_id(number)
    with it.store.read() as tx:
        line = master.lines(tx, order_id)[0]
    it.keep("plain", it.scan(number))
    it.clear()
    it.store.write(
        lambda tx: apply_exchange(
            tx,
            order_id,
            line_no=line.line_no,
            new_sku="WY-2203-FB-130",
            text=it.stories.exchange_text,
            actor=it.stories.lead,
            station="desk",
        )
    )
    shown = it.keep("exchange", it.scan(number))
    it.keep("old-item", it.scan(next(row.barcode for row in shown.items if row.state is RowState.OLD)))
    it.keep("exchange-label", it.fill(shown))
    it.clear()


def _next(it: Played, pieces: int = 1) -> tuple[str, BenchView]:
    """Open the next order that may go, without hints, with a row of so many pieces."""
    with it.store.read() as tx:
        codes = master.waiting(tx, states=["allocated"], limit=60)
    for code in codes:
        view = it.scan(code)
        if view.verdict is Verdict.GO and not view.hints and max(row.wanted for row in view.items) >= pieces:
            return code, view
        it.clear()
    raise LookupError("the demo shop has no such order")


def _changes(it: Played) -> None:
    code, _view = _next(it)
    order_id = it.order_id(code)
    hold = partial(master.add_hold, hold_id="lead", reason=_("Risk: check the buyer"), rule=None, by="2001")
    it.store.write(lambda tx: hold(tx, order_id))
    it.keep("held-meanwhile", session.current(it.store, STATION))
    it.keep("put-back", it.say("PUTBACK"))
    it.keep("on-hold", it.scan(code))
    code, view = _next(it)
    it.fill(view)
    it.printed(code)
    order_id = it.order_id(code)
    who = {"name": "测试丁", "phone": "13800000009", "detail": "新地址9号"}
    it.store.write(
        lambda tx: master.put_people(tx, order_id, name_mask="测**", phone_mask="138******09", recipient=who)
    )
    it.keep("changed-after-print", session.current(it.store, STATION))
    it.keep("new-label", it.say("YES"))
    it.clear()
    _next(it)
    it.keep("short", it.say("SHORT"))
    it.keep("help", it.say("HELP"))


def _counting(it: Played) -> None:
    _code, shown = _next(it, 3)
    it.keep("quantity", it.scan(times_code(2)))
    it.scan(next(row.barcode for row in shown.items if row.wanted > 1))
    it.keep("next-box", it.say("NEXTBOX"))
    it.clear()


def _weight(it: Played) -> None:
    code, view = _next(it, 2)
    shown = it.fill(view)
    label = it.printed(code)
    with it.store.read() as tx:
        units = catalogue.weights(tx, [str(row.sku) for row in shown.items if row.sku])
    whole = round(sum(units.get(str(row.sku), 0) * row.wanted for row in shown.items))
    light = round(min(units.values(), default=0))
    it.keep("too-light", it.scan(weight_code(max(whole - light, 0))))
    it.keep("weighed", it.scan(weight_code(whole)))
    it.scan(label)


def _wall(it: Played) -> None:
    for slot in (1, 2, 3):
        _code, view = _next(it, 2)
        waits = it.scan(slot_code(slot))
    it.keep("into-slot", waits)
    it.keep("sorted", it.scan(next(row.barcode for row in view.items if row.sku)))
    it.keep("slot-opened", it.scan(slot_code(1)))
    it.clear()


def _training(it: Played) -> None:
    it.store.write(lambda tx: choices.put(tx, "training", "10"))
    it.keep("training", _next(it)[1])
