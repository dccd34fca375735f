"""Going elsewhere in a story on the visitor's or the author's wish."""

from dataclasses import replace

from prisonersvoice_ar.core.script.model import LightCue, Scene
from prisonersvoice_ar.core.story.effects import EndLine, FadeLight, StoryEffect
from prisonersvoice_ar.core.story.engine import Effects, arrive, enter, run_on
from prisonersvoice_ar.core.story.state import StoryState, last_rest


def skip_line(scene: Scene, state: StoryState) -> tuple[StoryState, Effects]:
    """Cut the line that is being said; its end counts as reached. Nothing where no line is said."""
    if state.speaking is None:
        return state, ()
    out: list[StoryEffect] = []
    cut = replace(state.speaking, until=state.time, cut=True)
    state = run_on(scene, replace(state, speaking=cut), state.time, out)
    return state, tuple(out)


def jump_to_rest(scene: Scene, state: StoryState) -> tuple[StoryState, Effects]:
    """Skip to the quiet end; nothing where the story is there already, or over."""
    rest = last_rest(scene)
    if state.ended or (state.beat == rest.id and rest.id in state.visited):
        return state, ()
    return jump(scene, state, rest.id)


def jump(scene: Scene, state: StoryState, beat: str) -> tuple[StoryState, Effects]:
    """Begin ``beat`` now, whatever it waits for; KeyError where the scene has none of that name.

    A line in mid-air is cut; lights that were still to change do so now, sounds to come are dropped.
    """
    out: list[StoryEffect] = []
    if state.speaking is not None:
        out.append(EndLine(state.speaking.line.id, cut=True))
    lights = [pending.cue for pending in state.cues if isinstance(pending.cue, LightCue)]
    out += [FadeLight(cue.light, cue.level, cue.fade) for cue in lights]
    state = arrive(scene, replace(state, speaking=None, cues=()), beat)
    state = run_on(scene, enter(scene, state, out), state.time, out)
    return state, tuple(out)
