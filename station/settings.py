"""Where things live and what this bench is called.

``PACKBENCH_HOME`` moves everything (tests, kiosks, several benches on one machine); without it the user's data
folder is used. Nothing is ever written beside the program.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths and names of one running program.

    Attributes:
        home: folder of store, photos, key and logs.
        store_url: SQLAlchemy URL of the store.
        station: name of this bench.
    """

    home: Path
    store_url: str
    station: str

    @property
    def photos(self) -> Path:
        """Folder of slip and evidence photos, by hash, encrypted."""
        return self.home / "photos"

    @property
    def logs(self) -> Path:
        """Folder of the rotating log."""
        return self.home / "logs"


def home() -> Path:
    """Return the folder everything lives in."""
    named = os.environ.get("PACKBENCH_HOME")
    return Path(named) if named else platformdirs.user_data_path("packbench", appauthor=False)


def load(store: str | None = None, station: str | None = None) -> Settings:
    """Return the settings: arguments first, then the environment, then defaults."""
    folder = home()
    url = store or os.environ.get("PACKBENCH_STORE") or f"sqlite:///{folder / 'packbench.db'}"
    return Settings(folder, url, station or os.environ.get("PACKBENCH_STATION", "1"))
