"""`prisonersvoice check`: every problem at once, in words or as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from prisonersvoice_ar.core.errors import DONE, ContentError
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents import Content, Loaded, load_campaign, load_scene, load_targets, render
from prisonersvoice_ar.documents.catalogue import said_in
from prisonersvoice_ar.documents.rendering import summary

Format = Literal["text", "json"]


def check(
    paths: Sequence[Path],
    content: Content,
    *,
    format: Format = "text",  # noqa: A002
    lang: str = "en",
) -> tuple[int, str]:
    """Check scenes (folders or files), markers.yaml and actions.yaml; without ``paths`` all of ``content``.

    Returns the exit code (0: nothing stops a visit; 1: an error) and what to print. Raises nothing.
    """
    found = _Found()
    for path in paths or _everything(content):
        found.take(_load(path, content))
    problems = tuple(found.problems.values())
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    text = _as_json(problems, lang) if format == "json" else render(problems, lang, found.texts.get)
    return (ContentError.exit_code if failed else DONE), text


@dataclass
class _Found:
    """What several files gave; a problem of a file that two of them use is told once."""

    problems: dict[tuple[str, object, object], Problem] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def take(self, loaded: Loaded[Any]) -> None:
        for problem in loaded.problems:
            self.problems.setdefault((problem.code, problem.place, problem.facts), problem)
        self.texts.update(loaded.texts)


def _everything(content: Content) -> Iterable[Path]:
    """Return all of ``content``: markers first, as scenes refer to them."""
    yield content.markers
    yield content.actions
    if content.scenes.is_dir():
        for folder in sorted(content.scenes.iterdir()):
            if folder.is_dir() and not folder.name.startswith(("_", ".")):
                yield folder


def _load(path: Path, content: Content) -> Loaded[Any]:
    """Load ``path`` as what it is by its name or place."""
    if path.name == content.actions.name or _same(path, content.actions):
        return load_campaign(path, content.root)
    if path.name == "markers.yaml" or _same(path, content.markers):
        return load_targets(path, content.root)
    return load_scene(path, content)


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute()


def _as_json(problems: tuple[Problem, ...], lang: str) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    document = {
        "errors": errors,
        "warnings": len(problems) - errors,
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
