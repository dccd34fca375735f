"""A workshop without a window, on a copy of a scene; its hands are written down."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.app.preview.opening import opened_workshop
from prisonersvoice_ar.app.preview.settings import PreviewSettings
from prisonersvoice_ar.app.preview.workshop import Workshop
from prisonersvoice_ar.stage.window import (
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    WindowEvent,
)

SIZE = (720, 480)


class Desk:
    """A workshop, its scene's file, and hands."""

    def __init__(self, workshop: Workshop, file: Path) -> None:
        self.workshop, self.file = workshop, file
        self.written = file.read_text("utf-8") if file.is_file() else ""
        self.bench = workshop._bench
        self.bench.panel._io.config_error_recovery_enable_assert = True
        self._waiting: list[WindowEvent] = []
        self.bench.window.events = self._fetch  # type: ignore[method-assign]

    def _fetch(self) -> list[WindowEvent]:
        waiting, self._waiting = self._waiting, []
        return waiting

    @property
    def rehearsal(self):
        assert self.workshop.rehearsal is not None
        return self.workshop.rehearsal

    def frames(self, count: int = 3, seconds: float = 0.05) -> None:
        for _ in range(count):
            self.workshop._panel_due = 0.0
            self.workshop.frame(seconds)

    def do(self, *events: WindowEvent) -> None:
        """One event a frame, as slow hands give them."""
        for event in events:
            self._waiting.append(event)
            self.frames(1)
        self.frames(1)

    def click(self, x: float, y: float) -> None:
        self.do(PointerMoved(x, y), PointerPressed(x, y), PointerReleased(x, y))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.do(PointerMoved(*start), PointerPressed(*start))
        self.do(PointerMoved(*middle), PointerMoved(*end), PointerReleased(*end))

    def key(self, *names: str) -> None:
        self.do(*(KeyPressed(name) for name in names), *(KeyReleased(name) for name in reversed(names)))

    def save(self, text: str) -> None:
        """As editors do: beside, and then in one stroke."""
        beside = self.file.with_name(".part")
        beside.write_text(text, "utf-8")
        beside.replace(self.file)

    def until(self, met: Callable[[], bool], what: str, within_s: float = 30.0) -> None:
        deadline = time.monotonic() + within_s
        while not met():
            assert time.monotonic() < deadline, what
            self.frames(1)
            time.sleep(0.02)

    def picture(self) -> np.ndarray:
        return self.bench.window.picture()

    def shown(self) -> np.ndarray:
        """What stands where the picture is."""
        area = self.bench.panel.area
        return self.picture()[: int(area.h), : int(area.w)]


def sit(folder: Path, **settings: object) -> "Iterator[Desk]":
    asked = PreviewSettings(
        str(folder),
        headless=True,
        shot=folder / "shot.png",
        size=SIZE,
        **settings,  # type: ignore[arg-type]
    )
    with opened_workshop(asked) as workshop:
        yield Desk(workshop, folder / "scene.yaml")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Caches of one's own, for all of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield tmp_path_factory.mktemp("Сцени автора")


@pytest.fixture(scope="module")
def opened(home: Path, root: Path) -> Iterator[Desk]:
    folder = home / "Камера друга"
    shutil.copytree(root / "scenes" / "fifteen-days", folder)
    yield from sit(folder, lang="en")


@pytest.fixture
def desk(opened: Desk) -> Desk:
    """As it was at the beginning, paused."""
    if opened.file.read_text("utf-8") != opened.written:
        opened.save(opened.written)
        opened.until(lambda: opened.workshop._broken is None, "the mended scene does not come back")
        opened.frames(20)
    rehearsal = opened.rehearsal
    rehearsal.switch_language("en")
    rehearsal.switch_mode("diorama", "card-1")
    rehearsal.set_speed(1.0)
    rehearsal.set_muted(False)
    opened.workshop._help = False
    opened.workshop._changed(rehearsal.begin_again())
    opened.workshop._changed(rehearsal.seek(1.0))
    rehearsal.pause()
    opened.bench.picture.reset_view("diorama")
    opened.workshop._dress()
    opened.frames(3)
    return opened
