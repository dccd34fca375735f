"""Runs contestants over sequences and keeps time."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.track.cache import Take, taken
from bench.track.cards import Card, tag_card
from bench.track.contestants.base import Contestant, Seen
from bench.track.measure import Frames, compared
from bench.track.motions import FPS
from bench.track.spec import Sequence as Footage
from prisonersvoice_ar.core.geometry import Array


@dataclass(frozen=True)
class Result:
    """One contestant in one sequence."""

    cards: list[Frames]
    false: int
    ms: Array
    """per frame: processor time of all threads, which other work on the machine does not lengthen"""
    wall_ms: Array
    seen: list[list[list[Seen]]]
    """by shot and frame"""


Results = dict[str, dict[str, Result]]
"""by contestant, then by sequence"""


def run(
    footage: Sequence[Footage], contestants: Sequence[Contestant], times: int = 1, *, nominal: bool = False
) -> Results:
    """Every contestant on the same frames, one after another; of several ``times`` each frame's least cost counts."""
    results: Results = {contestant.name: {} for contestant in contestants}
    for sequence in footage:
        takes = [taken(shot) for shot in sequence.shots]
        for contestant in contestants:
            if contestant.takes(asked(takes[0])):
                runs = [_one(contestant, takes, nominal=nominal) for _ in range(times)]
                least = np.min([each.ms for each in runs], axis=0)
                wall = np.min([each.wall_ms for each in runs], axis=0)
                results[contestant.name][sequence.name] = replace(runs[0], ms=least, wall_ms=wall)
    return {name: rows for name, rows in results.items() if rows}


def asked(take: Take) -> tuple[Card, ...]:
    """The cards that are looked for; where nothing is in view, a tag all the same."""
    return tuple(placed.card for placed in take.shot.placed) or (tag_card(),)


def _one(contestant: Contestant, takes: Sequence[Take], *, nominal: bool) -> Result:
    seen: list[list[list[Seen]]] = []
    cpu: list[float] = []
    wall: list[float] = []
    prepared = getattr(contestant, "prepared", lambda frame: frame)
    for take in takes:
        contestant.begin(take.shot.lens, asked(take))
        seen.append([])
        for index, gray in zip(take.shot.frames, take.frames, strict=True):
            frame = prepared(gray)
            begun, begun_cpu = time.perf_counter(), time.process_time()
            seen[-1].append(contestant.track(frame, index / FPS))
            spent = 1e3 * (time.process_time() - begun_cpu)
            cpu.append(getattr(contestant, "last_ms", spent))  # its own, where it works in another process
            wall.append(1e3 * (time.perf_counter() - begun))
    cards, false = compared(takes, seen, nominal=nominal) if takes[0].shot.placed else ([], _count(seen))
    return Result(cards, false, np.array(cpu), np.array(wall), seen)


def _count(seen: Sequence[Sequence[Sequence[Seen]]]) -> int:
    return sum(len(frame) for shot in seen for frame in shot)


def load() -> float:
    """Runnable processes a core: above 1, wall times say little."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)
