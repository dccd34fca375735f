"""What visits and walk find wrong, as problems with a place and a way out."""

from collections.abc import Iterator, Mapping, Sequence

from prisonersvoice_ar.authoring.playing.saying import Said
from prisonersvoice_ar.authoring.playing.tally import Tally
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.problem import Place, Problem
from prisonersvoice_ar.core.story.guided import lead
from prisonersvoice_ar.core.story.play import prepare
from prisonersvoice_ar.core.story.reasons import Bar, Reason
from prisonersvoice_ar.core.story.walk import Stop, Trap, Unreached, Walk
from prisonersvoice_ar.documents.catalogue import english_problem

_MOST_NAMED = 6


def walk_problems(scene: Scene, walk: Walk, lang: str = "en") -> tuple[Problem, ...]:
    """What the walk proves: beats that nobody reaches, and traps; causes first. ``lang``: of ways that are told.

    One warning where the scene is too large to be walked through.
    """
    said = Said(lang)
    found = [_never_reached(scene, one) for one in sorted(walk.unreached, key=_is_consequence)]
    found += [_trap(scene, trap, said) for trap in walk.traps]
    if not walk.complete:
        found.append(_problem("walk-too-large", scene, scene.first, count=str(walk.spots)))
    return tuple(found)


def play_problems(scene: Scene, walk: Walk, tally: Tally, seed: int, lang: str = "en") -> tuple[Problem, ...]:
    """What the visits show beyond the walk: beats that none of them came to, and visits that did not end."""
    proved = {one.beat for one in walk.unreached}
    seldom = [name for name in scene.beats if not tally.beats[name] and name not in proved]
    return (*_unended(scene, walk, tally, seed), *_seldom(scene, walk, tally, seldom, Said(lang)))


def _seldom(scene: Scene, walk: Walk, tally: Tally, beats: Sequence[str], said: Said) -> Iterator[Problem]:
    """Beats that no visit came to though the walk knows a way; one that can be shown to be gone is only a warning."""
    game = prepare(scene) if beats else None
    for beat in beats:
        way = walk.ways.get(beat, ())
        facts = {"beat": beat, "runs": str(tally.visits), "lines": _lines(scene, beat)}
        if beat in walk.ways:
            facts["way"] = said.way(way if way and way[-1].beat == beat else (*way, Stop(beat)))
        led = game is not None and beat in walk.ways and lead(game, way, beat, scene.languages[0])
        yield _problem("seldom-reached" if led else "not-reached", scene, beat, **facts)


def _unended(scene: Scene, walk: Walk, tally: Tally, seed: int) -> Iterator[Problem]:
    """Visits that did not end; those that a trap of the walk explains are not told twice."""
    explained = [set(trap.circle) for trap in walk.traps]
    for (beat, circle), stuck in tally.stuck.items():
        where = set(circle) or {beat}
        if any(where & one for one in explained):
            continue
        facts = {"beat": beat, "count": str(stuck.visits), "runs": str(tally.visits)}
        shown = {"circle": _named(circle)} if circle else {}
        yield _problem("visit-unended", scene, beat, **facts, **shown, replay=f"{seed}:{stuck.run}")


def _never_reached(scene: Scene, unreached: Unreached) -> Problem:
    roots = [one for one in unreached.reasons if one.bar is not Bar.FROM_UNREACHED]
    facts = _why((roots or list(unreached.reasons))[0])
    shown = {"beat": unreached.beat, "lines": _lines(scene, unreached.beat)}
    return _problem("never-reached", scene, unreached.beat, **shown, **facts)


def _is_consequence(unreached: Unreached) -> bool:
    return all(reason.bar is Bar.FROM_UNREACHED for reason in unreached.reasons)


def _why(reason: Reason) -> Mapping[str, str]:
    """The facts that choose the words of the catalogue for ``reason``."""
    if reason.bar is Bar.NEVER_SO and reason.never_set:
        return {"origin": reason.beat, "flag": reason.never_set}
    if reason.bar is Bar.NEVER_SO and reason.never_visited:
        return {"origin": reason.beat, "unseen": reason.never_visited}
    return {_FACT[reason.bar]: reason.beat}


_FACT = {
    Bar.NO_WAY: "unled",
    Bar.NEVER_BEGINS: "unbegun",
    Bar.FROM_UNREACHED: "barred",
    Bar.NEVER_LEFT: "unleft",
    Bar.NEVER_SO: "unmet",
    Bar.COVERED: "covered",
    Bar.NEVER_BACK: "unreturned",
    Bar.NEVER_OFFERED: "unoffered",
}


def _trap(scene: Scene, trap: Trap, said: Said) -> Problem:
    facts = {"beat": trap.circle[0]}
    if not trap.stands:
        facts["circle"] = _named((*trap.circle, trap.circle[0]))
    if not trap.idle or any(stop.moves for stop in trap.way):
        facts["way"] = said.way(trap.way)
    return _problem("trap-idle" if trap.idle else "trap-closed", scene, trap.circle[0], **facts)


def _named(beats: Sequence[str]) -> str:
    shown = beats if len(beats) <= _MOST_NAMED else (*beats[: _MOST_NAMED - 1], "…")
    return " → ".join(shown)


def _lines(scene: Scene, beat: str) -> str:
    """The ids of a beat's lines: "gb-004", "gb-004 … gb-009"."""
    names = [line.id for line in scene.beats[beat].say]
    return ", ".join(names) if len(names) < 4 else f"{names[0]} … {names[-1]}"


def _problem(code: str, scene: Scene, at: str, /, **facts: str) -> Problem:
    place = scene.beats[at].place if at in scene.beats else None
    known = {name: value for name, value in facts.items() if value}
    return english_problem(code, place or Place(scene.files[0] if scene.files else scene.id), known)
