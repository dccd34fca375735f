"""A PO file that comes back from a translator, read strictly: each slip is named with its line."""

import io
import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from prisonersvoice_ar.authoring.edits.telling import refused, words_in
from prisonersvoice_ar.core.errors import ContentError, MachineError
from prisonersvoice_ar.core.script.texts import SUMMARY, TITLE

_LARGEST = 10_000_000
"""bytes"""
_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+{_STRING}\s*|{_STRING}\s*)?\Z"
)
_CONTEXT = re.compile(rf"^msgctxt((?:\s+{_STRING})+)", re.MULTILINE)
"""a program may have folded it over several lines"""
_IN_QUOTES = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([^"\\\s;]+)', re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One text."""

    key: str
    source: str
    text: str
    """"" is not translated"""
    fuzzy: bool
    line: int


@dataclass(frozen=True)
class PoFile:
    """What a file holds."""

    path: Path
    language: str
    """of its header; "" where it says none"""
    entries: tuple[Entry, ...]
    scene: str = ""
    """that it was exported from, as its header says; "" where it says none"""

    def is_of_another(self, scene: str, keys: Container[str]) -> bool:
        """Whether it was exported from another scene than ``scene``, whose texts have ``keys``.

        Every scene has a title: what tells is the rest, for a scene's id may have changed since.
        """
        own = [entry.key in keys for entry in self.entries if entry.key not in (TITLE, SUMMARY)]
        return self.scene not in ("", scene) and sum(own) * 2 < len(own)


def read_po_file(path: Path, lang: str = "en") -> PoFile:
    """Read a PO file; raises as ``read_catalog``."""
    return po_file(path, read_catalog(path, lang))


def po_file(path: Path, catalog: Catalog) -> PoFile:
    """What ``catalog``, read from ``path``, holds."""
    return PoFile(path, _language(catalog), tuple(_entries(catalog)), str(catalog.project or ""))


def read_catalog(path: Path, lang: str = "en") -> Catalog:
    """Read a PO file with all that translators wrote in it, entries that are obsolete too.

    ContentError with the line where it is none, MachineError where it cannot be read; said in ``lang``.
    """
    named = str(path)
    try:
        if path.exists() and not path.is_file():  # a pipe would block for ever
            raise OSError(None, words_in(lang).text("po-no-file"))
        with path.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise refused(MachineError, lang, "po-unreadable", path=named, why=why) from problem
    if len(raw) > _LARGEST:
        raise refused(ContentError, lang, "po-large", path=named, megabytes=_LARGEST // 1_000_000)
    text = _text(raw, named, lang)
    _refuse_slips(text, named, lang)
    try:
        return read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as problem:
        raise refused(ContentError, lang, "po-none", path=named, why=str(problem)) from problem


def _text(raw: bytes, path: str, lang: str) -> str:
    named = _CHARSET.search(raw)
    charset = named[1].decode("ascii", "replace") if named and named[1] != b"CHARSET" else "utf-8"
    try:
        text = raw.decode("utf-8-sig" if charset.lower().replace("_", "-") in ("utf-8", "utf8") else charset)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except LookupError:
        raise refused(ContentError, lang, "po-charset", path=path, charset=charset) from None
    except UnicodeDecodeError as problem:
        line = str(raw[: problem.start].count(b"\n") + 1)
        raise refused(ContentError, lang, "po-bytes", path=path, line=line, charset=charset) from None


def _refuse_slips(text: str, path: str, lang: str) -> None:
    """What Babel takes without a word: a quote that stays open, a text that stands twice, plurals."""
    for number, line in enumerate(text.splitlines(), 1):
        place = {"path": path, "line": str(number)}
        if not _LINE.match(line):
            raise refused(ContentError, lang, "po-line", **place, said=line.strip()[:60])
        if line.startswith("msgid_plural"):
            raise refused(ContentError, lang, "po-plural", **place)
    contexts: dict[str, int] = {}
    number, at = 1, 0
    for found in _CONTEXT.finditer(text):
        number, at = number + text.count("\n", at, found.start()), found.start()
        key = "".join(_IN_QUOTES.findall(found[1]))
        first = contexts.setdefault(key, number)
        if first != number:
            place = {"path": path, "line": str(number)}
            raise refused(ContentError, lang, "po-twice", **place, key=key, first=str(first))


def _language(catalog: Catalog) -> str:
    return str(catalog.locale_identifier or "").replace("_", "-")


def _entries(catalog: Catalog) -> list[Entry]:
    return [
        Entry(
            key=str(message.context or ""),
            source=str(message.id),
            text=str(message.string or "").strip(),
            fuzzy=message.fuzzy,
            line=message.lineno or 1,
        )
        for message in catalog
        if message.id
    ]
