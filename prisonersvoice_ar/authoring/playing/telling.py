"""One visit, told step by step and written down for `preview --replay`."""

import json
from collections import Counter
from collections.abc import Iterator

from prisonersvoice_ar.authoring.phrases import trigger_words
from prisonersvoice_ar.authoring.playing.saying import Said
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.effects import EnterBeat, StartLine, StoryEffect, StoryEnded
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.play import Acts, Outcome, play, prepare
from prisonersvoice_ar.core.story.replay import relive
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, Stage, StoryState, beat_of
from prisonersvoice_ar.core.story.triggers import awaited
from prisonersvoice_ar.core.story.visitlog import Act, VisitLog, to_plain

NEARER = 0.05
"""metres: a change of distance that is worth telling"""

MOST_TURNS = 3
"""times that a visit without an end is told to come to the same beat"""


def one_visit(scene: Scene, seed: int, run: int) -> tuple[VisitLog, Outcome]:
    """Play run ``run`` of ``seed`` alone."""
    acts: Acts = []
    outcome = play(prepare(scene), seed, run, acts)
    kept = tuple(Act(at, given) for at, given in acts)
    return VisitLog(scene.id, outcome.lang, kept, seed, run, outcome.temper), outcome


def as_json(log: VisitLog) -> str:
    """The log as a file: an act a line."""
    plain = to_plain(log)
    acts = ",\n".join(f"    {json.dumps(act, ensure_ascii=False)}" for act in plain.pop("acts"))
    head = ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in plain.items()
    )
    return f'{{\n{head},\n  "acts": [\n{acts}\n  ]\n}}\n'


def tell(scene: Scene, log: VisitLog, outcome: Outcome, lang: str) -> Iterator[str]:
    """The visit in lines, as the engine itself lives it through again."""
    said = Said(lang)
    visitor = said.text(f"visitor-{log.visitor}")
    yield said.text(
        "replay-head", scene=scene.id, run=str(log.run), seed=str(log.seed), visitor=visitor, lang=log.lang
    )
    yield ""
    before, last = StoryInput(target_seen=True, distance_m=0.5), None
    turns: Counter[str] = Counter()
    for event in relive(scene, log, outcome.seconds):
        last = event.state
        turns.update(effect.beat for effect in event.effects if isinstance(effect, EnterBeat))
        if not outcome.ended and max(turns.values(), default=0) > MOST_TURNS:
            yield f"{'':10}{said.text('and-so-on')}"
            break
        if event.given is not None:
            done = ", ".join(_done(before, event.given, said))
            before = event.given
            if done:
                yield f"{_time(event.at)}      {said.text('does', done=done)}"
        for effect in event.effects:
            line = _told(effect, scene, log.lang, said)
            if line:
                yield f"{_time(event.at)}  {line}"
    if not outcome.ended:
        yield f"{_time(outcome.seconds)}  {said.text('given-up')}"
        if last is not None:
            yield from _stands(scene, last, said)


def _told(effect: StoryEffect, scene: Scene, lang: str, said: Said) -> str:
    match effect:
        case EnterBeat(beat):
            return said.text("given-rest") if beat == BUILT_IN_REST.id else beat
        case StartLine(line):
            return f"    {said.text('says', line=line.id, text=scene.words(line.text, lang))}"
        case StoryEnded():
            return said.text("ends")
        case _:
            return ""


def _done(before: StoryInput, given: StoryInput, said: Said) -> Iterator[str]:
    """What is new in ``given``."""
    if given.visitor != before.visitor:
        yield said.text("act-comes" if given.visitor else "act-goes")
    elif given.target_seen != before.target_seen:
        yield said.text("act-shows" if given.target_seen else "act-takes")
    near, far = given.distance_m, before.distance_m
    if near is not None and far is not None and abs(near - far) > NEARER:
        yield said.text("act-near", centimetres=f"{near * 100:.0f}")
    if given.looking_at is not None and given.looking_at != before.looking_at:
        yield said.text("act-look", name=given.looking_at)
    elif given.looking_at is None and before.looking_at is not None and given.target_seen:
        yield said.text("act-look-away")
    if given.gesture is not None and given.gesture != before.gesture:
        yield said.text("act-gesture", name=given.gesture)
    elif given.gesture is None and before.gesture is not None:
        yield said.text("act-lowers")
    for kind, names in (("press", given.pressed), ("touch", given.touched), ("key", given.keys)):
        for name in names:
            yield said.text(f"act-{kind}", name=name)


def _stands(scene: Scene, state: StoryState, said: Said) -> Iterator[str]:
    trigger = awaited(beat_of(scene, state.beat), state.stage)
    if trigger is None:
        return
    clause = trigger_words(trigger, said.lang)
    if state.stage is Stage.BEGIN:
        yield f"{'':10}{said.text('stands-begin', beat=state.beat, clause=clause)}"
    elif beat_of(scene, state.beat).until is None:
        yield f"{'':10}{said.text('stands-choice', beat=state.beat)}"
    else:
        yield f"{'':10}{said.text('stands-wait', beat=state.beat, clause=clause)}"


def _time(seconds: float) -> str:
    """A moment: " 3:07.4"."""
    tenths = round(seconds * 10)
    return f"{tenths // 600:3}:{tenths // 10 % 60:02}.{tenths % 10}"
