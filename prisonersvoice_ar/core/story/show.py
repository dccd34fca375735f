"""What of a story is to be seen: asked of a state, changing nothing."""

from prisonersvoice_ar.core.script.model import CONTINUE, Beat, Choice, LookAt, Pressed, Scene, Touched
from prisonersvoice_ar.core.story.conditions import offered
from prisonersvoice_ar.core.story.state import Stage, StoryState, beat_of, is_last_rest
from prisonersvoice_ar.core.story.triggers import awaited, leaves


def hint(scene: Scene, state: StoryState) -> str:
    """The hint of a visitor who has waited long enough for it, else ""."""
    words = beat_of(scene, state.beat).hint
    if words is None or state.stage is not Stage.WAIT or state.time < state.since + words.after:
        return ""
    return scene.words(words.text, state.lang)


def choices(scene: Scene, state: StoryState) -> tuple[Choice, ...]:
    """The ways on that are open to be chosen now."""
    return offered(beat_of(scene, state.beat), state) if state.stage is Stage.WAIT else ()


def may_continue(scene: Scene, state: StoryState) -> bool:
    """A press of "continue" would be heard now."""
    trigger = awaited(beat_of(scene, state.beat), state.stage)
    return trigger is not None and Pressed(CONTINUE) in set(leaves(trigger))


def wanted_object(scene: Scene, state: StoryState) -> str | None:
    """The object that the visitor should see now, or None.

    That of the first look or touch that the beat waits for, from its hint on: until then they may look by themselves,
    and the words have not asked yet. In a beat that such a wait alone has led to, it is still spoken of.
    """
    beat = beat_of(scene, state.beat)
    own = _looked_for(beat, state.stage)
    if own is not None and (beat.hint is None or state.time >= state.since + beat.hint.after):
        return own
    return _led_by(scene, beat)


def _looked_for(beat: Beat, stage: Stage) -> str | None:
    trigger = awaited(beat, stage)
    looks = () if trigger is None else leaves(trigger)
    return next((leaf.object for leaf in looks if isinstance(leaf, LookAt | Touched)), None)


def _led_by(scene: Scene, beat: Beat) -> str | None:
    """The object that all ways to ``beat`` come from looking for; None where one comes from elsewhere."""
    found = {_looked_for(before, Stage.WAIT) for before in scene.beats.values() if beat.id in before.goals}
    return found.pop() if len(found) == 1 else None


def in_last_rest(scene: Scene, state: StoryState) -> bool:
    """The story is over but for the quiet."""
    beat = beat_of(scene, state.beat)
    return is_last_rest(beat) and state.stage in (Stage.SAY, Stage.WAIT, Stage.LEAVE)


def rest_left(scene: Scene, state: StoryState) -> float | None:
    """Seconds of quiet that are left; None while there is no quiet."""
    rest = beat_of(scene, state.beat).rest
    if rest is None or state.stage is not Stage.WAIT:
        return None
    return max(0.0, state.since + rest - state.time)
