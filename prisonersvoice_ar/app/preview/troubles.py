"""Problems of the files, as the panel lays them over the picture."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from prisonersvoice_ar.app.preview.reloading import DEAF
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents.catalogue import forms_of, said_in
from prisonersvoice_ar.documents.yaml.decoding import split_lines
from prisonersvoice_ar.stage.panel.values import Trouble, Troubles
from prisonersvoice_ar.words import Interface

MOST_SHOWN = 40
"""problems that are laid out, to be scrolled through; the causes come first, and who mends them saves again"""
_MOST_LINES = 8
"""that are named of one problem in many places"""
_WIDEST = 400
"""characters of a line that are kept"""


def troubles_of(
    problems: tuple[Problem, ...],
    texts: Mapping[str, str],
    root: Path,
    words: Interface,
    *,
    shown_before: bool,
) -> Troubles:
    """What is laid over the picture; ``root``: the folder that problems name their files from."""
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR) or problems
    alike = _alike(errors, words.lang)
    first = tuple(
        _counted_once(trouble_of(group[0], texts, root, words.lang), group, words)
        for group in alike[:MOST_SHOWN]
    )
    left = len(alike) - len(first)
    headline = words.text("broken" if shown_before else "broken-first")
    count = words.text("broken-count", count=len(alike))
    return Troubles(
        f"{headline}: {count}",
        words.text("still-shown" if shown_before else "not-shown-yet"),
        first,
        words.text("broken-more", count=left) if left > 0 else "",
    )


def trouble_of_ours(fault: str, words: Interface) -> Troubles:
    """A ``fault`` of the program's, in one line: nothing of the author's is to be mended."""
    if fault == DEAF:
        return Troubles(words.text("deaf"), words.text("deaf-advice"), ())
    return Troubles(words.text("our-fault"), words.text("our-fault-advice", fault=fault), ())


def _alike(problems: tuple[Problem, ...], lang: str) -> list[tuple[Problem, ...]]:
    """Those that read the same, together: a name that is wrong in ten places is one problem."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, said_in(lang, problem).message), []).append(problem)
    return [tuple(group) for group in groups.values()]


def _counted_once(trouble: Trouble, group: tuple[Problem, ...], words: Interface) -> Trouble:
    """``trouble``, the first of a ``group``, names the lines of the others as well."""
    others = [problem.place for problem in group[1:]]
    if not others:
        return trouble
    here = group[0].place.file
    named = [str(each.line) if each.file == here else f"{each.file}:{each.line}" for each in others]
    lines = ", ".join(dict.fromkeys(named[:_MOST_LINES])) + (" …" if len(named) > _MOST_LINES else "")
    return replace(trouble, place=f"{trouble.place}  {words.text('broken-also', lines=lines)}")


def trouble_of(problem: Problem, texts: Mapping[str, str], root: Path, lang: str) -> Trouble:
    """One problem in ``lang``, with its line and what of it is meant."""
    said = said_in(lang, problem)
    place = said.place
    lines = split_lines(texts.get(place.file, ""))
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    snippet, marked = _marked(line, problem)
    return Trouble(
        title=f"{forms_of(lang).severities[said.severity.value]}: {said.message}",
        place=f"{place.file}:{place.line}:{place.column}",
        file=str(root / place.file),
        line=place.line,
        column=place.column,
        snippet=snippet,
        marked=marked,
        label=said.label,
        advice=said.advice,
    )


def _marked(line: str, problem: Problem) -> tuple[str, tuple[int, int]]:
    """The line without its indentation, tabs shown, and which characters are meant."""
    place = problem.place
    if not line.strip():
        return "", (0, 0)
    start = min(max(0, place.column - 1), len(line))
    end = len(line.rstrip())
    if place.end_line == place.line and place.end_column is not None:
        end = min(place.end_column - 1, len(line))
    end = max(end, start + 1)
    indent = min(len(line) - len(line.lstrip(" ")), start)
    cut = max(indent, start - _WIDEST // 2)
    shown = line[cut : cut + _WIDEST].replace("\t", "→").replace("\u00a0", "␣").replace("\u202f", "␣")
    shown = "".join(character if character.isprintable() else "�" for character in shown)
    return shown.rstrip(), (start - cut, min(end - cut, _WIDEST))
