"""What lies ahead: the visitor does nothing, and where only a visitor can go on, takes the first way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from prisonersvoice_ar.core.rehearsal.entries import RESTING, Entry, Fire
from prisonersvoice_ar.core.rehearsal.happenings import Happening, trigger_of, wait_of
from prisonersvoice_ar.core.rehearsal.running import GRAIN, Log, do, next_time, run, run_once
from prisonersvoice_ar.core.script.model import After, LineEnded, Scene, Trigger
from prisonersvoice_ar.core.story.effects import EnterBeat
from prisonersvoice_ar.core.story.show import choices
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.story.triggers import leaves

THINKING = 2.0
"""seconds that a visitor is thought to take for a way that only they can go"""
FARTHEST = 1200.0
"""seconds that are looked ahead"""
MOST = 1500
"""steps that are looked ahead: beats that chase each other must not hold up a panel"""
MOST_CHASED = 60
"""steps in which beats pass each other on and nothing happens"""
OFTEN = 2
"""times a beat may be entered ahead before the story is taken to run in a circle"""


@dataclass(frozen=True)
class Ahead:
    """What happens from a state on, as far as it can be told."""

    begins: float
    """seconds of story from which it is told"""
    happened: tuple[Happening, ...] = ()
    guesses: tuple[Entry, ...] = ()
    """the ways that were taken for the visitor"""
    ends: float = 0.0
    """seconds of story up to which it is told"""

    @property
    def sure_until(self) -> float:
        """Before this no way was taken for the visitor; infinite where none was at all."""
        return self.guesses[0].time if self.guesses else inf

    def outlived(self, time: float) -> bool:
        """By ``time`` the visitor has not gone the way that was taken for them, or no more is told; False where no more can be."""
        return self.ends > self.begins and (time > self.sure_until or time >= self.ends)


def foresee(scene: Scene, state: StoryState) -> Ahead:
    """What lies ahead of ``state``."""
    log: Log = []
    guesses: list[Entry] = []
    begins = state.time
    horizon = state.time + FARTHEST
    seen = chased = 0
    entered: Counter[str] = Counter()
    for _ in range(MOST):
        if state.ended or state.time >= horizon:
            break
        if next_time(scene, state) is None:
            entry = first_way(scene, state, THINKING)
            if entry is None:
                break
            state = do(scene, run(scene, state, entry.time, log), entry, log)
            guesses.append(entry)
        else:
            before, state = state, run_once(scene, state, horizon, log)
            chased = chased + 1 if state.time <= before.time + GRAIN and len(log) == seen else 0
        entered.update(_entered(log[seen:]))
        seen = len(log)
        if chased > MOST_CHASED or any(times > OFTEN for times in entered.values()):
            break
    return Ahead(begins, tuple(log), tuple(guesses), state.time)


def first_way(scene: Scene, state: StoryState, later: float = 0.0) -> Entry | None:
    """The first choice, else the first leaf that a visitor can fire, ``later`` seconds on; None: there is none."""
    if wait_of(state) is None:
        return None
    time = state.time + later
    offered = choices(scene, state)
    if offered:
        held = state.held or RESTING
        return Entry(time, replace(held, pressed=(offered[0].id,)), brief=True)
    trigger = trigger_of(scene, state)
    leaf = next(_unfired(trigger, state), None) if trigger is not None else None
    return None if leaf is None else Entry(time, state.held or RESTING, Fire(leaf), brief=True)


def _unfired(trigger: Trigger, state: StoryState) -> Iterator[Trigger]:
    return (
        leaf
        for leaf in leaves(trigger)
        if leaf not in state.fired and not isinstance(leaf, After | LineEnded)
    )


def _entered(log: list[Happening]) -> list[str]:
    return [one.what.beat for one in log if isinstance(one.what, EnterBeat)]
