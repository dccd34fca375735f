"""translations.yaml: from which text each translation was made. A tool's file: written whole, in the scene's order."""

from collections.abc import Mapping
from pathlib import Path

from prisonersvoice_ar.authoring.edits import Write
from prisonersvoice_ar.authoring.edits.quoting import as_name
from prisonersvoice_ar.authoring.edits.saving import content_of
from prisonersvoice_ar.authoring.scenery import Writing
from prisonersvoice_ar.authoring.translating.texts import Texts, hash_of, texts_in, written_in
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.texts import is_text_key
from prisonersvoice_ar.documents import render
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.translations import TRANSLATIONS_FILE, load_translations

Made = dict[str, dict[str, str]]
"""key → language → hash of the text that it was made from"""

UNSURE = "0" * 12
"""the hash of no text: made of something, and nobody knows of what"""

_HEAD = "# Written by prisonersvoice: from which text each translation was made. Not by hand.\n"


def read_made(home: Path, content: Content, lang: str = "en") -> Made:
    """What is known; ContentError where the file cannot be read."""
    loaded = load_translations(home, content.root)
    if loaded.value is None:
        raise ContentError(render(loaded.problems, lang, loaded.texts.get).rstrip())
    return {key: dict(languages) for key, languages in loaded.value.items()}


def write_made(home: Path, made: Made, order: Mapping[str, object]) -> Write:
    """The write that puts ``made`` there; texts that are gone come behind those of ``order``."""
    keys = [*(key for key in order if key in made), *(key for key in made if key not in order)]
    entries = [f"  {key}: {{{_pairs(made[key])}}}\n" for key in keys if made[key]]
    body = "made:\n" + "".join(entries) if entries else "made: {}\n"
    path = (home / TRANSLATIONS_FILE).resolve()
    return Write(path, content_of(path), f"{_HEAD}format: 1\n{body}".encode())


def _pairs(languages: Mapping[str, str]) -> str:
    return ", ".join(f'{as_name(lang)}: "{digest}"' for lang, digest in sorted(languages.items()))


def note_first_seen(writing: Writing, content: Content, lang: str = "en") -> tuple[Write, int]:
    """The write that notes each translation of which nothing is known as made from the text as it is; how many.

    From then on it is told when that text changes. ContentError as ``read_made``.
    """
    made, texts, source = read_made(writing.home, content, lang), texts_in(writing), written_in(writing)
    count = 0
    for key, text in texts.items():
        written = text.words.get(source)
        others = [code for code in text.words if code != source and code not in made.get(key, {})]
        if written is not None and is_text_key(key):
            made.setdefault(key, {}).update(dict.fromkeys(others, hash_of(key, written)))
            count += len(others)
    return write_made(writing.home, made, texts), count


def stale_of(texts: Texts, made: Made, lang: str) -> list[str]:
    """The keys of the translations into ``lang`` that were made from another text, in the scene's order."""
    return [
        key
        for key, text in texts.by_key.items()
        if lang in text.words
        and lang in made.get(key, {})
        and texts.written in text.words
        and made[key][lang] != hash_of(key, text.words[texts.written])
    ]


def missing_in(texts: Texts, lang: str) -> list[str]:
    """The keys of the texts that have no ``lang``, in the scene's order."""
    return [
        key for key, text in texts.by_key.items() if texts.written in text.words and lang not in text.words
    ]
