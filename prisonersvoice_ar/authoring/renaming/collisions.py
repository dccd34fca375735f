"""Whether a name can be given: what is called so already, and what may not be."""

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic_core import PydanticCustomError

from prisonersvoice_ar.authoring.edits.page import Page
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


def find_kind(writing: Writing, old: str) -> Kind:
    """What ``old`` is in the scene; UsageError where it is nothing, or several things."""
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
        options = " or ".join(f"--{kind}" for kind in kinds)
        raise UsageError(
            f'"{old}" is {" and ".join(_article(kind) for kind in kinds)} here', f"Say which: {options}."
        )
    every = [name for kind in RENAMED for name in names[kind]]
    guess = closest(old, every)
    raise UsageError(
        f'{writing.name} has no beat, line, object, source or flag "{old}"',
        f'Did you mean "{guess}"?' if guess else f"It has: {listed(every, 30)}.",
    )


def refuse_collision(pages: Sequence[Page], kind: Kind, old: str, new: str, content: Content) -> None:
    """UsageError where nothing is called ``old``, or ``new`` cannot be taken."""
    try:
        valid_name(new)
    except PydanticCustomError:
        raise UsageError(
            f'"{new}" is no name',
            "A name has small Latin letters, digits and hyphens: saw-hatch, fd-041.",
        ) from None
    if new in (ACTIONS, RETURN) and kind == "beat":
        raise UsageError(f'"{new}" is a name of the language itself', "Take another.")
    found = [mention for page in pages for mention in mentions(page.sheet.data)]
    if not any(mention.kind == kind and mention.name == old for mention in found):
        every = sorted({mention.name for mention in found if mention.kind == kind})
        guess = closest(old, every)
        raise UsageError(f'there is no {kind} "{old}"', f'Did you mean "{guess}"?' if guess else "")
    shared: tuple[Kind, ...] = _MOMENTS if kind in _MOMENTS else (kind,)
    for page in pages:
        for mention in mentions(page.sheet.data):
            if mention.name == new and mention.kind in shared:
                place = page.sheet.place(mention.loc, key=mention.is_key)
                raise _taken(new, mention.kind, f"{place.file}:{place.line}")
    if kind == "line":
        _refuse_used_line(new, content)


def _refuse_used_line(new: str, content: Content) -> None:
    """A line's id names its voice in audio/, which all scenes share."""
    for path in sorted(content.audio.glob(f"*/{new}.*")):
        raise _taken(new, "line", shown_path(path, content.root))
    word = re.compile(rf"(?<![\w-]){re.escape(new)}(?![\w-])")
    for path in [*sorted(content.scenes.glob("*/*.yaml")), *sorted(content.audio.glob("*/voices.yaml"))]:
        for number, line in enumerate(split_lines(_text(path)), 1):
            if word.search(line.partition(" #")[0]) and not line.lstrip().startswith("#"):
                raise _taken(new, "line", f"{shown_path(path, content.root)}:{number}")


def _taken(new: str, kind: Kind, where: str) -> UsageError:
    return UsageError(f'"{new}" is taken: {_article(kind)} is called so ({where})', "Take another name.")


def _article(kind: Kind) -> str:
    return f"an {kind}" if kind == "object" else f"a {kind}"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", "replace")
    except OSError:
        return ""
