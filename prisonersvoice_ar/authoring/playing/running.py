"""Thousands of visits, on all cores. Which process plays a run makes no difference to it."""

import os
from collections.abc import Callable

from prisonersvoice_ar.authoring.crew import LOST, apart
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
            parts = [(seed, *part) for part in _parts(runs, _at_once(runs, workers))]
            for part in apart(_play_part, parts, workers, _make_ready, scene):
                found.join(part)
                told(part.visits)
            return found
        except LOST:  # a machine that lets no process be started (or takes it away) is only slower
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


def _make_ready(scene: Scene) -> None:
    global _game  # noqa: PLW0603 - a pool's initializer has no other place
    _game = prepare(scene)


def _play_part(asked: tuple[int, int, int]) -> Tally:
    seed, first, last = asked
    if _game is None:
        raise RuntimeError("a worker without a scene")
    game = _game
    return tally(play(game, seed, run) for run in range(first, last))
