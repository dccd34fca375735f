"""Whether every beat is reached and nobody is caught, whatever a visitor does: what no rule on single beats can tell."""

from dataclasses import replace

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.walk import walk
from prisonersvoice_ar.documents.lower.flow import reachable

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
    led = reachable(case.scene.beats, case.scene.first)  # of the others flow has told
    walked = replace(walked, unreached=tuple(lost for lost in walked.unreached if lost.beat in led))
    found = walk_problems(case.scene, walked, lang)
    case.findings.extend(tuple(problem for problem in found if problem.code != "walk-too-large"))


def _wants_walking(scene: Scene) -> bool:
    """Where no way hangs on anything, the rules on single beats say all there is to say."""
    beats = scene.beats.values()
    return any(beat.once or any(way.when or way.aside for way in beat.ways) for beat in beats) or any(
        beat.until is not None and not beat.say for beat in beats
    )
