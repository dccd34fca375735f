"""Questions about the visit so far."""

from prisonersvoice_ar.core.frozen import replace
from prisonersvoice_ar.core.script.model import ACTIONS, Beat, Branch, Choice, Condition
from prisonersvoice_ar.core.story.state import StoryState

DWELL = 0.8
"""seconds of unbroken look after which an object counts as looked at"""


def holds(condition: Condition | None, state: StoryState) -> bool:
    """All that ``condition`` names is so, or none of it where it negates; None always holds."""
    if condition is None:
        return True
    named = (
        (condition.flag, state.true_flags),
        (condition.looked_at, state.looked_at),
        (condition.visited, state.visited),
    )
    met = all(name in known for name, known in named if name is not None)
    return met is not condition.negate


_OUT = Branch(ACTIONS)


def way_on(beat: Beat, state: StoryState) -> Branch:
    """Where ``beat`` leads now: the choice taken, else the first branch that holds, else ``actions``."""
    if state.go is not None:
        return state.go
    return next((branch for branch in beat.then if holds(branch.when, state)), _OUT)


def offered(beat: Beat, state: StoryState) -> tuple[Choice, ...]:
    """The choices of ``beat`` whose conditions hold."""
    return tuple(choice for choice in beat.choice if holds(choice.when, state))


def remember_gaze(state: StoryState, seconds: float = DWELL) -> StoryState:
    """Note the object in view as looked at once the look has lasted ``seconds``."""
    gaze = state.gaze
    if gaze is None or gaze.object in state.looked_at or state.time < gaze.since + seconds:
        return state
    return replace(state, looked_at=state.looked_at | {gaze.object})
