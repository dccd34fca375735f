"""Files that lie in a scene's folder: none that an engine would run, none that no engine can open."""

from collections.abc import Callable, Mapping
from pathlib import Path

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import shown_path, why_refused
from prisonersvoice_ar.documents.disk import entries
from prisonersvoice_ar.media import PICTURES, SOUNDS, kind_of, probe, probe_picture, probe_solid
from prisonersvoice_ar.media.recording import ENDINGS

DANGEROUS = frozenset(
    {".bam", ".egg", ".pz", ".ptf", ".mf", ".gltf", ".py", ".pyc", ".pyd", ".so", ".dll", ".exe"}
)
"""what Panda3D would run or follow out of the folder, and programs (measured-facts): not to be loaded, nor packed"""
FOREIGN_SOUNDS = ENDINGS - SOUNDS
FOREIGN = FOREIGN_SOUNDS | {
    *(".webp", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".psd", ".heic", ".avif", ".tga"),
    *(".fbx", ".obj", ".blend", ".dae", ".stl", ".mov", ".avi", ".mkv"),
}
"""what is meant to be shown or heard, and is of a kind that nothing here takes"""
_MOST_FILES = 500

_PROBES: Mapping[str, Callable[[Path], object]] = {
    **dict.fromkeys(SOUNDS, probe),
    **dict.fromkeys(PICTURES, probe_picture),
    ".glb": probe_solid,
    **dict.fromkeys(FOREIGN, kind_of),
}
"""by ending: what looks at the header, and raises ContentError"""


def check_folder(case: Case, root: Path) -> None:
    """Refuse dangerous kinds of files by name; warn of what was meant to be shown or heard and cannot be.

    Sounds that the scene plays were looked at when it was read; hidden files are the system's, and what is no medium
    at all is the author's own business.
    """
    used = {cue.path for beat in case.scene.beats.values() for cue in beat.cues if hasattr(cue, "path")}
    used |= {beat.ambience.path for beat in case.scene.beats.values() if beat.ambience}
    for path in _files(case.path.parent):
        suffix, shown = path.suffix.lower(), shown_path(path, root)
        if suffix in DANGEROUS:
            case.findings.add("forbidden-file", Place(shown), path=shown, kind=suffix)
        elif suffix in _PROBES and str(path.absolute()) not in used:
            try:
                _PROBES[suffix](path)
            except ContentError as error:
                why = why_refused(error, str(path), path.name)
                case.findings.add("bad-asset", Place(shown), path=shown, why=why, mend=error.advice)


def _files(folder: Path) -> list[Path]:
    """The files of ``folder`` and of the folders in it, hidden ones left out; the first few hundred."""
    found: list[Path] = []
    folders, seen = [folder], 0
    while folders and seen < _MOST_FILES:
        for entry in entries(folders.pop(0)):
            seen += 1
            if entry.is_symlink() or entry.name.startswith("."):
                continue  # a link is looked at where it is used, and leads nowhere in a pack
            if entry.is_dir():
                folders.append(entry)
            elif entry.is_file():
                found.append(entry)
    return found[:_MOST_FILES]
