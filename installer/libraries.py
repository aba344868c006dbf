"""Keeps docs/libraries.md: every locked library with version, licence, what it is for, and what is known against it.

    python -m installer.libraries write                     the table, from the lock and what is installed
    python -m installer.libraries check                     the table is true, and nothing is under the GPL or AGPL
    python -m installer.libraries advisories [FILE]         ask OSV (the network), or take its answers from a file

``advisories`` asks https://api.osv.dev/v1/querybatch for every locked version and writes date, source and findings
into docs/advisories.json, which the table shows; without an answer the file stays as it was and the table says so. A
FILE is what that address answered elsewhere: ``{"results": [{"vulns": [{"id": …}]}, …]}`` in the order of ``ask``.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TABLE, KNOWN = ROOT / "docs" / "libraries.md", ROOT / "docs" / "advisories.json"
_OSV = "https://api.osv.dev/v1/querybatch"
_BLOCK = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)(.*?)(?=^[a-z0-9]|\Z)", re.MULTILINE | re.DOTALL)
# What the wheel does not say in its metadata, read in its licence file; what is installed on Windows only.
_READ = {
    "backports-tarfile": "MIT",
    "colorama": "BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "jaraco-classes": "MIT",
    "jaraco-context": "MIT",
    "jaraco-functools": "MIT",
    "pysqlite3": "Zlib",
    "pywin32-ctypes": "BSD-3-Clause",
    "pyzbar": "MIT",
    "tzdata": "Apache-2.0",
    "zipp": "MIT",
}
_STRONG = re.compile(r"\bA?GPL|Affero|(?<!Lesser )General Public", re.IGNORECASE)  # no boundary stands inside LGPL


@dataclass(frozen=True, slots=True)
class Library:
    """One locked library.

    Attributes:
        licence: as its metadata says; "" when nobody looked.
        product: it runs in the shop; else it is for tests and tools only.
    """

    name: str
    version: str
    licence: str
    product: bool


def libraries() -> list[Library]:
    """Return what is locked, by name."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = {(name, version): re.findall(r"#\s+(?:via )?([A-Za-z0-9._-]+(?: \(.*\))?)\s*$", rest, re.MULTILINE)
             for name, version, rest in _BLOCK.findall(lock)}  # fmt: skip
    product: set[str] = set()
    grown = -1
    while len(product) > grown:  # until nothing more is needed by what is needed
        grown = len(product)
        product |= {name for (name, _), via in found.items() if {"packbench (pyproject.toml)", *product} & set(via)}
    return [Library(name, version, _licence(name), name in product) for name, version in sorted(found)]


def refused(found: list[Library]) -> list[str]:
    """Return what may not be shipped: strong copyleft without another choice, or a licence nobody looked at."""
    wrong = [one.name for one in found if one.product and not one.licence]
    return wrong + [one.name for one in found if one.product and _is_strong(one.licence)]


def _is_strong(licence: str) -> bool:
    return bool(_STRONG.search(licence)) and not re.search(r"LGPL|\bOR\b|;", licence)


def page(found: list[Library], known: dict[str, Any]) -> str:
    """Return docs/libraries.md."""
    asked = f"{known['date']}, {known['source']}" if known.get("date") else "never: no source could be reached so far"
    told: dict[str, list[str]] = known.get("found", {})
    lines = [
        "# Libraries, their licences and known weaknesses",
        "",
        "Written by `python -m installer.libraries write` from requirements.lock and what is installed;",
        "`tests/installer/test_libraries.py` fails when it is not true. docs/licences.md tells what is inside of them.",
        "",
        f"Advisories asked: {asked}. Run `python -m installer.libraries advisories` where there is a network.",
        "",
        "| library | version | licence | for | advisories |",
        "|---|---|---|---|---|",
    ]
    for one in found:
        against = ", ".join(told.get(f"{one.name}=={one.version}", [])) or (
            "none" if known.get("date") else "not asked"
        )
        use = "product" if one.product else "tests and tools"
        lines.append(f"| {one.name} | {one.version} | {one.licence or 'not installed here'} | {use} | {against} |")
    return "\n".join([*lines, ""])


def ask(found: list[Library]) -> dict[str, Any]:
    """Return what to ask OSV, one query a library."""
    return {"queries": [{"package": {"name": one.name, "ecosystem": "PyPI"}, "version": one.version} for one in found]}


def answered(found: list[Library], answer: dict[str, Any], *, date: str, source: str) -> dict[str, Any]:
    """Return the answers as they are kept.

    Raises:
        ValueError: it answers something else.
    """
    results = answer.get("results", [])
    if len(results) != len(found):
        raise ValueError(f"{len(results)} answers for {len(found)} libraries")
    told = {
        f"{one.name}=={one.version}": sorted(each["id"] for each in result["vulns"])
        for one, result in zip(found, results, strict=True)
        if result.get("vulns")
    }
    return {"date": date, "source": source, "found": told}


def known() -> dict[str, Any]:
    """Return what was answered last; nothing when nobody asked."""
    return dict(json.loads(KNOWN.read_text(encoding="utf-8"))) if KNOWN.exists() else {}


def main(words: list[str]) -> int:
    """Do what is asked and return the exit status."""
    found = libraries()
    if words[:1] == ["advisories"]:
        return _advisories(found, words[1:])
    if words == ["write"]:
        TABLE.write_text(page(found, known()), encoding="utf-8")
        return 0
    wrong = refused(found)
    if TABLE.read_text(encoding="utf-8") != page(found, known()):
        wrong.append("docs/libraries.md is not true: python -m installer.libraries write")
    sys.stderr.writelines(f"{one}\n" for one in wrong)
    return 1 if wrong else 0


def _advisories(found: list[Library], files: list[str]) -> int:
    import httpx

    from station.clock import SystemClock

    try:
        if files:
            answer, source = json.loads(Path(files[0]).read_text(encoding="utf-8")), "a file of OSV"
        else:
            answer, source = httpx.post(_OSV, json=ask(found), timeout=30).raise_for_status().json(), "OSV"
        told = answered(found, answer, date=f"{SystemClock().now():%Y-%m-%d}", source=source)
    except (httpx.HTTPError, OSError, ValueError) as error:
        sys.stderr.write(f"no answer: {type(error).__name__}; what was known stays\n")
        return 3
    KNOWN.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    TABLE.write_text(page(found, told), encoding="utf-8")
    sys.stderr.writelines(f"{name}: {', '.join(ids)}\n" for name, ids in told["found"].items())
    return 1 if told["found"] else 0


def _licence(name: str) -> str:
    if name in _READ:
        return _READ[name]
    try:
        said: Any = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classes = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    words = said.get("License-Expression") or "; ".join(classes) or (said.get("License") or "").partition("\n")[0]
    return words.replace("|", "/")[:60]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
