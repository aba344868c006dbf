"""The scanners of one window: opens them, keeps their lamps, hands their frames on; the set-up page looks over it.

Keys are heard from the first moment, whatever the list says. While the test page is open every frame goes there and
nothing is acted on. ``Equipment`` of the bench owns one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scanners.sources.base import Address, Lamp, Running, SourceState, parse, start
from scanners.sources.camera import Camera
from scanners.sources.wedge_qt import KeyDecoder
from scanners.sources.wedge_rawinput import WedgeRawInput
from station.errors import StationError
from ui.raw_input import RawInput
from ui.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from scanners.events import Frame, Kind

log = logging.getLogger(__name__)
KEYBOARD = "wedge_qt"


class Scanning(QObject):
    """The sources at work.

    Signals:
        told: a lamp changed; carries a ``SourceState``.
        tried: a frame came while the test page is open; carries the ``Frame``.
        pressed: a key went down while the test page is open; carries the ``Key``.
        wedge_wanted: the keyboard decoder is to be set; carries its ``Address``.
    """

    told = Signal(object)
    tried = Signal(object)
    pressed = Signal(object)
    wedge_wanted = Signal(object)

    def __init__(self, on_frame: Callable[[Frame], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_frame = on_frame
        self._testing = False
        self._running: dict[str, Running] = {}
        self._rules: dict[str, Address] = {}
        self.lamps: dict[str, SourceState] = {}
        self.wedge = WedgeFilter(KeyDecoder(), self._take, self)
        self._raw = RawInput(self.wedge, self)
        self.told.connect(self._on_told)
        self.wedge_wanted.connect(self._on_wedge)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses in use, in order."""
        return tuple(self._running)

    @property
    def running(self) -> tuple[Running, ...]:
        """The sources in use, in order."""
        return tuple(self._running.values())

    def listen(self) -> None:
        """Hear the keys; in the window's thread."""
        self.wedge.install()

    def use(self, addresses: Iterable[str]) -> None:
        """Open what is new in the list and close what is no longer in it; waits for threads, so not in the window's."""
        wanted = list(dict.fromkeys(addresses))
        for address in [one for one in self._running if one not in wanted]:
            self._end(address)
        for address in wanted:
            if address not in self._running:
                self._begin(address)

    def name(self, address: str) -> str:
        """Return the name under which an address in use reports; "" for others."""
        running = self._running.get(address)
        return "" if running is None else running.name

    def may(self, source: str, kind: Kind) -> bool:
        """Tell whether this source may scan this kind of code."""
        rule = self._rules.get(source)
        return rule is None or kind in rule.may()

    def expect(self, codes: Collection[str]) -> None:
        """Tell the cameras what the bench waits for."""
        for running in self.running:
            if isinstance(running, Camera):
                running.expect(codes)

    def test(self, *, on: bool) -> None:
        """Send frames and keys to the test page, or to work again."""
        self._testing = on
        self.wedge.on_key = self.pressed.emit if on else None

    def close(self) -> None:
        """Close everything; what was read was handed on."""
        self.wedge.remove()
        for address in list(self._running):
            self._end(address)

    def _take(self, frame: Frame) -> None:
        if self._testing:
            self.tried.emit(frame)
        else:
            self._on_frame(frame)

    def _begin(self, text: str) -> None:
        try:
            address = parse(text)
            address.may()
            running = start(text, on_frame=self._take, on_state=self.told.emit)
        except StationError as error:
            log.warning("scanner refused code=%s", error.code)
            self.told.emit(SourceState(text, Lamp.OFF, error.happened, error.remedy))
            return
        self._running[text] = running
        self._rules[running.name] = address
        if isinstance(running, KeyDecoder):
            self.wedge_wanted.emit(address)
        if isinstance(running, WedgeRawInput):
            self._raw.add(running)

    def _end(self, text: str) -> None:
        running = self._running.pop(text)
        self._rules.pop(running.name, None)
        if isinstance(running, WedgeRawInput):
            self._raw.drop(running)
        if isinstance(running, KeyDecoder):
            self.wedge_wanted.emit(Address(KEYBOARD, ""))
        running.close()

    def _on_wedge(self, address: Address) -> None:
        self.wedge.decode_with(
            KeyDecoder(
                address.name or "wedge",
                address.layout(),
                prefix=address.option("prefix", ""),
                suffix=address.option("suffix", ""),
            )
        )

    def _on_told(self, state: SourceState) -> None:
        self.lamps[state.source] = state
