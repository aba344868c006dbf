"""The style sheet of the desk and of dialogs, made from the tokens.

The bench paints itself; the desk uses Qt's tables, fields and buttons at 16-18 px. ``ui/app.py`` sets it once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.theme.fonts import SANS

if TYPE_CHECKING:
    from ui.theme.tokens import Palette

_SHEET = """
QWidget {{ font-family: "{sans}"; font-size: 16px; color: {p.ink}; }}
QMainWindow, QDialog, #page, #desk {{ background: {p.paper}; }}
QLabel#title {{ font-size: 24px; font-weight: 700; }}
QLabel#quiet {{ color: {p.quiet}; }}
QLabel#trouble {{ color: {p.stop_words}; }}
QLineEdit {{ background: {p.card}; border: 2px solid {p.line}; border-radius: 8px; padding: 8px 12px; font-size: 18px;
  selection-background-color: {p.exchange}; selection-color: {p.on_band}; }}
QLineEdit:focus {{ border-color: {p.exchange_words}; }}
QPlainTextEdit {{ background: {p.card}; border: 2px solid {p.line}; border-radius: 8px; padding: 4px 8px; }}
QPlainTextEdit:focus {{ border-color: {p.exchange_words}; }}
QComboBox, QAbstractSpinBox {{ min-height: 36px; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: none; border-radius: 0; padding: 0 4px; }}
QPushButton {{ background: {p.card}; border: 2px solid {p.ink}; border-radius: 8px; padding: 7px 16px;
  font-weight: 700; }}
QPushButton:hover {{ background: {p.well}; }}
QPushButton:focus {{ border-color: {p.exchange_words}; }}
QPushButton:disabled {{ color: {p.quiet}; border-color: {p.line}; }}
QPushButton#main {{ background: {p.ink}; color: {p.card}; }}
QPushButton#main:disabled {{ background: {p.quiet}; border-color: {p.quiet}; }}
QTableView {{ background: {p.card}; alternate-background-color: {p.paper}; border: 1px solid {p.line};
  border-radius: 8px; gridline-color: {p.line}; selection-background-color: {p.exchange};
  selection-color: {p.on_band}; }}
QTableView::item {{ padding: 4px 8px; }}
QHeaderView::section {{ background: {p.well}; color: {p.quiet}; border: none; border-bottom: 1px solid {p.line};
  padding: 8px; }}
QTableCornerButton::section {{ background: {p.well}; border: none; }}
QListWidget#pages {{ background: {p.bar}; border: none; color: {p.on_bar}; font-size: 18px; outline: none; }}
QListWidget#pages::item {{ padding: 14px 18px; color: {p.on_bar_quiet}; }}
QListWidget#pages::item:selected {{ background: {p.neutral}; color: {p.on_bar}; }}
QProgressBar {{ background: {p.well}; border: none; border-radius: 6px; height: 12px; }}
QProgressBar::chunk {{ background: {p.go}; border-radius: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {p.quiet}; border-radius: 5px; min-height: 40px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QFrame#drop {{ background: {p.card}; border: 3px dashed {p.quiet}; border-radius: 14px; }}
"""


def sheet(palette: Palette) -> str:
    """Return the style sheet for this theme."""
    return _SHEET.format(p=palette, sans=SANS)
