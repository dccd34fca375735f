"""Every rule of care over one scene."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from prisonersvoice_ar.authoring.care import (
    assets,
    beside,
    facts,
    flashes,
    letters,
    notice,
    owning,
    voices,
    walking,
)
from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents.content import Content, Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.scenes import SCENE_FILE, scene_file

RULES: tuple[Callable[[Case], None], ...] = (
    voices.check_lengths,
    voices.check_captions,
    facts.check_facts,
    notice.check_themes,
    notice.check_minutes,
    flashes.check_flashes,
    letters.check_letters,
    letters.check_drawn,
    letters.check_bars,
    voices.check_pronounced,
)
"""those that the scene alone answers"""


_UNVOICED = frozenset(["missing-voice", "no-voices"])
"""what nobody who is still writing needs to be told"""
_BREAK = re.compile("\r\n?")
_DRAFT = re.compile(r"^draft:[ \t]*(?!false\b)[^\s#]", re.MULTILINE)
"""how a draft most often says so, or is meant to: a scene with a mistake in it has no value that could be asked"""

Further = Callable[[Case], None]
"""asks more of a scene, and adds what it finds to the case's findings"""


class Surroundings:
    """What several scenes share, looked at once: folders of voices, and every line that some scene has."""

    def __init__(self, content: Content, lang: str = "en") -> None:
        """Look around in ``content``, when asked; ``lang``: of what is told of ways."""
        self.content, self.lang = content, lang

    @cached_property
    def shelf(self) -> voices.Shelf:
        """The voices that lie there."""
        return voices.Shelf(self.content)

    @cached_property
    def owners(self) -> owning.Owners:
        """Whose each line's id is."""
        return owning.Owners(self.content)


def care_of(
    path: Path, loaded: Loaded[Scene], around: Surroundings, further: Further | None = None
) -> Loaded[Scene]:
    """Return ``loaded``, the scene at ``path``, with what care has to say of it besides.

    Of a scene that could not be read nothing more is said: its mistakes come first. ``further`` is asked last; what it
    raises goes on to the caller.
    """
    file, findings = scene_file(path), Findings()
    shown = shown_path(file, around.content.root)
    text = _BREAK.sub("\n", loaded.texts.get(shown, ""))
    draft = loaded.value.draft if loaded.value is not None else _DRAFT.search(text) is not None
    silent = _UNVOICED if draft and further is None else frozenset()
    said = tuple(problem for problem in loaded.problems if problem.code not in silent)
    if loaded.value is None:
        return replace(loaded, problems=said)
    findings.extend(said)
    findings.texts.update(loaded.texts)
    case = Case(loaded.value, file, shown, text, findings)
    for rule in RULES:
        rule(case)
    walking.check_ways(case, around.lang)
    voices.check_strays(case, around.shelf)
    voices.check_recordings(case, around.shelf)
    if file.name == SCENE_FILE:  # a folder of loose scenes belongs to none of them
        owning.check_owners(case, around.owners)
        beside.check_translations(case, around.content.root)
        beside.check_notes(case, around.content.root)
        assets.check_folder(case, around.content.root)
    if further is not None:
        further(case)
    return Loaded(
        None if findings.failed else loaded.value, findings.sorted(), findings.texts, loaded.incomplete
    )
