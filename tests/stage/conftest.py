"""A headless window, shared by a test's module, and a way to look at a target."""

import hashlib
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Array, Intrinsics, inverse, look_at, plausible_intrinsics
from prisonersvoice_ar.core.script.cell import CellPlan, SceneObject
from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.window import Window

SIZE = (640, 360)
CARD = Rectangle((0.0, 0.0), (0.148, 0.105))
POSTER = Rectangle((0.0, 0.0), (0.297, 0.42))
OPENING = Rectangle((0.0, 0.02), (0.18, 0.24))
PLAN = CellPlan(
    "punishment-cell",
    (2.0, 3.0, 2.5),
    objects=(
        SceneObject("door", (0.0, -1.5, 1.0)),
        SceneObject("hatch", (0.0, -1.5, 1.2)),
        SceneObject("bunk", (-0.65, 0.4, 0.45)),
        SceneObject("lamp", (0.0, 0.0, 2.35)),
        SceneObject("window", (0.0, 1.5, 1.95)),
        SceneObject("shelf", (0.85, 0.9, 1.1)),
    ),
)


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    prepare_engine(None, None, vsync=False)
    opened = Window.open(SIZE, headless=True)
    yield opened
    opened.close()


@pytest.fixture
def make_stage(window: Window) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(mode: str = "diorama", **options: object) -> Stage:
        poster = mode == "portal"
        stage = Stage(
            window,
            PLAN,
            mode,  # type: ignore[arg-type]
            paper=POSTER if poster else CARD,
            opening=OPENING if poster else None,
            hangs=poster,
            **options,  # type: ignore[arg-type]
        )
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.close()
    window.resize(*SIZE)
    window.render()
    window.events()


@pytest.fixture
def lens() -> Intrinsics:
    return plausible_intrinsics(*SIZE)


@pytest.fixture
def grey() -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """A calm picture: a slanting grey ramp."""
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    ramp = (90 + 60 * x / SIZE[0] + 30 * y / SIZE[1]).astype(np.uint8)
    return np.repeat(ramp[..., None], 3, axis=2)


def _view(azimuth: float, elevation: float, distance: float, *, hangs: bool = False) -> Array:
    """``T_camera_target`` of a camera that looks at a target; degrees, metres."""
    a, e = np.radians([azimuth, elevation])
    if hangs:
        at = (0.0, 0.02, 0.0)
        eye = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)]) * distance + at
        return inverse(look_at(eye, at, (0.0, 1.0, 0.0)))
    at = (0.0, 0.0, 0.04)
    eye = np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)]) * distance + at
    return inverse(look_at(eye, at))


def _noise(size: tuple[int, int], name: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """A reproducible picture of (width, height) full of every value."""
    seed = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    return np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)


@pytest.fixture
def view() -> Callable[..., Array]:
    """See ``_view``."""
    return _view


@pytest.fixture
def noise() -> Callable[[tuple[int, int], str], "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"]:
    """See ``_noise``."""
    return _noise


@pytest.fixture
def opening() -> Rectangle:
    return OPENING


@pytest.fixture
def plan() -> CellPlan:
    return PLAN
