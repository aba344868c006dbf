"""The program's own source as the house-rule tests read it: files, trees, string literals."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("station", "printing", "scanners", "ui", "installer")


@cache
def program() -> tuple[Path, ...]:
    """Return each file of the program."""
    return (ROOT / "main.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))))


@cache
def everything() -> tuple[Path, ...]:
    """Return each file of program and tests."""
    return (*program(), *sorted((ROOT / "tests").rglob("*.py")))


def place(path: Path) -> str:
    """Return the file's place in the house, as in ``station/clock.py``."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Give each call with its dotted name, such as ``time.sleep``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Give line and text of each string that is not documentation."""
    documentation = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(node.value)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            yield node.lineno, node.value


def defines(path: Path, name: str) -> bool:
    """Return whether the file has a top-level ``name``: a function, class or value."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return True
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return True
    return False
