"""Loading a scene."""

from pathlib import Path

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import Content, Loaded, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.scene import lower_scene
from prisonersvoice_ar.documents.targets import load_targets
from prisonersvoice_ar.documents.yaml import read_sheet

SCENE_FILE = "scene.yaml"


def load_scene(path: Path, content: Content) -> Loaded[Scene]:
    """Load the scene in a folder, or in a YAML file, with everything it refers to. Raises nothing."""
    file = scene_file(path)
    findings = Findings()
    shown = shown_path(file, content.root)
    sheet = read_sheet(file, shown, findings)
    scene = None
    if sheet is not None and not isinstance(sheet.data, dict):
        findings.add("not-a-mapping", Place(shown), what="@scene")
    elif sheet is not None:
        targets = load_targets(content.markers, root=content.root)
        findings.extend(targets.errors)
        findings.texts.update(targets.texts)
        scene = lower_scene(sheet, file.parent, content, targets.value, findings)
    return Loaded(None if findings.failed else scene, findings.sorted(), findings.texts)


def scene_file(path: Path) -> Path:
    """Return the file of a scene that is named by its folder or its file."""
    try:
        folder = path.is_dir()
    except (OSError, ValueError):
        folder = False
    return path / SCENE_FILE if folder or path.suffix.lower() not in {".yaml", ".yml"} else path
