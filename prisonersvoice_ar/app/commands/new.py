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
    from prisonersvoice_ar.app.authored import content_of_new, schema_of
    from prisonersvoice_ar.authoring.creating.answers import read_answers
    from prisonersvoice_ar.authoring.creating.new import create, fill, new_folder
    from prisonersvoice_ar.authoring.edits.telling import refused

    where, lang = content_of_new(arguments.scene), arguments.lang
    folder = new_folder(arguments.scene, where, lang)
    answers = read_answers(arguments.answers, lang) if arguments.answers else {}
    if arguments.answers or arguments.yes:
        fill(folder.name, answers, where, lang)
    elif not sys.stdin.isatty():
        raise refused(UsageError, lang, "new-no-terminal")
    else:
        _ask(folder.name, answers, where, lang)
    file = create(folder, answers, where, lang, schema=schema_of(folder))
    return _said(file, arguments.scene, where, lang)


def _ask(name: str, answers: dict[str, Any], where: "Content", lang: str) -> None:
    from prisonersvoice_ar.authoring.creating.questions import questions
    from prisonersvoice_ar.authoring.edits.telling import refused

    for question in questions(name, answers, where, lang):
        before = dict(answers)
        while True:
            shown = f" [{question.default}]" if question.default else ""
            try:
                question.put(answers, input(f"{question.words}{shown}: "))
            except EOFError:
                raise refused(UsageError, lang, "new-ended") from None
            problem = question.problem(answers, lang)
            if problem is None:
                break
            print(*(said for said in (problem.message, problem.label, problem.advice) if said), sep="\n  ")
            answers.clear()
            answers.update(before)


def _said(file: Path, named: Path, where: "Content", lang: str) -> int:
    from prisonersvoice_ar.authoring.edits.telling import words_in
    from prisonersvoice_ar.documents import load_scene, render
    from prisonersvoice_ar.documents.content import shown_path

    loaded, words = load_scene(file, where), words_in(lang)
    print(words.text("new-made", file=shown_path(file, where.root)))
    if loaded.errors:
        print(render(loaded.errors, lang, loaded.texts.get))
    print(words.text("new-next", preview=typed("preview", named), check=typed("check", named)))
    return DONE
