"""Whether every beat is reached and nobody is caught, whatever a visitor does: what no rule on single beats can tell."""

from dataclasses import replace

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.walk import walk

_MOST_SPOTS = 20_000
"""a scene that is larger is walked through by `play` and `check --release`"""


def check_ways(case: Case, lang: str) -> None:
    """Walk through a scene whose ways hang on what was done before; ``lang``: of the ways that are told."""
    if not _wants_walking(case.scene):
        return
    walked = walk(case.scene, _MOST_SPOTS)
    if not (walked.unreached or walked.traps):
        return
    from prisonersvoice_ar.authoring.playing.findings import walk_problems  # loads the words of `play`

    if walked.traps:  # who is caught comes nowhere else: that a beat is never reached is no second mistake
        walked = replace(walked, unreached=())
    known = {problem.place for problem in case.findings.sorted() if problem.code == "unreachable-beat"}
    found = (
        problem for problem in walk_problems(case.scene, walked, lang) if problem.code != "walk-too-large"
    )
    case.findings.extend(tuple(problem for problem in found if problem.place not in known))


def _wants_walking(scene: Scene) -> bool:
    """Where no way hangs on anything, the rules on single beats say all there is to say."""
    beats = scene.beats.values()
    return any(beat.once or any(way.when or way.aside for way in beat.ways) for beat in beats) or any(
        beat.until is not None and not beat.say for beat in beats
    )
