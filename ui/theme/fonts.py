"""Loads the one bundled font and names its two faces.

Nothing else is asked of the machine: a bare Linux without fonts shows Chinese. ``ui/app.py`` loads once per process;
widgets name ``SANS`` and ``MONO``.
"""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from station import fonts

SANS, MONO = fonts.FACES
_loaded: list[int] = []


def load() -> None:
    """Make the bundled font known to Qt; once is enough.

    Raises:
        station.fonts.FontMissingError: the font is missing or Qt cannot read it.
    """
    if _loaded:
        return
    number = QFontDatabase.addApplicationFont(str(fonts.path()))
    if number < 0:
        raise fonts.missing(fonts.path().name)
    _loaded.append(number)
