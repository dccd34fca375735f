"""A shared file that is named where a scene is meant: it has beats, and no head, no first beat and no end of its own."""

from pathlib import Path

from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.shared import is_shared


def refuse_shared(path: Path, where: Content) -> None:
    """UsageError where ``path`` is a file of ``_shared``; it names the scenes that include it."""
    if not is_shared(path) or not path.is_file():
        return
    names = ", ".join(_including(path, where))
    raise UsageError(
        f"{path} is a shared file, a part of scenes and none itself",
        f"Name a scene that includes it: {names}." if names else "No scene beside it includes it yet.",
    )


def _including(path: Path, where: Content) -> list[str]:
    """The names of the scenes beside ``path``'s folder that include it, also by way of another shared file."""
    from prisonersvoice_ar.authoring.scenery import read_writing, scene_folders
    from prisonersvoice_ar.documents.scenes import SCENE_FILE

    found = []
    for folder in scene_folders(where, beside=path.absolute().parent):
        try:
            pages = read_writing(folder / SCENE_FILE, where).pages
        except ContentError:  # one that cannot be read includes nothing that we know of
            continue
        if any(page.path.resolve() == path.resolve() for page in pages[1:]):
            found.append(folder.name)
    return found
