"""Random visits to a scene, each from a seed of its own, and what thousands of them come to.

Run k of seed S is drawn from "S:k" alone: it can be played again by itself, and which process plays it makes no
difference.
"""

import random
from dataclasses import dataclass, replace
from math import inf

from prisonersvoice_ar.core.script.model import After, Scene
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.player import Player, Trace
from prisonersvoice_ar.core.story.tables import Row, Tables, compile_scene
from prisonersvoice_ar.core.story.visitors import TEMPERAMENTS, Stock, Temperament, Visitor, stock

Acts = list[tuple[float, StoryInput]]
"""story time and what the visitor does then, held until the next"""


@dataclass(frozen=True)
class Game:
    """A scene made ready to be played."""

    tables: Tables
    stock: Stock
    longest: float
    """seconds of story after which a visit that has not ended is given up"""
    most_beats: int
    """beats after which it is given up as well"""


@dataclass(frozen=True)
class Outcome:
    """What came of one visit."""

    run: int
    lang: str
    temper: str
    seconds: float
    """its length; where it did not end, until it was given up"""
    ended: bool
    entered: tuple[str, ...]
    """beats in the order in which they began"""
    choices: tuple[tuple[str, str], ...]
    """beat and choice; "" where the wait ran out"""
    stands_in: str = ""
    """where it did not end: the beat in which it was given up"""
    circle: tuple[str, ...] = ()
    """where it did not end: the beats of the circle that it last went through; empty where it stood still"""
    instant: bool = False
    """the circle takes no time"""


def prepare(scene: Scene) -> Game:
    """Compile ``scene``; a visit may take four times as long as all of it, and ten minutes more."""
    tables = compile_scene(scene)
    whole = sum(_seconds(row) for row in tables.rows)
    return Game(tables, stock(tables), 4.0 * whole + 600.0, 40 * len(tables.rows) + 200)


def _seconds(row: Row) -> float:
    """How long a row lasts at most where nobody does anything, and some more."""
    waits = [wait for wait in (row.begin, row.wait) if wait is not None]
    timed = [leaf.seconds for wait in waits for leaf in wait.leaves if isinstance(leaf, After)]
    return max((sum(lengths) for lengths in row.seconds.values()), default=0.0) + sum(timed) + 5.0


def play(game: Game, seed: int, run: int, acts: Acts | None = None, trace: Trace | None = None) -> Outcome:
    """Run ``run`` of ``seed``; what the visitor does is added to ``acts``, what happens to ``trace``."""
    chance = random.Random(f"{seed}:{run}").random
    languages = game.tables.scene.languages
    lang = languages[int(chance() * len(languages))]
    temper = _drawn(chance())
    player = Player(game.tables, lang, trace)
    visitor = Visitor(temper, game.stock, chance)
    while not player.ended:
        due = player.due()
        if due <= visitor.next_at:
            if due == inf or due > game.longest or len(player.entered) > game.most_beats:
                break
            player.run_on()
            visitor.notice(player)
            continue
        now = visitor.next_at
        if now > game.longest:
            break
        given = visitor.act(player)
        player.sample(now, given)
        if acts is not None:
            acts.append((now, given))
    return _outcome(game, player, run, lang, temper)


def _drawn(chance: float) -> Temperament:
    for temper in TEMPERAMENTS:
        chance -= temper.share
        if chance < 0.0:
            return temper
    return TEMPERAMENTS[0]


def _outcome(game: Game, player: Player, run: int, lang: str, temper: Temperament) -> Outcome:
    rows = game.tables.rows
    entered = tuple(rows[index].id for index in player.entered)
    choices = tuple((rows[index].id, choice) for index, choice in player.choices)
    outcome = Outcome(run, lang, temper.name, player.time, player.ended, entered, choices)
    if player.ended:
        return outcome
    stands = player.due() == inf and not player.circling
    return replace(
        outcome, stands_in=player.row.id, circle=() if stands else _circle(entered), instant=player.circling
    )


def _circle(entered: tuple[str, ...]) -> tuple[str, ...]:
    """The beats from the last but one beginning of the last beat on."""
    if len(entered) < 2:
        return entered
    before = entered[:-1]
    since = len(before) - before[::-1].index(entered[-1]) if entered[-1] in before else len(before)
    return entered[since:]
