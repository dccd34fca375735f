"""A scene that an author names on the command line, and the content in which it lies."""

from pathlib import Path

from prisonersvoice_ar.app.content import content
from prisonersvoice_ar.app.partial import refuse_shared
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene, render


def written_scene(named: str) -> tuple[Scene, Content]:
    """Load the scene called ``named`` (a folder under scenes/, or a path), with its content.

    A scene in another folder called ``scenes`` has its sounds beside that folder; any other uses ours. Raises
    UsageError where there is none, ContentError with every problem where it cannot be loaded.
    """
    path, where = whole_scene(named)
    loaded = load_scene(path, where)
    if loaded.value is None:
        raise ContentError(render(loaded.errors, read=loaded.texts.get))
    return loaded.value, where


def whole_scene(named: str) -> tuple[Path, Content]:
    """Find the scene called ``named``, as below; UsageError also where it is a shared file, a part of scenes."""
    path, where = placed_scene(named)
    refuse_shared(path, where)
    return path, where


def placed_scene(named: str) -> tuple[Path, Content]:
    """Find the scene called ``named``, and the content that it belongs to, as above; UsageError where there is none."""
    ours = content()
    path = _found(named, ours)
    folder = path.parent if path.is_file() else path
    scenes = folder.absolute().parent
    return path, (Content.at(scenes.parent) if scenes.name == "scenes" else ours)


def languages_of(scene: Scene, asked: list[str] | None) -> tuple[str, ...]:
    """Give the languages ``asked`` for, all of the scene's where none is. Raises UsageError for another's."""
    for language in asked or ():
        if language not in scene.languages:
            raise UsageError(
                f'--lang {language}: "{scene.id}" is not in that language',
                f"It is in: {', '.join(scene.languages)}.",
            )
    return tuple(dict.fromkeys(asked)) if asked else scene.languages


def _found(named: str, ours: Content) -> Path:
    for path in (Path(named), ours.scenes / named):
        try:
            if path.exists():
                return path
        except (OSError, ValueError):  # a name that no system takes
            continue
    names = sorted(path.parent.name for path in ours.scenes.glob("*/scene.yaml"))
    raise UsageError(f'there is no scene "{named}"', f"Scenes here: {', '.join(names)}; or a path to one.")
