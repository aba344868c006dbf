"""Every sentence a person reads: English in the source, Chinese on the bench.

One gettext catalogue (``station/locale/zh_CN/LC_MESSAGES/packbench.po``) serves windows, commands, labels, speech
and notices, with or without Qt. Write ``_("Put {name} back").format(name=…)``: whole sentences, named fields.
The compiled ``.mo`` is made from the ``.po`` when it is missing or older, so a checkout needs no build step.
"""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "packbench"
LANGUAGES = ("zh", "en")

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


class _English(gettext.NullTranslations):
    """The source's sentences; the bundled Chinese font draws curly quotes a whole character wide."""

    def gettext(self, message: str) -> str:
        """Return the sentence with straight quotes."""
        return message.translate(_STRAIGHT)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for ``n`` things with straight quotes."""
        return super().ngettext(msgid1, msgid2, n).translate(_STRAIGHT)


_translations: gettext.NullTranslations | None = None
_language = "zh"


def use_language(language: str) -> None:
    """Speak ``zh`` (default) or ``en`` from now on, in the whole process."""
    global _translations, _language
    _language = language
    _translations = _English() if language == "en" else _chinese()


def language() -> str:
    """Return the language spoken now."""
    return _language


def _(message: str) -> str:
    """Return the message in the language spoken now."""
    if _translations is None:
        use_language(os.environ.get("PACKBENCH_LANG", _language))
    return _translations.gettext(message) if _translations is not None else message


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the message for ``n`` things."""
    if _translations is None:
        use_language(os.environ.get("PACKBENCH_LANG", _language))
    if _translations is None:
        return singular if n == 1 else plural
    return _translations.ngettext(singular, plural, n)


def _chinese() -> gettext.NullTranslations:
    po = LOCALE / "zh_CN" / "LC_MESSAGES" / f"{DOMAIN}.po"
    mo = po.with_suffix(".mo")
    if mo.exists() and (not po.exists() or mo.stat().st_mtime >= po.stat().st_mtime):
        with mo.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return _compile(po, mo)


def _compile(po: Path, mo: Path) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with po.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale="zh_CN"))
    try:
        scratch = mo.with_suffix(f".{os.getpid()}.tmp")
        scratch.write_bytes(compiled.getvalue())
        scratch.replace(mo)
    except OSError:
        pass  # a read-only installation ships its .mo; a read-only checkout compiles in memory
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
