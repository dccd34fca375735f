"""Where content lies, and what loading gives back: a value, and every problem at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.problem import Problem, Severity
from prisonersvoice_ar.documents.disk import is_file, is_folder

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Content:
    """The folders and files that a campaign brings."""

    scenes: Path
    """folder of scenes; its parent is the content's root, from which problems name their files"""
    audio: Path
    """folder: <lang>/<line id>.opus, ambience/, effects/"""
    markers: Path
    """markers.yaml, or the folder that holds it"""
    actions: Path
    """actions.yaml"""

    @property
    def root(self) -> Path:
        """The folder above ``scenes``."""
        return self.scenes.parent

    @classmethod
    def at(cls, root: Path) -> "Content":
        """Content laid out as in the checkout and in the wheel."""
        return cls(root / "scenes", root / "audio", root / "markers" / "markers.yaml", root / "actions.yaml")


def content_around(scene: Path, ours: Content) -> Content:
    """Return the content that ``scene`` (its folder or file) lies in: X for X/scenes/NAME where X has sounds or markers.

    What X lacks is ``ours``; a scene that lies anywhere else is as one of ours.
    """
    folder = scene.absolute() if is_folder(scene) else scene.absolute().parent
    scenes = folder.parent
    if scenes.name != "scenes" or scenes == ours.scenes.absolute():
        return ours
    theirs = Content.at(scenes.parent)
    if not (is_folder(theirs.audio) or is_file(theirs.markers)):
        return ours
    return replace(
        theirs,
        audio=theirs.audio if is_folder(theirs.audio) else ours.audio,
        markers=theirs.markers if is_file(theirs.markers) else ours.markers,
        actions=theirs.actions if is_file(theirs.actions) else ours.actions,
    )


@dataclass(frozen=True)
class Loaded(Generic[T_co]):
    """What a file gave: ``value`` is None where one of ``problems`` is an error."""

    value: T_co | None
    problems: tuple[Problem, ...] = ()
    """causes before consequences, errors before warnings"""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """file (as in ``Place.file``) to the text that was read, for snippets"""

    incomplete: bool = False
    """errors kept checks from being made: who mends them may be told of more"""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def why_refused(error: ContentError, *names: str) -> str:
    """Return in a line why a file was refused, without the name (one of ``names``) that it begins with."""
    why = error.message.splitlines()[0]
    name = next((name for name in names if why.startswith(f"{name}: ")), "")
    return why.removeprefix(f"{name}: ")


def shown_path(path: Path, root: Path | None = None) -> str:
    """Return ``path`` as the author knows it: from the content's root or the working folder where inside."""
    resolved = path.absolute()
    for base in (root.absolute() if root else None, Path.cwd()):
        if base is not None and resolved.is_relative_to(base):
            return resolved.relative_to(base).as_posix()
    return str(path)
