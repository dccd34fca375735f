"""A scene's folder, made whole or not at all, and never where something is."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic_core import PydanticCustomError

from prisonersvoice_ar.authoring.creating.answers import Answers
from prisonersvoice_ar.authoring.creating.questions import Question, questions, wrong_target
from prisonersvoice_ar.authoring.creating.writing import SCHEMA, new_text
from prisonersvoice_ar.authoring.edits.saving import Write, save
from prisonersvoice_ar.authoring.edits.telling import refused, words_in
from prisonersvoice_ar.core.errors import ContentError, MachineError, UsageError
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.models.units import name as valid_name
from prisonersvoice_ar.documents.scenes import SCENE_FILE
from prisonersvoice_ar.media.kinds import DEVICES


def new_folder(named: Path, content: Content, lang: str = "en") -> Path:
    """Where the scene will lie: scenes/NAME, or the folder that is named by a path; it must not be there.

    UsageError, said in ``lang``, where the name is none, or is taken.
    """
    folder = content.scenes / named if len(named.parts) == 1 else named
    try:
        valid_name(folder.name)
    except PydanticCustomError:
        raise refused(UsageError, lang, "new-no-name", name=folder.name) from None
    if folder.name in DEVICES:
        raise refused(UsageError, lang, "new-device", way_out=_another(lang), name=folder.name)
    if folder.exists() or folder.is_symlink():
        raise _there(folder, lang)
    return folder


def _there(folder: Path, lang: str) -> UsageError:
    return refused(UsageError, lang, "new-there", way_out=_another(lang), folder=str(folder))


def _another(lang: str) -> str:
    return words_in(lang).text("take-another")


def fill(name: str, answers: Answers, content: Content, lang: str) -> None:
    """Answer what is left with the defaults; ContentError where one has none that holds."""
    for question in questions(name, answers, content, lang):
        question.put(answers, "")
        problem = question.problem(answers, lang)
        if problem is not None:
            raise refused(ContentError, lang, "new-no-default", key=question.key, why=problem.message)
    problem = wrong_target(answers, content, lang)
    if problem is not None:
        raise ContentError(f"target: {problem.message}", problem.label or problem.advice)


def create(folder: Path, answers: Answers, content: Content, lang: str, *, schema: str = SCHEMA) -> Path:
    """Write the scene into ``folder``, which appears with the scene in it. Returns the scene's file."""
    text = new_text(folder.name, answers, folder, content, lang, schema=schema)
    beside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        beside.chmod(0o777 & folder.parent.stat().st_mode)
        save([Write(beside / SCENE_FILE, None, text.encode())])
        if folder.exists():
            raise _there(folder, lang)
        beside.rename(folder)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise refused(MachineError, lang, "new-unmakable", folder=str(folder), why=why) from problem
    finally:
        if beside is not None:
            with suppress(OSError):
                shutil.rmtree(beside) if beside.exists() else None
    return folder / SCENE_FILE


__all__ = ["Question", "create", "fill", "new_folder", "questions"]
