"""translations.yaml beside a scene: which text each translation was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.core.script.texts import choice_key, hint_key, line_key, stale, text_hash, texts_of
from prisonersvoice_ar.documents.beside import read_beside
from prisonersvoice_ar.documents.content import Loaded
from prisonersvoice_ar.documents.disk import is_there
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.beside import TranslationsDoc

__all__ = [
    "TRANSLATIONS_FILE",
    "Made",
    "Translations",
    "choice_key",
    "hint_key",
    "line_key",
    "load_translations",
    "read_translations",
    "stale",
    "text_hash",
    "texts_of",
]

TRANSLATIONS_FILE = "translations.yaml"

Made = Mapping[str, Mapping[str, str]]
"""key of a text → language → hash of the written text that the translation was made from"""


@dataclass(frozen=True)
class Translations:
    """What is known of a scene's translations, and where each is written."""

    made: Made = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    """key of a text → where the file names it"""


def load_translations(folder: Path, root: Path | None = None) -> Loaded[Made]:
    """Read ``folder``/translations.yaml; where there is none, nothing is known. Raises nothing."""
    loaded = read_translations(folder / TRANSLATIONS_FILE, root)
    return Loaded(loaded.value.made if loaded.value else None, loaded.problems, loaded.texts)


def read_translations(path: Path, root: Path | None = None) -> Loaded[Translations]:
    """Like ``load_translations``, of a named file and with places."""
    if not is_there(path):
        return Loaded(Translations())
    findings = Findings()
    doc, sheet = read_beside(path, root, TranslationsDoc, findings)
    translations = None
    if doc is not None and sheet is not None:
        places = {key: sheet.place(("made", key), key=True) for key in doc.made}
        translations = Translations(doc.made, places)
    return Loaded(None if findings.failed else translations, findings.sorted(), findings.texts)
