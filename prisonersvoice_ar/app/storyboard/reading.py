"""Reads a scene for its storyboard, with what lies beside it and what checking it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prisonersvoice_ar.app.written import whole_scene
from prisonersvoice_ar.authoring.care.all import Surroundings, care_of
from prisonersvoice_ar.authoring.storyboard.board import Beside
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Severity
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.documents import load_scene, load_targets, render
from prisonersvoice_ar.documents.notes import load_notes
from prisonersvoice_ar.documents.translations import load_translations


@dataclass(frozen=True)
class Read:
    """A scene that can be shown."""

    scene: Scene
    folder: Path
    beside: Beside
    targets: Mapping[str, Target]
    """by name, of the content that the scene belongs to"""
    prints: Path
    """the folder in which a target's print may lie, by the target's name"""


def read_scene(named: str, lang: str = "en") -> Read:
    """Read the scene called ``named``.

    Raises UsageError where there is none; ContentError with every problem, in ``lang``, where it cannot be shown. What checking finds
    besides does not keep it from being shown: it is on the page. Reviewers' notes stand beside their lines, not among that.
    """
    path, where = whole_scene(named)
    loaded = load_scene(path, where)
    if loaded.value is None:
        raise ContentError(render(loaded.errors, lang, loaded.texts.get))
    scene = loaded.value
    folder = path.parent if path.is_file() else path
    cared = care_of(path, loaded, Surroundings(where))
    beside = Beside(
        load_translations(folder, where.root).value or {},
        load_notes(folder, where.root).value or (),
        tuple(problem for problem in cared.problems if problem.severity is not Severity.NOTE),
    )
    return Read(scene, folder, beside, load_targets(where.markers).value or {}, where.markers.parent)
