"""Which language the system speaks, for what an author or an operator reads."""

import locale
import os

from prisonersvoice_ar.words import LANGUAGES


def default_language() -> str:
    """The system's language where the interface has it, else English."""
    return first_of(system_language())


def first_of(*wanted: str | None) -> str:
    """The first of ``wanted`` that the interface has, else English: what is asked for, the system's, a scene's."""
    return next((code for code in wanted if code in LANGUAGES), "en")


def system_language() -> str:
    """Two letters, or "" where the system says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(name, "")
        if said:
            return _code(said)
    return _code(locale.getlocale()[0] or "")


def _code(name: str) -> str:
    """Two letters of a locale's name: uk_UA.UTF-8, uk-UA and Windows' Ukrainian_Ukraine → uk."""
    word = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return {"ukrainian": "uk", "english": "en"}.get(word, word if len(word) == 2 else "")
