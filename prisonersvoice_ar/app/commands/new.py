"""``prisonersvoice new``: a scene from questions."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.next_steps import typed
from prisonersvoice_ar.core.errors import DONE, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.documents import Content

DESCRIPTION = (
    "Makes a scene from questions: a folder with a scene.yaml that runs at once, with words of help in it. Enter takes "
    "what stands in brackets. Nothing that is there is touched."
)
_WORDS = {
    "en": {"next": "Next:", "there": "is there.", "voices": "Voices:", "wrong": "Try again:"},
    "uk": {"next": "Далі:", "there": "створено.", "voices": "Голоси:", "wrong": "Спробуйте ще раз:"},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene's name, and how it is answered."""
    parser.add_argument(
        "scene", type=Path, metavar="SCENE", help="its name (scenes/NAME), or a path to its folder"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing; all defaults")
    parser.add_argument("--answers", type=Path, metavar="FILE.yaml", help="ask nothing; answers from a file")
    parser.add_argument(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="of the questions and of the comments (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Ask, write, check, and say what to do next."""
    from prisonersvoice_ar.app.authored import content_of_new
    from prisonersvoice_ar.authoring.creating.answers import read_answers
    from prisonersvoice_ar.authoring.creating.new import create, fill, new_folder

    where, lang = content_of_new(arguments.scene), arguments.lang
    folder = new_folder(arguments.scene, where)
    answers = read_answers(arguments.answers, lang) if arguments.answers else {}
    if arguments.answers or arguments.yes:
        fill(folder.name, answers, where, lang)
    elif not sys.stdin.isatty():
        raise UsageError(
            "the questions need a terminal",
            "Give --answers FILE.yaml (title, summary, kind, themes …), or --yes for all defaults.",
        )
    else:
        _ask(folder.name, answers, where, lang)
    file = create(folder, answers, where, lang)
    return _said(file, arguments.scene, where, lang)


def _ask(name: str, answers: dict[str, Any], where: "Content", lang: str) -> None:
    from prisonersvoice_ar.authoring.creating.questions import questions

    for question in questions(name, answers, where, lang):
        before = dict(answers)
        while True:
            shown = f" [{question.default}]" if question.default else ""
            try:
                question.put(answers, input(f"{question.words}{shown}: "))
            except EOFError:
                raise UsageError(
                    "the questions ended too early, so nothing was written", "Start again."
                ) from None
            problem = question.problem(answers, lang)
            if problem is None:
                break
            print(*(said for said in (problem.message, problem.label, problem.advice) if said), sep="\n  ")
            answers.clear()
            answers.update(before)


def _said(file: Path, named: Path, where: "Content", lang: str) -> int:
    from prisonersvoice_ar.documents import load_scene, render
    from prisonersvoice_ar.documents.content import shown_path

    loaded, words = load_scene(file, where), _WORDS[lang]
    print(f"{shown_path(file, where.root)} {words['there']}")
    if loaded.errors:
        print(render(loaded.errors, lang, loaded.texts.get))
    print(f"{words['next']} {typed('preview', named)}, {typed('check', named)}")
    return DONE
