"""Thousands of visits, on all cores. Which process plays a run makes no difference to it."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker

from prisonersvoice_ar.authoring.playing.tally import Tally, tally
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.play import Game, play, prepare

FEW = 1000
"""visits that are played sooner than a process has started"""
MOST_WORKERS = 8
MOST_AT_ONCE = 2000
"""visits that a worker plays before it tells of them: half a second, for which an interrupt waits"""

Told = Callable[[int], object]
"""so many more visits are over"""

_game: Game | None = None
"""a worker's own"""


def play_all(scene: Scene, seed: int, runs: int, told: Told, workers: int | None = None) -> Tally:
    """Play runs 0 to ``runs`` − 1 of ``seed``; ``workers``: processes (default: one a core, 0: this one)."""
    if workers is None:
        workers = min(MOST_WORKERS, os.cpu_count() or 1) if runs > FEW else 0
    found = Tally()
    if workers > 1:
        try:
            for part in _apart(scene, seed, _parts(runs, _at_once(runs, workers)), workers):
                found.join(part)
                told(part.visits)
            return found
        except (BrokenProcessPool, OSError):
            # a machine that lets no process be started (or takes it away) is only slower
            told(-found.visits)
            found = Tally()
    game = prepare(scene)
    for first, last in _parts(runs, 50):
        part = tally(play(game, seed, run) for run in range(first, last))
        found.join(part)
        told(part.visits)
    return found


def _at_once(runs: int, workers: int) -> int:
    return min(MOST_AT_ONCE, max(50, runs // (workers * 12)))


def _parts(runs: int, size: int) -> list[tuple[int, int]]:
    return [(first, min(first + size, runs)) for first in range(0, runs, size)]


def _apart(scene: Scene, seed: int, parts: list[tuple[int, int]], workers: int) -> Iterator[Tally]:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _make_ready, (scene,))
    try:
        with _deaf_to_interrupts():
            results = pool.map(_play_part, [(seed, *part) for part in parts])
        yield from results
    finally:
        # a pool that nobody holds any more forgets to cancel, and plays on to the end: it is waited for
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started now never hear Ctrl+C, not even while Python begins in them: the parent ends them.

    It is held back and not ignored: one that comes meanwhile is heard by the parent as soon as they are started.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows lets no child inherit it
        yield
        return
    # started by the first worker, it would let through what is held back
    resource_tracker.ensure_running()
    # a thread of a library that masks nothing may take the signal: this thread would be interrupted all the same,
    # in the midst of telling a worker what to do
    heard: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler)
    if heard:
        raise KeyboardInterrupt


def _make_ready(scene: Scene) -> None:
    """Begin a worker: the parent alone hears Ctrl+C (Windows lets no child inherit that)."""
    global _game  # noqa: PLW0603 - a pool's initializer has no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _game = prepare(scene)


def _play_part(asked: tuple[int, int, int]) -> Tally:
    seed, first, last = asked
    if _game is None:
        raise RuntimeError("a worker without a scene")
    game = _game
    return tally(play(game, seed, run) for run in range(first, last))
