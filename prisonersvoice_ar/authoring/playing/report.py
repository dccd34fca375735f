"""What visits and walk come to, as text for a writer and as facts for a program."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from prisonersvoice_ar.authoring.phrases import number
from prisonersvoice_ar.authoring.playing.columns import columns
from prisonersvoice_ar.authoring.playing.saying import Said, clock
from prisonersvoice_ar.authoring.playing.tally import Length, Stuck, Tally
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.state import BUILT_IN_REST
from prisonersvoice_ar.core.story.visitors import TEMPERAMENTS
from prisonersvoice_ar.core.story.walk import Stop, Walk

_MOST_ENDINGS = 12


@dataclass(frozen=True)
class Played:
    """All that is known of a scene after playing it."""

    scene: Scene
    seed: int
    tally: Tally
    walk: Walk

    @property
    def replays(self) -> dict[str, str]:
        """The visits worth watching: what they show → "SEED:RUN"."""
        tally = self.tally
        shown: dict[str, Length | Stuck | None] = {
            "stuck-visit": next(iter(tally.stuck.values()), None),
            "shortest-visit": tally.shortest,
            "longest-visit": tally.longest,
        }
        return {name: f"{self.seed}:{one.run}" for name, one in shown.items() if one is not None}


# --- text ------------------------------------------------------------------------------------------


def in_words(played: Played, lang: str) -> list[str]:
    """The report as lines, without the problems."""
    said = Said(lang)
    scene, tally = played.scene, played.tally
    head = said.text("head", scene=scene.id, visits=tally.visits, seed=str(played.seed))
    if not tally.visits:
        head = said.text("head-walk", scene=scene.id)
    parts: list[Iterable[str]] = [[head]]
    if tally.visits:
        parts += [
            _lengths(played, said),
            _endings(played, said),
            _choices(played, said),
            _beats(played, said),
        ]
    parts.append(_walk(played.walk, said))
    blocks = [list(part) for part in parts]
    return "\n\n".join("\n".join(block) for block in blocks if block).split("\n")


def _lengths(played: Played, said: Said) -> Iterator[str]:
    yield f"{said.text('lengths')}. {said.text('announced', minutes=number(played.scene.minutes, said.lang))}"
    tally = played.tally
    head = ("", *(said.text(name) for name in ("visits", "shortest", "median", "longest")))
    rows = [head]
    rows += [_row(lang, some) for lang, some in _grouped(tally.lengths, lambda one: one.lang)]
    by_temper = dict(_grouped(tally.lengths, lambda one: one.temper))
    rows += [
        _row(said.text(f"visitor-{temper.name}"), by_temper.get(temper.name, []))
        for temper in TEMPERAMENTS
        if tally.tempers[temper.name]
    ]
    yield from columns(rows, "lrrrr")


def _row(name: str, lengths: list[Length]) -> tuple[str, ...]:
    if not lengths:
        return (name, "0", "–", "–", "–")
    times = [one.seconds for one in lengths]
    return (name, f"{len(times)}", clock(min(times)), clock(median(times)), clock(max(times)))


def _grouped(lengths: list[Length], key: Callable[[Length], str]) -> list[tuple[str, list[Length]]]:
    return [(name, list(some)) for name, some in groupby(sorted(lengths, key=key), key)]


def _endings(played: Played, said: Said) -> Iterator[str]:
    tally = played.tally
    yield said.text("endings")
    rows = [
        (said.share(count, tally.visits), said.ending(beats, BUILT_IN_REST.id))
        for beats, count in tally.endings.most_common(_MOST_ENDINGS)
    ]
    stuck = sum(one.visits for one in tally.stuck.values())
    if stuck:
        rows.append((said.share(stuck, tally.visits), said.text("unended")))
    yield from columns(rows, "rl")


def _choices(played: Played, said: Said) -> Iterator[str]:
    rows = []
    for beat in played.scene.beats.values():
        if not beat.choice:
            continue
        counts = {name: count for (where, name), count in played.tally.choices.items() if where == beat.id}
        names = [*(choice.id for choice in beat.choice), *([""] if "" in counts else [])]
        for row, name in enumerate(names):
            share = said.share(counts.get(name, 0), sum(counts.values()))
            rows.append((beat.id if row == 0 else "", share, name or said.text("chose-nothing")))
    if rows:
        yield said.text("choices")
        yield from columns(rows, "lrl")


def _beats(played: Played, said: Said) -> Iterator[str]:
    tally = played.tally
    yield said.text("beats")
    rows = []
    for beat in played.scene.beats.values():
        lines = [line.id for line in beat.say]
        named = " … ".join(dict.fromkeys((lines[0], lines[-1]))) if lines else ""
        rows.append((beat.id, said.share(tally.beats[beat.id], tally.visits), named))
    yield from columns(rows, "lrl")


def _walk(walk: Walk, said: Said) -> Iterator[str]:
    yield said.text("walk", spots=walk.spots)
    if not walk.complete:
        yield said.text("walk-partial")
    else:
        yield said.text("walk-bad" if walk.unreached or walk.traps else "walk-good")


# --- facts -----------------------------------------------------------------------------------------


def as_facts(played: Played, lang: str) -> dict[str, Any]:
    """The same as plain data; the problems are put to it by the caller."""
    scene, tally = played.scene, played.tally
    return {
        "scene": scene.id,
        "seed": played.seed,
        "runs": tally.visits,
        "announced_s": scene.minutes * 60,
        "visits": {
            "all": _measures(tally.lengths),
            "by_language": {
                name: _measures(some) for name, some in _grouped(tally.lengths, lambda one: one.lang)
            },
            "by_visitor": {
                name: _measures(some) for name, some in _grouped(tally.lengths, lambda one: one.temper)
            },
        },
        "endings": [{"beats": list(beats), "visits": count} for beats, count in tally.endings.most_common()],
        "choices": [
            {"beat": beat, "choice": name or None, "times": count}
            for (beat, name), count in sorted(tally.choices.items())
        ],
        "beats": [
            {"id": beat.id, "visits": tally.beats[beat.id], "lines": [line.id for line in beat.say]}
            for beat in scene.beats.values()
        ],
        "unended": [
            {
                "beat": beat,
                "circle": list(circle),
                "visits": stuck.visits,
                "replay": f"{played.seed}:{stuck.run}",
            }
            for (beat, circle), stuck in tally.stuck.items()
        ],
        "walk": _walk_facts(played, Said(lang)),
        "replays": played.replays,
    }


def _walk_facts(played: Played, said: Said) -> dict[str, Any]:
    walk = played.walk
    return {
        "situations": walk.spots,
        "complete": walk.complete,
        "reached": [name for name in played.scene.beats if name in walk.reached],
        "unreached": [one.beat for one in walk.unreached],
        "traps": [
            {
                "beat": trap.beat,
                "circle": list(trap.circle),
                "idle": trap.idle,
                "stands": trap.stands,
                "way": _way(trap.way, said),
            }
            for trap in walk.traps
        ],
    }


def _way(stops: tuple[Stop, ...], said: Said) -> list[dict[str, Any]]:
    return [{"beat": stop.beat, "does": [said.move(move) for move in stop.moves]} for stop in stops]


def _measures(lengths: list[Length]) -> dict[str, Any]:
    if not lengths:
        return {"visits": 0}
    times = [one.seconds for one in lengths]
    shortest, longest = min(times), max(times)
    return {
        "visits": len(times),
        "shortest_s": round(shortest, 3),
        "median_s": round(median(times), 3),
        "longest_s": round(longest, 3),
    }
