"""A scene read again whenever its author has saved it; and only once what was saved is whole."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from prisonersvoice_ar.app.preview.watching import (
    LOOK_EVERY_S,
    WRITTEN,
    Look,
    Stamp,
    Watcher,
    folders_of,
    git_lock,
    look,
    wait_for_git,
)
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Problem
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.documents import Content, Loaded, load_scene, load_targets
from prisonersvoice_ar.documents.memory import Memory
from prisonersvoice_ar.documents.scenes import scene_file

SETTLED_S = 0.15
"""a broken scene that was touched within this may be half written: it is shown once it has been left alone so long"""
MOST_READS = 6
"""of files that change while they are read, before what was read last is taken for what there is"""
DEAR = 20.0
"""looking takes at most so small a part of the time"""


@dataclass(frozen=True)
class Reloaded:
    """The scene as it was saved."""

    scene: Scene
    targets: Mapping[str, Target]
    """those of markers.yaml by name"""
    problems: tuple[Problem, ...] = ()
    """warnings and notes"""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """file, as in ``Place.file``, to the text that was read"""
    noticed_s: float = 0.0
    """time.monotonic() when the save was noticed"""
    ready_s: float = 0.0
    """time.monotonic() when it had been read"""


@dataclass(frozen=True)
class Broken:
    """What was saved is no scene."""

    problems: tuple[Problem, ...]
    """errors among them"""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """file, as in ``Place.file``, to the text that was read"""
    noticed_s: float = 0.0
    """time.monotonic() when the save was noticed"""
    ready_s: float = 0.0
    """time.monotonic() when it had been read"""
    fault: str = ""
    """a fault of ours, in one line, where it is none of the author's"""


Outcome = Reloaded | Broken
Load = Callable[[Path, Content, Memory], Loaded[Scene]]


class Reader:
    """Reads one scene, again and again. No thread of its own."""

    def __init__(
        self,
        path: Path,
        content: Content,
        *,
        load: Load = load_scene,
        polling: bool = False,
        goes_on: bool = True,
    ) -> None:
        """Of the scene at ``path``; ``load`` reads it and raises nothing; ``polling``: without the system's bell.

        ``goes_on``: a fault of ours is told like a broken scene, for the next save may pass; else it is raised.
        """
        self.path, self.content = path, content
        self._load, self._goes_on = load, goes_on
        self._watcher = Watcher(polling=polling)
        self._lock = git_lock(path.absolute())
        self._own = {str(scene_file(path).absolute().parent), str(content.scenes.absolute() / "_shared")}
        self._memory = Memory()
        self._remembered: dict[str, Stamp] = {}
        """the files that ``_memory`` holds, as they were when it was begun"""
        self.seen = Look({}, {})
        """what was there when it was read last"""
        self._next_look_s = 0.0

    def read(self, noticed_s: float | None = None) -> Outcome:
        """What is there now, once two looks agree."""
        noticed_s = time.monotonic() if noticed_s is None else noticed_s
        before = self._look()
        for _ in range(MOST_READS):
            outcome = self._read_once(noticed_s, self._memory_for(before))
            after = self._look()
            if after == before:
                break
            before = after
        self.seen = before
        return outcome

    def next(self, seconds: float, stop: Event | None = None) -> Outcome | None:
        """What was saved within ``seconds``; None: nothing was."""
        self._watcher.arm(self.seen)
        rang = self._watcher.wait(min(seconds, max(self._next_look_s - time.monotonic(), 0.0)), stop)
        if not rang and time.monotonic() < self._next_look_s:
            return None
        now = self._look()
        noticed_s = time.monotonic()
        if now == self.seen:
            self.seen = now  # the folders may be others
            return None
        wait_for_git(self._lock, stop)
        outcome = self.read(noticed_s)
        while isinstance(outcome, Broken) and not self._settled(stop):
            outcome = self.read(noticed_s)
        return outcome

    def _settled(self, stop: Event | None) -> bool:
        """Wait until the files have been left alone; False where they were touched meanwhile."""
        end = time.monotonic() + SETTLED_S
        self._watcher.arm(self.seen)
        while (left := end - time.monotonic()) > 0 and not (stop is not None and stop.is_set()):
            self._watcher.wait(min(left, SETTLED_S / 5), stop)
            if self._look() != self.seen:
                return False
        return True

    def _look(self) -> Look:
        began = time.perf_counter()
        found = look(folders_of(self.path, self.content))
        took = time.perf_counter() - began
        self._next_look_s = time.monotonic() + max(LOOK_EVERY_S, DEAR * took)
        return found

    def _memory_for(self, now: Look) -> Memory:
        """What was read of voices, sounds and targets, as long as none of them has changed: half of the time."""
        around = {path: stamp for path, stamp in now.files.items() if not self._is_written_by_hand(path)}
        if around != self._remembered:
            self._memory, self._remembered = Memory(), around
        return self._memory

    def _is_written_by_hand(self, path: str) -> bool:
        """The scene's own texts, and those it may include, are read each time."""
        folder, name = os.path.split(path)
        return folder in self._own and os.path.splitext(name)[1].lower() in WRITTEN  # noqa: PTH122

    def _read_once(self, noticed_s: float, memory: Memory) -> Outcome:
        try:
            loaded = self._load(self.path, self.content, memory)
            targets = memory.once(
                "targets", lambda: load_targets(self.content.markers, root=self.content.root)
            ).value
        except Exception as error:  # the boundary: a fault of ours must not end the watching
            if not self._goes_on:
                raise
            said = f"{type(error).__name__}: {error}"
            return Broken((), {}, noticed_s, time.monotonic(), said)
        ready_s = time.monotonic()
        if loaded.value is None or targets is None:
            return Broken(loaded.problems, loaded.texts, noticed_s, ready_s)
        return Reloaded(loaded.value, targets, loaded.problems, loaded.texts, noticed_s, ready_s)

    def close(self) -> None:
        """Watch no longer."""
        self._watcher.close()
