"""What was to be reached, set by set, and whether it was; a figure without its sequence is left out."""

from collections.abc import Callable, Iterator

from bench.track.scores import Score

_PEER = "OpenCV SUBPIX"
Rows = dict[str, Score]
Scores = dict[str, Rows]

_OVERLAY_PX = {
    "static": 0.10,
    "tilt": 0.10,
    "hand": 0.22,
    "static_front": 0.40,
    "still_front_hand": 0.40,
    "finger": 0.40,
    "shadow": 0.50,
    "lowlight": 0.80,
    "defocus": 0.90,
}
_STILL = ("static", "static_front", "still_front_hand")
_FAST = "fast"


def verdicts(name: str, scores: Scores, empty: Scores) -> list[str]:
    """Lines of “reached” and “NOT REACHED” for our tracker."""
    rows = scores.get("ours", {})
    peer = scores.get(_PEER, {})
    if not rows:
        return []
    lines = [*_of_set(name, rows)]
    if name in ("base", "seeds2"):
        lines += [*_overlay(rows, 1.0), *_jitter(rows, peer)]
    if name == "base" and peer and "all" in rows:
        lines += [*_cost(rows, peer, empty)]
    if name == "chain":
        lines += [*_overlay(rows, 2.0)]
    return lines


def _line(what: str, value: float, goal: float, *, least: bool) -> str:
    reached = value >= goal if least else value <= goal
    return f"- {'reached' if reached else 'NOT REACHED'}: {what} {value:.3g} ({'≥' if least else '≤'} {goal:.3g})"


def _of_set(name: str, rows: Rows) -> Iterator[str]:
    single = name in ("base", "seeds2", "chain")
    if name == "image":
        yield from _images(rows)
    slow = {row: s for row, s in rows.items() if not row.startswith((_FAST, "all"))}
    if (single or name in ("card", "four")) and "all but fast" in rows:
        goal = 95 if single else 98
        yield _line("usable % but fast", 100 * rows["all but fast"].usable, goal, least=True)
    if single and slow:
        worst = min(slow, key=lambda row: slow[row].usable)
        yield _line(f"usable % in the worst, {worst},", 100 * slow[worst].usable, 90, least=True)
        worst = min(slow, key=lambda row: slow[row].locked_usable)
        yield _line(f"usable % of locked, {worst},", 100 * slow[worst].locked_usable, 99, least=True)
    if single and _FAST in rows:
        yield _line("usable % in fast", 100 * rows[_FAST].usable, 40, least=True)
    for row, s in rows.items():
        if name == "ro0" and row != "all":
            yield _line(f"usable % in {row}", 100 * s.usable, 80, least=True)
    every = [s for row, s in rows.items() if not row.startswith("all")]
    yield _line("false targets", sum(s.false for s in every), 0, least=False)
    yield _line("flips", sum(s.flips for s in every), 0, least=False)


def _images(rows: Rows) -> Iterator[str]:
    for row, s in rows.items():
        if row.split()[-1] in ("lean", "range"):
            yield _line(f"usable % in {row}", 100 * s.usable, 95, least=True)
            yield _line(f"overlay px in {row}", s.overlay_px, 0.5, least=False)
            yield _line(f"frames until found in {row}", s.acquire, 9, least=False)
            yield _line(f"ms in {row}", s.ms_at(50), 4.0, least=False)


def _overlay(rows: Rows, factor: float) -> Iterator[str]:
    for row, goal in _OVERLAY_PX.items():
        if row in rows:
            yield _line(f"overlay px in {row}", rows[row].overlay_px, factor * goal, least=False)


def _jitter(rows: Rows, peer: Rows) -> Iterator[str]:
    measures: tuple[tuple[str, Callable[[Score], float]], ...] = (
        ("mm", lambda s: s.jitter_mm),
        ("deg", lambda s: s.jitter_deg),
    )
    for row in _STILL:
        for unit, measure in measures:
            if row in rows and row in peer:
                share = measure(rows[row]) / measure(peer[row])
                yield _line(f"jitter in {row}, {unit}, of {_PEER}'s", share, 1 / 3, least=False)


def _cost(rows: Rows, peer: Rows, empty: Scores) -> Iterator[str]:
    for percent, goal in ((50, 1 / 8), (95, 1 / 6)):
        share = rows["all"].ms_at(percent) / peer["all"].ms_at(percent)
        yield _line(f"cost p{percent} of {_PEER}'s", share, goal, least=False)
    if empty:
        share = empty["ours"]["all"].ms_at(50) / empty[_PEER]["all"].ms_at(50)
        yield _line(f"cost of nothing in view of {_PEER}'s", share, 1 / 2, least=False)
