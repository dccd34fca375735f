"""Translations into the scene: beside their neighbours, in their style; what is not sure is not taken."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from prisonersvoice_ar.authoring.edits import Draft, Write
from prisonersvoice_ar.authoring.edits.quoting import like
from prisonersvoice_ar.authoring.edits.telling import meant, refused, words_in
from prisonersvoice_ar.authoring.translating.reading import Entry, PoFile
from prisonersvoice_ar.authoring.translating.records import UNSURE, Made, write_made
from prisonersvoice_ar.authoring.translating.texts import Text, Texts, hash_of
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.texts import TITLE, captions_of, line_key
from prisonersvoice_ar.documents.models.units import is_language
from prisonersvoice_ar.documents.models.units import language as valid_language
from prisonersvoice_ar.documents.yaml.decoding import UNSEEN

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


@dataclass
class Imported:
    """What came of one file; nothing is written yet."""

    path: Path
    language: str
    taken: list[str] = field(default_factory=list)
    """keys whose text is new or changed"""
    same: int = 0
    empty: int = 0
    fuzzy: list[str] = field(default_factory=list)
    """not taken: marked as unsure"""
    old: list[str] = field(default_factory=list)
    """taken, but made from a text that has changed since: stale"""
    unknown: list[str] = field(default_factory=list)
    """"key (line)" of what the scene has not"""
    remarks: list[str] = field(default_factory=list)


class Importing:
    """Several files into one scene: all at once, or nothing."""

    def __init__(self, texts: Texts, made: Made, *, fuzzy: bool = False) -> None:
        """``fuzzy``: take what is marked as unsure too; it stays stale."""
        self.texts, self.made, self.fuzzy = texts, made, fuzzy
        self.words = words_in(texts.tells)
        self._new: dict[str, dict[str, str]] = {}
        """key → language → text, over all files"""

    def take(self, file: PoFile, to: str | None = None) -> Imported:
        """Take one file's texts; ContentError where its language does not serve, or it is of another scene."""
        if file.is_of_another(self.texts.name, self.texts.by_key):
            facts = {"path": str(file.path), "scene": file.scene}
            raise refused(ContentError, self.texts.tells, "translate-other-scene", **facts)
        found = Imported(file.path, _checked(file, to, self.texts))
        for entry in file.entries:
            self._entry(entry, found)
        if found.taken and found.language not in self._languages(TITLE):
            self._new.setdefault(TITLE, {})[found.language] = self._title()
            self.made.setdefault(TITLE, {})[found.language] = UNSURE
            self._remark(found, "translate-title", lang=found.language, title=self._title())
        return found

    def writes(self) -> list[Write]:
        """The scene's files that change, and translations.yaml."""
        drafts = {page.path: Draft(page) for page in self.texts.writing.pages}
        for key, languages in self._new.items():
            text = self.texts.by_key[key]
            last = list(text.words)[-1]
            for lang, said in languages.items():
                _write(drafts[text.page.path], text, lang, said, last)
        changed = [draft for draft in drafts.values() if draft]
        writes = [
            Write(draft.page.path, draft.page.raw, draft.page.encoded(draft.finish())) for draft in changed
        ]
        return [*writes, write_made(self.texts.writing.home, self.made, self.texts.by_key)]

    def _entry(self, entry: Entry, found: Imported) -> None:
        text = self.texts.by_key.get(entry.key)
        if text is None:
            message = "translate-keyed" if entry.key else "translate-keyless"
            found.unknown.append(self.words.text(message, line=str(entry.line), key=entry.key))
        elif not entry.text:
            found.empty += 1
        elif entry.fuzzy and not self.fuzzy:
            found.fuzzy.append(entry.key)
        else:
            self._text(text, entry, found)

    def _text(self, text: Text, entry: Entry, found: Imported) -> None:
        key, lang = entry.key, found.language
        odd = _CONTROL.search(entry.text)
        if odd:
            facts = {"path": str(found.path), "line": str(entry.line), "sign": f"U+{ord(odd[0]):04X}"}
            raise refused(ContentError, self.texts.tells, "translate-control", key=key, **facts)
        unseen = sorted({f"U+{ord(one):04X}" for one in UNSEEN.findall(entry.text)})
        if unseen:
            self._remark(found, "translate-unseen", key=key, line=str(entry.line), signs=", ".join(unseen))
        written = text.words.get(self.texts.written, "")
        is_old = hash_of(key, entry.source) != hash_of(key, written)
        if is_old:
            found.old.append(key)
        elif key.startswith(line_key("")) and len(captions_of(entry.text)) != len(captions_of(written)):
            self._remark(found, "translate-breaks", key=key, lang=self.texts.written)
        self.made.setdefault(key, {})[lang] = UNSURE if entry.fuzzy else hash_of(key, entry.source)
        if text.words.get(lang) == entry.text:
            found.same += 1
        else:
            found.taken.append(key)
            self._new.setdefault(key, {})[lang] = entry.text

    def _remark(self, found: Imported, message: str, /, **facts: str) -> None:
        found.remarks.append(self.words.text(message, **facts))

    def _languages(self, key: str) -> set[str]:
        return {*self.texts.by_key[key].words, *self._new.get(key, {})}

    def _title(self) -> str:
        words = self.texts.by_key[TITLE].words
        return words.get(self.texts.fallback) or words.get(self.texts.written) or next(iter(words.values()))


def _checked(file: PoFile, to: str | None, texts: Texts) -> str:
    """The language of a file: what its header says, or ``to``."""

    def bad(message: str, **facts: str) -> ContentError:
        return refused(ContentError, texts.tells, message, path=str(file.path), **facts)

    lang = to or file.language
    if not lang:
        raise bad("translate-no-header")
    if to and file.language and not _alike(to, file.language):
        raise bad("translate-two-languages", said=file.language, to=to)
    if not to and lang not in texts.languages and _base(lang) in texts.languages:
        raise bad("translate-region", said=lang, has=_base(lang))
    if not is_language(lang):
        raise bad("translate-bad-language", way_out=language_meant(lang, texts.tells), lang=lang)
    if lang == texts.written:
        raise bad("translate-original", lang=lang)
    return lang


def language_meant(said: str, lang: str) -> str:
    """The advice where ``said`` is no language, in ``lang``; "" where nobody can guess."""
    try:
        valid_language(said)
    except PydanticCustomError as error:
        return meant(lang, str((error.context or {}).get("guess") or ""))
    return ""


def _alike(one: str, other: str) -> bool:
    """Whether both may mean one language: the same, or one of them without a region; de-AT is no de-CH."""
    return one == other or one == _base(other) or _base(one) == other


def _base(lang: str) -> str:
    """``de`` of ``de-DE``, which programs for translators like to make of it."""
    return lang.partition("-")[0]


def _write(draft: Draft, text: Text, lang: str, said: str, last: str) -> None:
    page = draft.page
    neighbour = lang if lang in text.words else last
    loc = (*text.loc, neighbour)
    raw = page.text[page.start(loc) : page.content_end(loc)]
    indent = page.column(loc) + 2
    written = like(said, "" if page.is_flow(text.loc) else raw, indent, page.newline)
    if raw.startswith("'") and page.is_flow(text.loc):
        written = like(said, raw, indent, page.newline)
    if lang in text.words:
        draft.replace_value((*text.loc, lang), written, said)
    else:
        draft.add_pair(text.loc, lang, written, said, after=last)
