"""By the words of "Fifteen days" the bunk is lowered for the night only; the light that folds it must agree."""

from pathlib import Path

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import FadeLight, StartLine
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.lights import Lights, by_day
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.scenes import load_scene

ROOT = Path(__file__).resolve().parents[3]
STEP = 0.1
FOLDING = 1.5
"""seconds that the stage takes, as app/loop.py asks for"""


def days(scene: Scene, lang: str) -> dict[str, bool]:
    """Line id to whether the bunk is folded up, and stays so, when the line begins."""
    lights, found, now, since = Lights(), dict[str, bool](), 0.0, 0.0
    state, effects = engine.begin(scene, lang, now)
    given = StoryInput(target_seen=True, distance_m=0.6)
    was_day = False
    while not state.ended:
        for effect in effects:
            if isinstance(effect, FadeLight):
                lights.fade(effect.light, effect.level, effect.fade, now)
            elif isinstance(effect, StartLine):
                found[effect.line.id] = was_day and now - since >= FOLDING
        day = by_day(lights.levels(now))
        if day != was_day:
            was_day, since = day, now
        now += STEP
        state, effects = engine.step(scene, state, given, now)
    return found


def test_the_bunk_is_down_where_it_is_looked_for_and_up_where_it_must_be() -> None:
    scene = load_scene(ROOT / "scenes" / "fifteen-days", Content.at(ROOT)).value
    assert scene is not None
    for lang in scene.languages:
        folded = days(scene, lang)
        assert not any(folded[f"fd-00{i}"] for i in range(1, 8))  # night: one is asked to look at it
        assert all(folded[line] for line in ("fd-008", "fd-009", "fd-012"))  # "by day it has to stay folded"
        assert not folded["fd-020"]  # night again
