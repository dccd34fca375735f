"""A PO file for a translator: each text with its direction, its neighbours, its sources and the seconds it has.

PO is what translators' programs take (Poedit, Virtaal, Weblate, OmegaT); Babel writes and reads it. msgctxt is the
text's key, so that a text that stands twice can be translated twice.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from prisonersvoice_ar import __version__
from prisonersvoice_ar.authoring.edits import Write
from prisonersvoice_ar.authoring.edits.saving import content_of
from prisonersvoice_ar.authoring.edits.telling import refused
from prisonersvoice_ar.authoring.script.context import Neighbour, contexts
from prisonersvoice_ar.authoring.script.rows import seconds_allowed
from prisonersvoice_ar.authoring.translating.merging import take_over
from prisonersvoice_ar.authoring.translating.reading import PoFile, po_file, read_catalog
from prisonersvoice_ar.authoring.translating.records import Made, stale_of
from prisonersvoice_ar.authoring.translating.texts import Text, Texts
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.script.model import Beat, Line

_WIDTH = 0
"""no folding: a text that is folded cannot be searched for"""


def export(texts: Texts, lang: str, made: Made, path: Path, now: datetime | None = None) -> Write:
    """The write that makes the PO file of ``lang`` at ``path``.

    What translators wrote in a file that is there already (comments, their names, what is obsolete) stays in it.
    UsageError for the language that the scene is written in; ContentError where the file holds translations that the
    scene has not, or cannot be read.
    """
    if lang == texts.written:
        raise refused(UsageError, texts.tells, "translate-is-written", lang=lang)
    catalog = _catalog(texts, lang, now or datetime.now(UTC))
    old = set(stale_of(texts, made, lang))
    about = _Context(texts, lang)
    for key, text in texts.by_key.items():
        written = text.words.get(texts.written)
        if written is not None:
            catalog.add(
                written,
                text.words.get(lang, ""),
                locations=[text.place],
                flags=["fuzzy"] if key in old else [],
                auto_comments=list(about.said(text)),
                context=key,
            )
    before = content_of(path)
    if before is not None:
        there = read_catalog(path, texts.tells)
        _refuse_unimported(po_file(path, there), texts, lang)
        take_over(there, catalog)
    stream = io.BytesIO()
    write_po(stream, catalog, width=_WIDTH)
    return Write(path, before, stream.getvalue())


def _catalog(texts: Texts, lang: str, now: datetime) -> Catalog:
    catalog = Catalog(
        locale=lang.replace("-", "_"),
        project=texts.name,
        version=__version__,
        creation_date=now,
        revision_date=now,
        fuzzy=False,
        header_comment=(
            f"# {texts.writing.name}: from {texts.written} into {lang}\n"
            '# " | " is where a caption ends and the next begins; keep it between the same parts of the sentence.\n'
            "# A fuzzy entry was made from an older text: mend it, then take the mark away."
        ),
    )
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = (
        ""  # Babel's are placeholders
    )
    return catalog


def _refuse_unimported(file: PoFile, texts: Texts, lang: str) -> None:
    """A translator's work is never written over: what is in the file must be in the scene, where that has the text."""
    if file.is_of_another(texts.name, texts.by_key):
        facts = {"path": str(file.path), "scene": file.scene}
        raise refused(ContentError, texts.tells, "translate-others-file", **facts)
    known = {key: text.words.get(lang, "") for key, text in texts.by_key.items()}
    lost = [one.key for one in file.entries if one.text and one.text != known.get(one.key, one.text)]
    if lost:
        facts = {"path": str(file.path), "keys": _few(lost, 3)}
        raise refused(ContentError, texts.tells, "translate-unimported", count=len(lost), **facts)


class _Context:
    """What a translator is told about a text; in English, as PO files are."""

    def __init__(self, texts: Texts, lang: str) -> None:
        self.scene, self.written, self.lang = texts.scene, texts.written, lang
        beats = self.scene.beats.values() if self.scene is not None else ()
        self.lines = {line.id: (line, beat) for beat in beats for line in beat.say}
        self.around = contexts(self.scene) if self.scene is not None else {}

    def said(self, text: Text) -> Iterator[str]:
        kind, _, name = text.key.partition("/")
        if kind == "line":
            yield from self._line(*self.lines[name]) if name in self.lines else ()
        elif kind == "hint":
            yield f"Beat {name}: words that appear when a visitor waits long"
        elif kind == "choice":
            yield f"Beat {name.partition('/')[0]}: a button; short"
        else:
            yield "What the visitor reads before choosing" if kind == "summary" else "The scene's title"
        for lang, words in text.words.items():
            if lang not in (self.written, self.lang):
                yield f"[{lang}] {_one_line(words)}"

    def _line(self, line: Line, beat: Beat) -> Iterator[str]:
        index = beat.say.index(line)
        yield f"Beat {beat.id}: line {index + 1} of {len(beat.say)}, spoken"
        if line.note:
            yield f"Direction: {_one_line(line.note)}"
        before, after = self.around[line.id]
        yield from (f"Before: {said}" for said in self._neighbours(before))
        yield from (f"After: {said}" for said in self._neighbours(after))
        least, most = seconds_allowed(line, self.written) if self.written in line.text else (0.0, 0.0)
        voice = line.voices.get(self.written)
        heard = f"; the voice in {self.written} takes {voice.seconds:.1f} s" if voice else ""
        yield f"Seconds: {least:.1f} to {most:.1f}{heard}"
        yield from (f"Source {name}: {self._source(name)}" for name in line.cites)

    def _source(self, name: str) -> str:
        source = self.scene.sources.get(name) if self.scene is not None else None
        return "" if source is None else _one_line(f"{source.title} ({source.publisher})")

    def _neighbours(self, found: tuple[Neighbour, ...]) -> Iterator[str]:
        for one in found:
            if one.line is not None:
                yield f"“{_one_line(one.line.text.get(self.written, ''))}”"


def _few(keys: list[str], most: int) -> str:
    return ", ".join(keys[:most]) + (" …" if len(keys) > most else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
