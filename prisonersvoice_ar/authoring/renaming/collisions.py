"""Whether a name can be given: what is called so already, and what may not be."""

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic_core import PydanticCustomError

from prisonersvoice_ar.authoring.edits.page import Page
from prisonersvoice_ar.authoring.edits.telling import meant, refused, words_in
from prisonersvoice_ar.authoring.phrases import joined, phrases
from prisonersvoice_ar.authoring.renaming.mentions import RENAMED, Kind, mentions
from prisonersvoice_ar.authoring.scenery import Writing
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.script.model import ACTIONS, RETURN
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content, shown_path
from prisonersvoice_ar.documents.models.units import name as valid_name
from prisonersvoice_ar.documents.yaml.decoding import split_lines

_MOMENTS: tuple[Kind, ...] = ("line", "beat", "cue")
"""what a cue can hang on: these share their names"""


def find_kind(writing: Writing, old: str, lang: str = "en") -> Kind:
    """What ``old`` is in the scene; UsageError, said in ``lang``, where it is nothing, or several things."""
    names = {
        kind: {
            mention.name
            for page in writing.pages
            for mention in mentions(page.sheet.data)
            if mention.kind == kind and mention.defines
        }
        for kind in RENAMED
    }
    kinds = [kind for kind in RENAMED if old in names[kind]]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        words = phrases(lang)
        options = joined([f"--{kind}" for kind in kinds], "or-last", words)
        called = joined([words_in(lang).text("a-kind", kind=kind) for kind in kinds], "and-last", words)
        raise refused(UsageError, lang, "rename-several", old=old, kinds=called, options=options)
    every = [name for kind in RENAMED for name in names[kind]]
    way_out = meant(lang, closest(old, every)) or words_in(lang).text(
        "rename-it-has", names=listed(every, 30)
    )
    raise refused(UsageError, lang, "rename-nothing", way_out=way_out, scene=writing.name, old=old)


def refuse_collision(
    pages: Sequence[Page], kind: Kind, old: str, new: str, content: Content, *, lang: str = "en"
) -> None:
    """UsageError, said in ``lang``, where nothing is called ``old``, or ``new`` cannot be taken."""
    try:
        valid_name(new)
    except PydanticCustomError:
        raise refused(UsageError, lang, "rename-no-name", new=new) from None
    if new in (ACTIONS, RETURN) and kind == "beat":
        raise refused(
            UsageError, lang, "rename-reserved", way_out=words_in(lang).text("take-another"), new=new
        )
    found = [mention for page in pages for mention in mentions(page.sheet.data)]
    if not any(mention.kind == kind and mention.name == old for mention in found):
        every = sorted({mention.name for mention in found if mention.kind == kind})
        way_out = meant(lang, closest(old, every))
        raise refused(UsageError, lang, "rename-absent", way_out=way_out, kind=kind, old=old)
    shared: tuple[Kind, ...] = _MOMENTS if kind in _MOMENTS else (kind,)
    for page in pages:
        for mention in mentions(page.sheet.data):
            if mention.name == new and mention.kind in shared:
                place = page.sheet.place(mention.loc, key=mention.is_key)
                raise _taken(new, mention.kind, f"{place.file}:{place.line}", lang)
    if kind == "line":
        _refuse_used_line(new, content, lang)


def _refuse_used_line(new: str, content: Content, lang: str) -> None:
    """A line's id names its voice in audio/, which all scenes share."""
    for path in sorted(content.audio.glob(f"*/{new}.*")):
        raise _taken(new, "line", shown_path(path, content.root), lang)
    word = re.compile(rf"(?<![\w-]){re.escape(new)}(?![\w-])")
    for path in [*sorted(content.scenes.glob("*/*.yaml")), *sorted(content.audio.glob("*/voices.yaml"))]:
        for number, line in enumerate(split_lines(_text(path)), 1):
            if word.search(line.partition(" #")[0]) and not line.lstrip().startswith("#"):
                raise _taken(new, "line", f"{shown_path(path, content.root)}:{number}", lang)


def _taken(new: str, kind: Kind, where: str, lang: str) -> UsageError:
    words = words_in(lang)
    facts = {"what": words.text("a-kind", kind=kind), "place": where}
    return refused(UsageError, lang, "rename-taken", way_out=words.text("take-another"), new=new, **facts)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", "replace")
    except OSError:
        return ""
