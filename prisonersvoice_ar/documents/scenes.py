"""Loading a scene."""

from pathlib import Path

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents.catalogue import stage_of
from prisonersvoice_ar.documents.catalogue.codes import Stage
from prisonersvoice_ar.documents.content import Content, Loaded, shown_path
from prisonersvoice_ar.documents.disk import is_file, is_folder
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.scene import lower_scene
from prisonersvoice_ar.documents.memory import Memory
from prisonersvoice_ar.documents.models.scene import SceneDoc
from prisonersvoice_ar.documents.targets import load_targets
from prisonersvoice_ar.documents.yaml import read_sheet

SCENE_FILE = "scene.yaml"
_KEYS = frozenset(SceneDoc.author_keys())
"""a file that has none of them is something else: a page of notes, a list of things to do"""
_ENDINGS = (".yaml", ".yml")


def load_scene(path: Path, content: Content, memory: Memory | None = None) -> Loaded[Scene]:
    """Load the scene in a folder, or in a YAML file, with everything it refers to. Raises nothing.

    ``memory``: what other scenes of the same pass have read already need not be read again.
    """
    memory = memory or Memory()
    file = scene_file(path)
    findings = Findings()
    shown = shown_path(file, content.root)
    sheet = None
    if is_file(file) and file.suffix.lower() not in _ENDINGS:
        findings.add("not-yaml", Place(shown), file=shown)
    else:
        sheet = read_sheet(file, shown, findings)
    scene = None
    if sheet is not None and not (
        isinstance(sheet.data, dict) and (sheet.data.keys() & _KEYS or len(findings))
    ):
        findings.add("not-a-mapping", Place(shown), what="@scene")
    elif sheet is not None:
        targets = memory.once("targets", lambda: load_targets(content.markers, root=content.root))
        findings.extend(targets.errors)
        findings.texts.update(targets.texts)
        scene = lower_scene(sheet, file.parent, content, targets.value, findings, memory=memory)
    problems = findings.sorted()
    hidden = any(_hides_more(problem) for problem in problems)
    return Loaded(None if findings.failed else scene, problems, findings.texts, hidden)


def _hides_more(problem: Problem) -> bool:
    """Whether ``problem`` keeps a scene's names or ways from being followed."""
    return problem.severity is Severity.ERROR and Stage.WRITING <= stage_of(problem.code) <= Stage.REFERENCE


def scene_file(path: Path) -> Path:
    """Return the file of a scene that is named by its folder or its file."""
    named = is_file(path) or (path.suffix.lower() in _ENDINGS and not is_folder(path))
    return path if named else path / SCENE_FILE
