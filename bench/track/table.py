"""Markdown."""

import math
from collections.abc import Sequence

import numpy as np

from bench.track.run import Results
from bench.track.scores import Score, score

_COLUMNS = (
    "found %",
    "usable %",
    "false",
    "locked % (usable of it)",
    "corner px",
    "overlay px (p95)",
    "mm",
    "deg",
    "jitter mm / deg",
    "flips",
    "gap",
    "acquire",
    "lag f (px at 1 m/s)",
    "ms p50 / p95 / p99",
)


def scores_of(results: Results) -> dict[str, dict[str, Score]]:
    """By contestant, then by sequence; "all", and "all but fast" where there is a fast one."""
    out: dict[str, dict[str, Score]] = {}
    for name, by_sequence in results.items():
        rows = {
            sequence: score(result.cards, result.false, result.ms) for sequence, result in by_sequence.items()
        }
        if len(by_sequence) > 1:
            rows["all"] = _total(results, name, list(by_sequence))
            slow = [sequence for sequence in by_sequence if not sequence.startswith("fast")]
            if 0 < len(slow) < len(by_sequence):
                rows["all but fast"] = _total(results, name, slow)
        out[name] = rows
    return out


def _total(results: Results, name: str, sequences: Sequence[str]) -> Score:
    chosen = [results[name][sequence] for sequence in sequences]
    cards = [frames for result in chosen for frames in result.cards]
    return score(
        cards, sum(result.false for result in chosen), np.concatenate([result.ms for result in chosen])
    )


def table(title: str, scores: dict[str, dict[str, Score]]) -> str:
    """One table: sequence by sequence, the contestants below one another."""
    lines = [f"### {title}", "", "| sequence | tracker | " + " | ".join(_COLUMNS) + " |"]
    lines.append("|" + " --- |" * (len(_COLUMNS) + 2))
    sequences = dict.fromkeys(sequence for rows in scores.values() for sequence in rows)
    lines += [
        f"| {sequence} | {name} | " + " | ".join(_cells(rows[sequence])) + " |"
        for sequence in sequences
        for name, rows in scores.items()
        if sequence in rows
    ]
    return "\n".join(lines)


def _cells(s: Score) -> list[str]:
    return [
        _percent(s.found),
        _percent(s.usable),
        str(s.false),
        f"{_percent(s.locked)} ({_percent(s.locked_usable)})",
        _number(s.corner_px),
        f"{_number(s.overlay_px)} ({_number(s.overlay_p95_px)})",
        _number(s.moved_mm),
        _number(s.turned_deg),
        f"{_number(s.jitter_mm, 3)} / {_number(s.jitter_deg, 3)}",
        str(s.flips),
        str(s.gap),
        str(s.acquire),
        f"{_number(s.lag_frames)} ({_number(s.lag_px, 1)})",
        f"{_number(s.ms_at(50))} / {_number(s.ms_at(95))} / {_number(s.ms_at(99))}",
    ]


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.1f}"


def _number(value: float, digits: int = 2) -> str:
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def ratios(
    scores: dict[str, dict[str, Score]], empty: dict[str, dict[str, Score]], peer: str = "OpenCV SUBPIX"
) -> list[str]:
    """Lines that set each contestant's cost against ``peer``'s; ``empty``: with nothing in view."""
    if peer not in scores:
        return []
    lines = []
    for name in scores:
        if name == peer:
            continue
        parts = [f"{label} {_ratio(scores, name, peer, p)}" for label, p in (("median", 50), ("p95", 95))]
        if empty:
            parts.append(f"nothing in view {_ratio(empty, name, peer, 50)}")
        lines.append(f"cost of {name} / {peer}: {', '.join(parts)}")
    return lines


def _ratio(scores: dict[str, dict[str, Score]], name: str, peer: str, percent: float) -> str:
    row = "all" if "all" in scores[name] else next(iter(scores[name]))
    ours, theirs = scores[name][row].ms_at(percent), scores[peer][row].ms_at(percent)
    return f"{ours:.2f} / {theirs:.2f} ms = {ours / theirs:.3f} (1/{theirs / ours:.1f})"
