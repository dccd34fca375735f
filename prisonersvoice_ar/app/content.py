"""What a run shows: a scene, the targets, the campaign and the lens, read before anything is opened."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from prisonersvoice_ar.app.folders import content_root
from prisonersvoice_ar.app.lenses import stored_lenses
from prisonersvoice_ar.app.partial import refuse_shared
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.calibration.served import StoredLens
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.core.script.model import Gesture, Scene, VisitorArrived, VisitorLeft
from prisonersvoice_ar.core.story.triggers import leaves
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.documents import (
    Content,
    Loaded,
    load_campaign,
    load_intrinsics,
    load_scene,
    load_targets,
    render,
)
from prisonersvoice_ar.documents.advice import closest
from prisonersvoice_ar.documents.content import content_around
from prisonersvoice_ar.perception.settings import PeopleModel

Value = TypeVar("Value")


@dataclass(frozen=True)
class RunContent:
    """Everything people wrote that one run needs."""

    scene: Scene
    campaign: Campaign


@dataclass(frozen=True)
class SightContent:
    """What perception needs: read first, so that its process starts while the rest is read."""

    targets: dict[str, Target]
    lens: Intrinsics | None
    stored: tuple[StoredLens, ...] = ()
    """calibrations that are kept; the one of the camera that opens serves where no lens was given"""


def content() -> Content:
    """Where the content lies."""
    return Content.at(content_root())


def load_sight(settings: RunSettings) -> SightContent:
    """Targets and intrinsics; ContentError with every problem at once."""
    path = settings.targets or content().markers
    targets = _value(load_targets(path))
    lens = load_intrinsics(settings.camera_matrix) if settings.camera_matrix is not None else None
    return SightContent(dict(targets), lens, stored_lenses() if lens is None else ())


def load_run(settings: RunSettings) -> RunContent:
    """Scene and campaign; ContentError with every problem at once; warnings go to standard error."""
    where = content()
    path = scene_path(settings, where)
    refuse_shared(path, where)
    scene = _value(load_scene(path, content_around(path, where)))
    return RunContent(scene, _value(load_campaign(where.actions)))


def scene_path(settings: RunSettings, where: Content) -> Path:
    """The scene that was named, by path or by its folder under scenes/, else the first that ships."""
    if len(settings.scenes) > 1:
        raise UsageError(
            "one scene at a time, for now", "Name one; the others can follow in runs of their own."
        )
    names = sorted(path.parent.name for path in where.scenes.glob("*/scene.yaml"))
    if not settings.scenes:
        if not names:
            raise ContentError(
                f"there is no scene in {where.scenes}", "A scene is a folder with a scene.yaml in it."
            )
        return where.scenes / next((name for name in names if not _is_draft(where.scenes / name)), names[0])
    named = settings.scenes[0]
    for path in (Path(named), where.scenes / named):
        if path.exists():
            return path
    raise no_scene(named, where)


def no_scene(named: str, where: Content) -> UsageError:
    """What is said where there is no scene called ``named``."""
    names = sorted(path.parent.name for path in where.scenes.glob("*/scene.yaml"))
    guess = closest(Path(named).name, names)
    meant = f'Did you mean "{guess}"? ' if guess else ""
    return UsageError(
        f'there is no scene "{named}"', f"{meant}Scenes here: {', '.join(names)}; or a path to one."
    )


_DRAFT = re.compile(r"^draft:\s*true\b", re.MULTILINE)


def _is_draft(folder: Path) -> bool:
    """Whether a scene says that it is not for visitors yet; told without reading the whole of it."""
    try:
        return bool(_DRAFT.search((folder / "scene.yaml").read_text("utf-8-sig", errors="replace")))
    except OSError:
        return False


def print_of(target: Target | None, prints: Path) -> Path | None:
    """The picture of what is printed for ``target``: its own, or the one that lies in ``prints``; None where none is."""
    if target is None:
        return None
    path = Path(target.picture.file) if target.picture is not None else prints / f"{target.name}.png"
    return path if path.is_file() else None


def models_wanted(scene: Scene) -> frozenset[PeopleModel]:
    """The models of people that ``scene`` waits for: a gesture's hands, a visitor's face."""
    waits = [trigger for beat in scene.beats.values() for trigger in (beat.begin, beat.until) if trigger]
    found = {type(leaf) for trigger in waits for leaf in leaves(trigger)}
    wanted: set[PeopleModel] = set()
    if Gesture in found:
        wanted.add("hands")
    if found & {VisitorArrived, VisitorLeft}:
        wanted.add("face")
    return frozenset(wanted)


def _value(loaded: Loaded[Value]) -> Value:
    text = render(loaded.problems, read=loaded.texts.get) if loaded.problems else ""
    if loaded.value is None:
        raise ContentError(text)
    if text:
        print(text, file=sys.stderr)
    return loaded.value
