"""The command line of the tracking benchmark."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import cv2

from bench.track.contestants.base import Contestant
from bench.track.contestants.opencv import OpenCv
from bench.track.contestants.ours import Ours
from bench.track.contestants.peers import installed
from bench.track.run import load, run
from bench.track.scores import Score
from bench.track.sets import SETS
from bench.track.table import ratios, scores_of, table


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.tracking", description=__doc__)
    parser.add_argument("--set", nargs="+", default=["base"], choices=[*SETS, "all"], dest="sets")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="sequences by name")
    parser.add_argument("--peers", default="all", choices=["all", "none", "opencv"])
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    compare(arguments)


def compare(arguments: argparse.Namespace) -> None:
    """Print one table a set."""
    contestants = contestants_of(arguments.peers)
    empty = scores_of(run(SETS["empty"](), contestants)) if arguments.peers != "none" else {}
    everything: dict[str, dict] = {}
    for name in SETS if "all" in arguments.sets else arguments.sets:
        footage = [each for each in SETS[name]() if not arguments.only or each.name in arguments.only]
        scores = scores_of(run(footage, contestants))
        print(table(name, scores), "", *ratios(scores, empty), "", sep="\n", flush=True)
        everything[name] = {who: {row: _plain(s) for row, s in rows.items()} for who, rows in scores.items()}
    print(f"Processor time, one thread; load a core at the end {load():.1f}")
    if arguments.json:
        arguments.json.write_text(json.dumps(everything, indent=1), "utf-8")


def contestants_of(which: str) -> list[Contestant]:
    """Ours first."""
    ours: list[Contestant] = [Ours()]
    if which == "none":
        return ours
    if which == "opencv":
        return [*ours, OpenCv(subpix=True)]
    return [*ours, OpenCv(subpix=True), OpenCv(subpix=False), *installed()]


def _plain(s: Score) -> dict:
    return asdict(s) | {"ms": {f"p{p}": s.ms_at(p) for p in (50, 95, 99)}}
