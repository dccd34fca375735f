"""Random play over the scenes that ship: every one ends, from every beat, and every line can be heard."""

import math
import random
from pathlib import Path

import pytest

from prisonersvoice_ar.core.script.model import ACTIONS, RETURN, Scene
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.jumps import jump, jump_to_rest
from prisonersvoice_ar.core.story.show import choices, in_last_rest
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.scenes import load_scene
from scenes import Play

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = sorted(file.parent for file in (ROOT / "scenes").glob("[!_]*/scene.yaml"))
PLAYS = 12


def test_there_are_scenes_to_play() -> None:
    assert FOLDERS


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def real(request: pytest.FixtureRequest) -> Scene:
    loaded = load_scene(request.param, Content.at(ROOT))
    assert loaded.value is not None, loaded.errors
    return loaded.value


def wander(play: Play, chance: random.Random) -> None:
    """One second of a restless visitor."""
    objects = [None, *(item.id for item in play.scene.place.objects)]
    ways = [choice.id for choice in choices(play.scene, play.state)]
    looking = play.state.gaze.object if play.state.gaze and chance.random() < 0.7 else chance.choice(objects)
    pressed = (chance.choice([*ways, "continue"]),) if chance.random() < 0.1 else ()
    play.step(1.0, StoryInput(chance.random() < 0.8, chance.choice((None, 0.2, 0.6)), looking, pressed))


def test_every_wandering_ends_and_together_they_meet_every_line(real: Scene) -> None:
    met: set[str] = set()
    for seed in range(PLAYS):
        chance = random.Random(seed)
        play = Play(real, chance.choice(real.languages))
        for _ in range(math.ceil(real.minutes * 60 * 4)):
            wander(play, chance)
            if play.state.ended:
                break
        assert play.state.ended, f"seed {seed} stands at {play.state.beat}"
        met |= set(play.words())
    wanted = {f"beat {name}" for name in real.beats}
    wanted |= {f"line {line.id}" for beat in real.beats.values() for line in beat.say}
    assert wanted <= met


def test_doing_nothing_ends_too_within_the_minutes_announced(real: Scene) -> None:
    for lang in real.languages:
        play = Play(real, lang)
        play.run(1200.0, StoryInput(target_seen=True), by=0.25)
        assert play.state.ended
        told = play.at("ended")
        assert real.minutes - 1 <= told / 60 <= real.minutes, (
            f"{lang}: {told} s, {real.minutes} min announced"
        )


def test_the_end_is_reached_from_every_beat(real: Scene) -> None:
    for name in real.beats:
        play = Play(real)
        play.state, _ = jump(real, play.state, name)
        assert play.state.beat == name
        play.state, _ = jump_to_rest(real, play.state)
        assert in_last_rest(real, play.state)
        play.run(120.0, by=1.0)
        assert play.state.ended


def test_ways_lead_to_beats_that_exist(real: Scene) -> None:
    for beat in real.beats.values():
        for way in beat.ways:
            assert way.go in (ACTIONS, RETURN) or way.go in real.beats
            assert way.aside is None or way.aside in real.beats
