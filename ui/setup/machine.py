"""Programs and libraries the bench stands on: Python, SQLite, Qt, system libraries, font, text recognition.

System libraries are loaded one by one in a child process and Qt is started there too: a missing one ends the child,
not the doctor. Packages are found without importing them. Looked at by the command ``doctor``.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from station import fonts
from station.errors import StationError
from station.text import _
from ui.setup.health import Finding, State, judge

LIBRARIES = Path(__file__).resolve().parents[2] / "installer" / "libraries.txt"
PYTHON = (3, 11)
PACKAGES = (  # what is imported -> what pip calls it
    ("PySide6", "pyside6-essentials"),
    ("alembic", "alembic"),
    ("babel", "babel"),
    ("biip", "biip"),
    ("cryptography", "cryptography"),
    ("cv2", "opencv-python-headless"),
    ("jinja2", "jinja2"),
    ("numpy", "numpy"),
    ("openpyxl", "openpyxl"),
    ("PIL", "pillow"),
    ("platformdirs", "platformdirs"),
    ("psycopg", "psycopg"),
    ("pysqlite3", "pysqlite3"),
    ("python_calamine", "python-calamine"),
    ("pyzbar", "pyzbar"),
    ("rapidfuzz", "rapidfuzz"),
    ("reportlab", "reportlab"),
    ("serial", "pyserial"),
    ("sqlalchemy", "sqlalchemy"),
    ("zxingcpp", "zxing-cpp"),
)
_LOAD = "import ctypes, sys\nfor name in sys.argv[1:]:\n try: ctypes.CDLL(name)\n except OSError: print(name)"
_START_QT = "from PySide6.QtWidgets import QApplication; print(QApplication([]).platformName())"


def examine() -> list[Finding]:
    """Return the findings on programs and libraries."""
    return [python(), packages(), sqlite(), *libraries(), qt(), font(), recognition()]


def python() -> Finding:
    """Look at the Python version."""
    old = sys.version_info[:2] < PYTHON
    return judge(
        "python",
        _("Python"),
        found=platform.python_version(),
        remedy=_("install Python 3.11 or newer, then run the set-up again") if old else "",
    )


def packages() -> Finding:
    """Look for every package; and for two OpenCVs in one folder, which break each other."""
    absent = [name for module, name in PACKAGES if find_spec(module) is None]
    visions = sorted({one.name.lower() for one in metadata.distributions() if one.name.lower().startswith("opencv")})
    remedy = ""
    if absent:
        remedy = _("run the set-up again (./run): it installs {names}").format(names=", ".join(absent))
    elif len(visions) > 1:
        remedy = _("two OpenCV packages break each other: delete the folder .venv and run the set-up again")
    found = ", ".join(visions) if len(visions) > 1 else str(len(PACKAGES) - len(absent))
    return judge("packages", _("Python packages"), found=found, remedy=remedy)


def sqlite() -> Finding:
    """Look at the SQLite in use: versions before 3.51.3 can damage a shared file."""
    if find_spec("pysqlite3") is None:
        return Finding("sqlite", State.MISSING, _("SQLite"), "", _("run the set-up again (./run)"))
    from station.store.sqlite import SAFE, version

    safe = version() >= SAFE
    return judge(
        "sqlite",
        _("SQLite"),
        found=".".join(map(str, version())),
        remedy="" if safe else _("this version can damage the data file: run the set-up again (./run)"),
    )


def libraries() -> list[Finding]:
    """Look for the system libraries the wheels leave to the machine (Linux)."""
    if not sys.platform.startswith("linux") or not LIBRARIES.exists():
        return []
    rows = [line.split() for line in LIBRARIES.read_text().splitlines() if line and not line.startswith("#")]
    child = subprocess.run(  # noqa: S603 - our own interpreter, names from our own file
        [sys.executable, "-c", _LOAD, *(file for file, _package, _use in rows)],
        capture_output=True,
        text=True,
        check=False,
    )
    absent = set(child.stdout.split())
    titles = {
        "window": (_("System libraries of the window"), State.MISSING),
        "screen": (_("System libraries of the screen (X11)"), State.MISSING if _has_screen() else State.WARN),
        "decode": (_("Barcode library zbar"), State.WARN),
    }
    return [
        _one_use(use, title, state, [row for row in rows if row[2] == use], absent)
        for use, (title, state) in titles.items()
    ]


def _one_use(use: str, title: str, state: State, rows: list[list[str]], absent: set[str]) -> Finding:
    wanted = [package for file, package, _use in rows if file in absent]
    remedy = _("run: sudo apt-get install {packages}").format(packages=" ".join(wanted)) if wanted else ""
    return judge(
        f"libraries-{use}", title, found=f"{len(rows) - len(wanted)}/{len(rows)}", remedy=remedy, otherwise=state
    )


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def qt() -> Finding:
    """Start Qt in a child and ask which screen it drives."""
    env = dict(os.environ)
    if sys.platform.startswith("linux") and not _has_screen():
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _START_QT], capture_output=True, text=True, check=False, env=env, timeout=60
        )
        started = child.returncode == 0
        said = child.stdout.strip() if started else child.stderr.strip().splitlines()[-1:]
    except subprocess.TimeoutExpired:
        started, said = False, ""
    found = said if isinstance(said, str) else "".join(said)[:200]
    remedy = "" if started else _("the window cannot open: install the system libraries named here, then try again")
    return judge("qt", _("Window (Qt)"), found=found, remedy=remedy)


def font() -> Finding:
    """Look for the Chinese font of screen, label and PDF."""
    try:
        return judge("font", _("Chinese font"), found=f"{fonts.path().name}, {fonts.fallback().name}")
    except StationError as error:
        return Finding("font", State.MISSING, _("Chinese font"), error.happened, error.remedy)


def recognition() -> Finding:
    """Look for the models that read slips; without them slips are typed in."""
    spec = find_spec("rapidocr")
    places = list(spec.submodule_search_locations or ()) if spec else []
    models = [model for place in places for model in Path(place).glob("models/*.onnx") if model.stat().st_size]
    ready = len(models) >= 2 and find_spec("onnxruntime") is not None
    return judge(
        "ocr",
        _("Reading of handwritten slips"),
        found=str(len(models)),
        remedy="" if ready else _("run the set-up again (./run); until then type slips in by hand"),
        otherwise=State.WARN,
    )
