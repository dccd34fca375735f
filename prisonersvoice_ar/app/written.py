"""A scene that an author names on the command line, and the content in which it lies."""

from dataclasses import replace
from pathlib import Path

from prisonersvoice_ar.app.content import content, no_scene
from prisonersvoice_ar.app.partial import refuse_shared
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene, render
from prisonersvoice_ar.documents.content import content_around
from prisonersvoice_ar.documents.scenes import SCENE_FILE
from prisonersvoice_ar.words import Interface


def written_scene(named: str, lang: str = "en") -> tuple[Scene, Content]:
    """Load the scene called ``named`` (a folder under scenes/, or a path), with its content.

    A scene in another folder called ``scenes`` has its sounds beside that folder; any other uses ours. Raises
    UsageError where there is none, ContentError with every problem, said in ``lang``, where it cannot be loaded.
    """
    path, where = whole_scene(named)
    loaded = load_scene(path, where)
    if loaded.value is None:
        raise ContentError(render(loaded.errors, lang, loaded.texts.get))
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
    return path, content_of(path.parent if path.is_file() else path, ours)


def content_of(folder: Path, ours: Content) -> Content:
    """The content that a scene in ``folder``, which need not be there yet, belongs to; what it lacks is ``ours``."""
    scenes = folder.absolute().parent
    if scenes.name != "scenes":
        return ours
    theirs = Content.at(scenes.parent)
    return replace(content_around(folder / SCENE_FILE, ours), scenes=theirs.scenes, audio=theirs.audio)


def stray_note(scene: Scene, where: Content, lang: str = "en") -> str:
    """What is said in ``lang`` of a scene that lies outside the content whose voices it shares; nothing of any other."""
    folder = Path(scene.folder).resolve()
    if folder.is_relative_to(where.root.resolve()):
        return ""
    return Interface(lang, "voice").text("stray", scene=scene.folder, audio=str(where.audio))


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
    raise no_scene(named, ours)
