"""A visitor who is led along a way that the walk has found: the proof, in acts, that a beat can be reached.

The walk knows no time, so that it may call reachable what no clock allows; a visit that does it leaves no doubt.
"""

from math import inf

from prisonersvoice_ar.core.script.model import LookAt, TargetSeen, VisitorArrived
from prisonersvoice_ar.core.story.clock import TICK, in_ticks
from prisonersvoice_ar.core.story.conditions import DWELL
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.play import Acts, Game
from prisonersvoice_ar.core.story.player import Player
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.core.story.steps import Chooses, Does, Looks, Move
from prisonersvoice_ar.core.story.visitors import GONE, RESTING, Doing, answer
from prisonersvoice_ar.core.story.walk import Stop

PAUSE = in_ticks(0.25)
"""seconds between two acts"""
MOST = 5000
"""happenings and acts of one visit"""


def lead(game: Game, way: tuple[Stop, ...], beat: str, lang: str) -> Acts | None:
    """What a visitor has to do to come to ``beat`` along ``way`` (walk.ways); None where it does not work out."""
    guide = _Guide(game, lang)
    for stop in way:
        if stop.moves and not (guide.comes_to(stop.beat) and all(guide.makes(move) for move in stop.moves)):
            return None
    return guide.acts if guide.begins(beat) else None


class _Guide:
    """One visit that is led."""

    def __init__(self, game: Game, lang: str) -> None:
        self.player = Player(game.tables, lang)
        self.acts: Acts = []
        self.left = MOST
        self._base: Doing = RESTING
        self._do(self._resting())

    def comes_to(self, beat: str) -> bool:
        """Whether the story goes to ``beat`` without any doing."""
        while self.player.row.id != beat:
            if not self._run_on():
                return False
        return True

    def begins(self, beat: str) -> bool:
        """Whether ``beat`` begins without any further doing."""
        wanted = self.player.tables.row(beat).index
        while wanted not in self.player.entered:
            if not self._run_on():
                return False
        return True

    def makes(self, move: Move) -> bool:
        """Do what the way says at this point; False where the story does not stand as it should."""
        self._base = self._unheld(move)
        match move:
            case Looks(name):
                self._do(self._resting(looking_at=name))
                return self._wait(DWELL + PAUSE)
            case Chooses(choice):
                if not self._until_wait() or choice not in [way.choice for way in self.player.offered()]:
                    return False
                self._do(self._resting(pressed=(choice,)))
            case Does(leaves):
                if not self._until_wait():
                    return False
                for leaf in leaves:
                    self._do(self._resting(**answer(leaf)))
                    if isinstance(leaf, LookAt) and not self._wait(leaf.seconds + PAUSE):
                        return False
        self._run_on()
        self._base = RESTING
        self._do(self._resting())
        return True

    def _unheld(self, move: Move) -> Doing:
        """How to be meanwhile: out of sight where being seen would end the wait by itself."""
        wait = self.player.row.wait
        shy = wait is not None and any(isinstance(leaf, TargetSeen | VisitorArrived) for leaf in wait.leaves)
        asked = isinstance(move, Does) and any(
            isinstance(leaf, TargetSeen | VisitorArrived) for leaf in move.leaves
        )
        return GONE if shy and not asked else RESTING

    def _resting(self, **more: object) -> StoryInput:
        return StoryInput(**{**self._base, **more})  # type: ignore[arg-type]

    def _until_wait(self) -> bool:
        while self.player.stage is Stage.SAY:
            if not self._run_on():
                return False
        return self.player.stage in (Stage.BEGIN, Stage.WAIT)

    def _wait(self, seconds: float) -> bool:
        """Let ``seconds`` pass, and everything happen that is due before."""
        end = self.player.time + seconds
        while self.player.due() <= end:
            if not self._run_on():
                return False
        self._do(self.acts[-1][1], end)
        return True

    def _run_on(self) -> bool:
        player = self.player
        self.left -= 1
        if self.left < 0 or player.ended or player.circling or player.due() == inf:
            return False
        player.run_on()
        return True

    def _do(self, given: StoryInput, at: float | None = None) -> None:
        """Do it a tick after the last happening, or at ``at``."""
        now = in_ticks(self.player.time + TICK if at is None else at)
        while self.player.due() <= now and self._run_on():
            pass
        self.player.sample(now, given)
        self.acts.append((now, given))
