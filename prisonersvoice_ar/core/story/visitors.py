"""Random visitors: who they are, and what they do at which moment. Chance is an argument.

A visitor sees which beat waits and what it could react to, and does that, or something else, as their temperament
has it. Times are story seconds in whole ticks, so that the engine takes the same acts at the same times.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, log

from prisonersvoice_ar.core.script.model import (
    CONTINUE,
    CloserThan,
    FartherThan,
    Gesture,
    KeyPressed,
    LookAt,
    Pressed,
    TargetLost,
    TargetSeen,
    Touched,
    Trigger,
    VisitorArrived,
    VisitorLeft,
)
from prisonersvoice_ar.core.story.clock import in_ticks
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.player import Player
from prisonersvoice_ar.core.story.state import Stage
from prisonersvoice_ar.core.story.tables import Tables
from prisonersvoice_ar.core.story.waits import Wait

Doing = Mapping[str, object]
"""fields of StoryInput that an act changes"""

RESTING: Doing = {"target_seen": True, "distance_m": 0.5, "visitor": True}
"""how a visitor is who does nothing"""
AWAY: Doing = {"target_seen": False, "distance_m": None, "looking_at": None}
"""the card is taken away"""
GONE: Doing = {**AWAY, "visitor": False}
MOMENTARY = ("pressed", "touched", "keys", "gesture")
"""fields that last until the next act only"""
AWAY_SECONDS = (8.0, 45.0)
"""how long somebody stays away with the card, at least and at most"""


@dataclass(frozen=True)
class Temperament:
    """A kind of visitor. Weights are relative."""

    name: str
    share: float
    """of all visitors"""
    reaction: float
    """seconds, on average, between two acts"""
    asked: float = 0.0
    """does what the beat can react to, or chooses"""
    looks: float = 0.0
    """looks at anything, or away"""
    presses: float = 0.0
    """presses, touches, keys and gestures, whether or not anything waits for them"""
    moves: float = 0.0
    """nearer and farther"""
    leaves: float = 0.0
    """goes away for a while, the card with them"""
    restless: float = 0.0
    """chance to do something while lines are being said"""


TEMPERAMENTS = (
    Temperament("patient", 0.24, 7.0, asked=0.6, looks=0.35, moves=0.05, restless=0.3),
    Temperament("impatient", 0.16, 1.2, asked=0.9, presses=0.1, restless=0.3),
    Temperament("curious", 0.18, 3.0, asked=0.45, looks=0.4, presses=0.05, moves=0.1, restless=0.7),
    Temperament("wandering-gaze", 0.12, 2.0, looks=0.95, moves=0.05, restless=0.8),
    Temperament("walks-off", 0.1, 6.0, asked=0.4, looks=0.2, leaves=0.4, restless=0.4),
    Temperament("presses-everything", 0.1, 0.8, asked=0.2, presses=0.8, restless=0.8),
    Temperament("does-nothing", 0.1, inf),
)
"""shares add up to 1"""


@dataclass(frozen=True)
class Stock:
    """What can be done in a scene at all, compiled once."""

    begins: tuple[tuple[Doing, ...], ...]
    """by row: what its ``begin`` reacts to"""
    waits: tuple[tuple[Doing, ...], ...]
    """by row: what the wait after its lines reacts to, choices left out"""
    looks: tuple[Doing, ...]
    presses: tuple[Doing, ...]
    moves: tuple[Doing, ...] = (
        {"distance_m": 0.2, "target_seen": True},
        {"distance_m": 1.5, "target_seen": True},
    )


def stock(tables: Tables) -> Stock:
    """What visitors can do in the scene of ``tables``."""
    begins = tuple(_reacts(row.begin) for row in tables.rows)
    waits = tuple(_reacts(row.wait) for row in tables.rows)
    momentary = [one for some in (*begins, *waits) for one in some if any(key in one for key in MOMENTARY)]
    choices = dict.fromkeys(way.choice for row in tables.rows for way in row.choices)
    presses: list[Doing] = [{"pressed": (name,)} for name in (CONTINUE, *choices)]
    presses += [one for one in momentary if one not in presses]
    objects = [item.id for item in tables.scene.place.objects]
    presses += [{"touched": (name,)} for name in objects if {"touched": (name,)} not in presses]
    return Stock(begins, waits, tuple({"looking_at": name} for name in (*objects, None)), tuple(presses))


def _reacts(wait: Wait | None) -> tuple[Doing, ...]:
    return () if wait is None else tuple(one for one in map(answer, wait.leaves) if one)


def answer(leaf: Trigger) -> Doing:
    """What a visitor does to fire ``leaf``; empty where only time does."""
    match leaf:
        case TargetSeen():
            return RESTING
        case TargetLost():
            return AWAY
        case LookAt(thing):
            return {"looking_at": thing, "target_seen": True}
        case CloserThan(metres):
            return {"distance_m": metres * 0.7, "target_seen": True}
        case FartherThan(metres):
            return {"distance_m": metres * 1.4, "target_seen": True}
        case Pressed(button):
            return {"pressed": (button,)}
        case Touched(thing):
            return {"touched": (thing,)}
        case KeyPressed(key):
            return {"keys": (key,)}
        case VisitorArrived():
            return RESTING
        case VisitorLeft():
            return GONE
        case Gesture(name):
            return {"gesture": name}
        case _:
            return {}


class Visitor:
    """One visitor in mid-visit."""

    __slots__ = ("_away", "_brief", "_chance", "_pose", "_stock", "_whole", "next_at", "temper")

    def __init__(self, temper: Temperament, stock: Stock, chance: Callable[[], float]) -> None:
        """``chance``: [0, 1), all that is random about them."""
        self.temper = temper
        self._stock = stock
        self._chance = chance
        self._pose: dict[str, object] = dict(RESTING)
        self._away = self._brief = False
        self._whole = temper.asked + temper.looks + temper.presses + temper.moves + temper.leaves
        self.next_at = in_ticks(0.01 + 0.09 * chance())
        """when they are seen next to do something; the first time as they come"""

    def notice(self, player: Player) -> None:
        """The story has gone on by itself: they choose when to do something about it."""
        if not self._away:
            self.next_at = self._after(player)

    def act(self, player: Player) -> StoryInput:
        """What they do at ``next_at``; the next time is set."""
        pose = self._pose
        if self._brief:
            for name in MOMENTARY:
                pose.pop(name, None)
        doing = RESTING if self._away or player.held is None else self._doing(player)
        pose.update(doing)
        self._brief = len(doing) == 1
        now, self._away = self.next_at, doing is AWAY or doing is GONE
        if self._away:
            shortest, longest = AWAY_SECONDS
            self.next_at = in_ticks(now + shortest + (longest - shortest) * self._chance())
        else:
            self.next_at = self._after(player, now)
        return StoryInput(**pose)  # type: ignore[arg-type]

    def _doing(self, player: Player) -> Doing:
        temper = self.temper
        drawn = self._chance() * self._whole
        if (drawn := drawn - temper.asked) < 0.0:
            return self._ask(player)
        if (drawn := drawn - temper.looks) < 0.0:
            return self._look(player)
        if (drawn := drawn - temper.presses) < 0.0:
            return self._one(self._stock.presses)
        if drawn < temper.moves:
            return self._one(self._stock.moves)
        if temper.leaves:
            return AWAY if self._chance() < 0.6 else GONE
        return self._look(player)

    def _ask(self, player: Player) -> Doing:
        """Something that the beat waits for, now."""
        index = player.row.index
        if player.stage is Stage.BEGIN:
            return self._one(self._stock.begins[index]) or self._look(player)
        if player.stage is not Stage.WAIT:
            return self._look(player)
        ways = player.offered()
        acts = self._stock.waits[index]
        drawn = int(self._chance() * (len(ways) + len(acts)))
        if drawn < len(ways):
            return {"pressed": (ways[drawn].choice,)}
        return acts[drawn - len(ways)] if acts else self._look(player)

    def _look(self, _player: Player) -> Doing:
        return self._one(self._stock.looks)

    def _one(self, some: tuple[Doing, ...]) -> Doing:
        return some[int(self._chance() * len(some))] if some else {}

    def _after(self, player: Player, now: float | None = None) -> float:
        """When they do something next, from ``now`` (default: the player's time) on."""
        temper = self.temper
        if temper.reaction == inf:
            return inf
        speaks = player.stage is Stage.SAY
        if speaks and self._chance() >= temper.restless:
            return inf
        time = (player.time if now is None else now) - temper.reaction * log(1.0 - self._chance())
        return in_ticks(time) if not speaks or time < player.since else inf
