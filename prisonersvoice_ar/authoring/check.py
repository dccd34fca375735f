"""`prisonersvoice check`: every problem at once, in words, as JSON or as SARIF."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from prisonersvoice_ar.authoring.care import Further
from prisonersvoice_ar.authoring.reading import read_all
from prisonersvoice_ar.core.errors import DONE, ContentError
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents import Content, Loaded, render
from prisonersvoice_ar.documents.catalogue import said_in
from prisonersvoice_ar.documents.disk import closed, entries, is_file, is_folder, is_there
from prisonersvoice_ar.documents.lower.spots import SHARED
from prisonersvoice_ar.documents.rendering import summary
from prisonersvoice_ar.documents.scenes import SCENE_FILE
from prisonersvoice_ar.documents.shared import is_shared

Format = Literal["text", "json", "sarif"]


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
    found = _Found()
    named = [meant for path in paths for meant in _meant(path, content)]
    for loaded in read_all(named or _everything(content), content, lang, further):
        found.take(loaded)
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
        *(_scenes_in(content.scenes) or ([content.scenes] if closed(content.scenes) else [])),
    ]


def _shared_in(folder: Path) -> list[Path]:
    """Return the files of beats in ``folder``: one that no scene includes yet has its mistakes too."""
    return [path for path in entries(folder) if is_shared(path) and is_file(path)]


def _scenes_in(folder: Path) -> list[Path]:
    """Return the folders of scenes in ``folder``; those that begin with _ are shared parts, with . a system's."""
    return [path for path in entries(folder) if not path.name.startswith(("_", ".")) and is_folder(path)]


def _meant(path: Path, content: Content) -> list[Path]:
    """Return what a path on the command line stands for: a scene's name, a folder of scenes, or itself."""
    if not is_there(path) and len(path.parts) == 1 and not path.suffix:
        return [content.scenes / path]  # also where there is none: what is called nearly so lies beside it
    if is_folder(path) and not is_there(path / SCENE_FILE):
        if is_there(path / "markers.yaml"):
            return [path / "markers.yaml"]
        scenes = [folder for folder in _scenes_in(path) if is_there(folder / SCENE_FILE)]
        return scenes or _shared_in(path) or [path]
    return [path]


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
