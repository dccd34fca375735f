"""What `prisonersvoice play` does with a scene: many visits and the walk, or one visit told step by step."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.authoring.playing.findings import play_problems, walk_problems
from prisonersvoice_ar.authoring.playing.report import Played, as_facts, in_words
from prisonersvoice_ar.authoring.playing.running import Told, play_all
from prisonersvoice_ar.authoring.playing.saying import Said
from prisonersvoice_ar.core.errors import DONE, ContentError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.core.story.walk import MOST_SPOTS, walk
from prisonersvoice_ar.documents import render
from prisonersvoice_ar.documents.catalogue import said_in

Format = Literal["text", "json"]


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    runs: int
    seed: int
    lang: str = "en"
    """of the report"""
    form: Format = "text"
    workers: int | None = None
    most_spots: int = MOST_SPOTS


def play_scene(
    scene: Scene,
    texts: Mapping[str, str],
    asked: Request,
    told: Told,
    replay: Callable[[str], str] = "prisonersvoice play SCENE --replay {}".format,
) -> tuple[int, str]:
    """Play ``scene`` and walk through it; return the exit code (1: something is to be mended) and what to print.

    ``texts``: what was read, for snippets; ``told`` is called as visits are over; ``replay``: the command that shows
    the visit "SEED:RUN".
    """
    found = walk(scene, asked.most_spots)
    played = Played(scene, asked.seed, play_all(scene, asked.seed, asked.runs, told, asked.workers), found)
    problems = walk_problems(scene, found, asked.lang)
    if asked.runs:
        problems += play_problems(scene, found, played.tally, asked.seed, asked.lang)
    problems = tuple(sorted(problems, key=lambda problem: problem.severity.rank))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    code = ContentError.exit_code if failed else DONE
    if asked.form == "json":
        facts = as_facts(played, asked.lang) | {
            "problems": [_facts(asked.lang, problem) for problem in problems]
        }
        return code, json.dumps(facts, ensure_ascii=False, indent=2)
    said = Said(asked.lang)
    blocks = ["\n".join(in_words(played, asked.lang))]
    blocks.append(render(problems, asked.lang, texts.get).rstrip("\n") if problems else said.text("all-good"))
    blocks.append("\n".join(_next(played, said, replay, failed=failed)))
    return code, "\n\n".join(block for block in blocks if block)


def _next(played: Played, said: Said, replay: Callable[[str], str], *, failed: bool) -> list[str]:
    """What to do next."""
    lines = [said.text("next-mend")] if failed else []
    shown = [(said.text(name), replay(run)) for name, run in played.replays.items()]
    if shown:
        lines.append(said.text("next-see"))
        lines += [f"  {command}   {name}" for name, command in shown]
    return lines


def _facts(lang: str, problem: Problem) -> dict[str, object]:
    said, place = said_in(lang, problem), problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": said.message,
        "label": said.label,
        "advice": said.advice,
    }
