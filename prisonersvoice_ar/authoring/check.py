"""`prisonersvoice check`: every problem at once, in words, as JSON or as SARIF."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from prisonersvoice_ar.authoring.care import Further, Surroundings, care_of
from prisonersvoice_ar.core.errors import DONE, ContentError
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents import Content, Loaded, load_campaign, load_scene, load_targets, render
from prisonersvoice_ar.documents.catalogue import said_in
from prisonersvoice_ar.documents.content import content_around
from prisonersvoice_ar.documents.lower.spots import SHARED
from prisonersvoice_ar.documents.memory import Memory
from prisonersvoice_ar.documents.notes import NOTES_FILE, load_notes
from prisonersvoice_ar.documents.rendering import summary
from prisonersvoice_ar.documents.shared import is_shared, load_shared
from prisonersvoice_ar.documents.translations import TRANSLATIONS_FILE, load_translations

Format = Literal["text", "json", "sarif"]

_TOP_KEY = re.compile(r"^(\w+):", re.MULTILINE)
_PEEK = 100_000
"""characters"""


def check(
    paths: Sequence[Path],
    content: Content,
    *,
    format: Format = "text",  # noqa: A002
    lang: str = "en",
    further: Further | None = None,
) -> tuple[int, str]:
    """Check scenes (folders, files or names), markers, actions and lenses; without ``paths`` all of ``content``.

    ``further`` asks more of each scene that could be read (``--release``); what it raises goes on to the caller.
    Returns the exit code (0: nothing stops a visit; 1: an error) and what to print, with no new line at its end. Raises nothing.
    """
    found, places = _Found(), dict[Content, tuple[Surroundings, Memory]]()
    named = [meant for path in paths for meant in _meant(path, content)]
    for path in named or _everything(content):
        where = content_around(path, content)
        around, memory = places.setdefault(where, (Surroundings(where, lang), Memory()))
        found.take(_load(path, around, memory, further))
    every = found.problems.values()
    problems = tuple(sorted(every, key=lambda problem: problem.severity.rank))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    text = found.said(problems, format, lang)
    return (ContentError.exit_code if failed else DONE), text.rstrip("\n")


@dataclass
class _Found:
    """What several files gave; a problem of a file that two of them use is told once."""

    problems: dict[tuple[str, object, object], Problem] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    incomplete: bool = False

    def take(self, loaded: Loaded[Any]) -> None:
        for problem in loaded.problems:
            self.problems.setdefault((problem.code, problem.place, problem.facts), problem)
        self.texts.update(loaded.texts)
        self.incomplete |= loaded.incomplete

    def said(self, problems: tuple[Problem, ...], form: Format, lang: str) -> str:
        if form == "json":
            return _as_json(problems, lang)
        if form == "sarif":
            from prisonersvoice_ar.authoring.sarif import as_sarif

            return as_sarif(problems, lang, incomplete=self.incomplete)
        return render(problems, lang, self.texts.get, incomplete=self.incomplete)


def _everything(content: Content) -> list[Path]:
    """Return all of ``content``: markers first, as scenes refer to them."""
    return [
        content.markers,
        content.actions,
        *_shared_in(content.scenes / SHARED),
        *_scenes_in(content.scenes),
    ]


def _shared_in(folder: Path) -> list[Path]:
    """Return the files of beats in ``folder``: one that no scene includes yet has its mistakes too."""
    try:
        return sorted(path for path in folder.iterdir() if is_shared(path) and path.is_file())
    except OSError:
        return []


def _scenes_in(folder: Path) -> list[Path]:
    """Return the folders of scenes in ``folder``; those that begin with _ are shared parts, with . a system's."""
    try:
        return sorted(
            path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))
        )
    except OSError:
        return []


def _meant(path: Path, content: Content) -> list[Path]:
    """Return what a path on the command line stands for: a scene's name, a folder of scenes, or itself."""
    named = content.scenes / path
    if not _is(path, "exists") and len(path.parts) == 1 and not path.suffix:
        return [named]  # also where there is none: what is called nearly so lies beside it
    if _is(path, "is_dir") and not _is(path / "scene.yaml", "exists"):
        if _is(path / "markers.yaml", "exists"):
            return [path / "markers.yaml"]
        scenes = [folder for folder in _scenes_in(path) if _is(folder / "scene.yaml", "exists")]
        return scenes or _shared_in(path) or [path]
    return [path]


def _is(path: Path, question: Literal["exists", "is_dir", "is_file"]) -> bool:
    try:
        return bool(getattr(path, question)())
    except (OSError, ValueError):  # a name that no system takes
        return False


def _load(path: Path, around: Surroundings, memory: Memory, further: Further | None) -> Loaded[Any]:
    """Load ``path`` as what it holds; a scene, where that cannot be told."""
    keys, content = _top_keys(path), around.content
    if path.name == content.actions.name or "actions" in keys:
        return load_campaign(path, content.root)
    if path.name == "markers.yaml" or path == content.markers or "targets" in keys:
        return load_targets(path, content.root)
    if {"fx", "fy"} & keys:
        from prisonersvoice_ar.documents.lens import read_lens

        return read_lens(path)
    if path.name == TRANSLATIONS_FILE:
        return load_translations(path.parent, content.root)
    if path.name == NOTES_FILE:
        return load_notes(path.parent, content.root)
    if is_shared(path):
        return load_shared(path, content)
    return care_of(path, load_scene(path, content, memory), around, further)


def _top_keys(path: Path) -> set[str]:
    """Return the words that begin a line and end in a colon: enough to tell what a file is meant to be."""
    if not _is(path, "is_file"):
        return set()
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            return set(_TOP_KEY.findall(stream.read(_PEEK)))
    except OSError:
        return set()


def _as_json(problems: tuple[Problem, ...], lang: str) -> str:
    counts = Counter(problem.severity for problem in problems)
    document = {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "summary": summary(problems, lang),
        "problems": [_facts(said_in(lang, problem)) for problem in problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _facts(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": problem.message,
        "label": problem.label,
        "advice": problem.advice,
    }
