"""Whether asides come back: a ``return`` has somewhere to lead, and no aside goes into itself."""

from collections.abc import Mapping

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.spots import Spot

Beats = Mapping[str, model.Beat]


def check_asides(beats: Beats, first: str, spots: Mapping[str, Spot], findings: Findings) -> bool:
    """Add what is wrong with the asides of ``beats``; True where nothing is."""
    whole = True
    entries = {way.aside: None for beat in beats.values() for way in beat.ways if way.aside in beats}
    for name in _body(beats, first):
        for key, index, way in _placed(beats[name]):
            if way.go == model.RETURN and way.aside is None:
                whole = False
                findings.add("return-nowhere", spots[name].place(key, index, "go"), beat=name)
    into = {entry: _asides_of(beats, entry) for entry in entries if entry is not None}
    circle = _circle(into)
    if circle:
        place = spots[circle[0]].place("id")
        findings.add("aside-circle", place, name=circle[0], circle=" → ".join((*circle, circle[0])))
    return whole and not circle


def _placed(beat: model.Beat) -> list[tuple[str, int, model.Branch | model.Choice]]:
    """The ways of ``beat``, each with its key and index."""
    return [
        *(("choice", index, choice) for index, choice in enumerate(beat.choice)),
        *(("then", index, branch) for index, branch in enumerate(beat.then)),
    ]


def _body(beats: Beats, start: str) -> dict[str, None]:
    """The beats from ``start`` on that are told before its ``return``, without what its own asides tell."""
    reached, waiting = {start: None}, [start]
    while waiting:
        for way in beats[waiting.pop()].ways:
            if way.go in beats and way.go not in reached:
                reached[way.go] = None
                waiting.append(way.go)
    return reached


def _asides_of(beats: Beats, entry: str) -> tuple[str, ...]:
    found = {way.aside: None for name in _body(beats, entry) for way in beats[name].ways}
    return tuple(aside for aside in found if aside is not None and aside in beats)


def _circle(into: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The first chain of asides that leads into itself, or nothing. Each is entered once."""
    done: set[str] = set()
    for start in into:
        chain: list[tuple[str, int]] = [(start, 0)] if start not in done else []
        while chain:
            name, step = chain.pop()
            if step == len(into[name]):
                done.add(name)
                continue
            chain.append((name, step + 1))
            following, names = into[name][step], [link for link, _ in chain]
            if following in names:
                return tuple(names[names.index(following) :])
            if following not in done:
                chain.append((following, 0))
    return ()
