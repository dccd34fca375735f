"""The scene that a tool writes into: its file, and the content it belongs to."""

from pathlib import Path

from prisonersvoice_ar.app.content import content
from prisonersvoice_ar.app.written import placed_scene
from prisonersvoice_ar.documents import Content


def authored(named: Path) -> tuple[Path, Content]:
    """The file of the scene called ``named`` (name, folder or file); UsageError where there is none."""
    from prisonersvoice_ar.authoring.scenery import named_scene

    path, where = placed_scene(str(named))
    return named_scene(path, where), where


def content_of_new(named: Path) -> Content:
    """The content that a scene will belong to: what lies round its folder, where that is called ``scenes``, else ours."""
    scenes = named.absolute().parent
    if len(named.parts) > 1 and scenes.name == "scenes":
        return Content.at(scenes.parent)
    return content()
