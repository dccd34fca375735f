"""The command line of the tracking benchmark."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np

from bench.track import footage as real
from bench.track import stillness
from bench.track.cache import taken
from bench.track.cards import TAG_M, Card
from bench.track.contestants.base import Contestant
from bench.track.contestants.finder import OurFinder
from bench.track.contestants.opencv import OpenCv
from bench.track.contestants.ours import Ours
from bench.track.contestants.peers import installed
from bench.track.goals import verdicts
from bench.track.pictures import PICTURES, POSTCARD
from bench.track.run import Results, load, run
from bench.track.scores import Score
from bench.track.sets import SETS, eleven_of, named_target
from bench.track.sheet import Sheet
from bench.track.spec import Sequence
from bench.track.table import ratios, scores_of, table

_TILES_A_SEQUENCE = 8


def main() -> None:
    """Parse, run, print."""
    arguments = _parser().parse_args()
    cv2.setNumThreads(1)
    if arguments.sheet_of:
        watch(arguments)
    else:
        compare(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.tracking",
        description="The product's tracker and its peers on the same frames, in one run.",
    )
    add = parser.add_argument
    add("--set", nargs="+", default=["base"], choices=[*SETS, "all"], dest="sets")
    add("--board", metavar="FILE:NAME", help="the eleven with a board from a file like markers.yaml")
    add("--only", nargs="+", metavar="NAME", help="sequences by name")
    add("--peers", default="all", choices=["all", "none", "opencv"])
    add("--times", type=int, default=1, help="run each so often and count each frame's least cost")
    add("--nominal", action="store_true", help="score against the generator's poses, not what it drew")
    add("--json", type=Path, metavar="FILE")
    add("--sheet", type=Path, metavar="PNG", help="our overlay on some frames of each sequence")
    add(
        "--sheet-of",
        type=Path,
        metavar="VIDEO",
        help="our tracker on a video, a sheet, jitter beside the peers",
    )
    add("--dictionary", default="DICT_APRILTAG_36h11")
    add("--id", nargs="+", type=int, default=[7], help="with --sheet-of: the markers in it")
    add("--marker-mm", type=float, default=1e3 * TAG_M)
    add("--picture", choices=PICTURES, help="with --sheet-of: a picture in it, and no markers")
    add("--focal-px", type=float, help="with --sheet-of: otherwise a plausible lens")
    return parser


def watch(arguments: argparse.Namespace) -> None:
    """A real video."""
    cards = real.markers(arguments.id, arguments.dictionary, arguments.marker_mm)
    if arguments.picture:
        cards = (_picture(arguments.picture),)
    watched = real.watch(arguments.sheet_of, cards, arguments.focal_px)
    file = arguments.sheet or Path("out") / f"sheet-{arguments.sheet_of.stem}.png"
    real.contact_sheet(watched, file, arguments.marker_mm / 1e3)
    print(real.report(watched, cards), file, sep="\n", flush=True)
    if stillness.stretches(arguments.sheet_of):
        peers = [each for each in contestants_of(arguments.peers)[1:] if each.takes(cards)]
        others = [real.again(watched, cards, each) for each in peers]
        print(*stillness.report(watched, others, cards), sep="\n")


def _picture(name: str) -> Card:
    card = PICTURES[name]()
    if card is None:
        raise SystemExit(f"{name} is cut out of {POSTCARD}, which is not here")
    return card


def compare(arguments: argparse.Namespace) -> None:
    """Print one table a set, the costs' ratios below it, and what was to be reached."""
    contestants = contestants_of(arguments.peers)
    empty = scores_of(run(SETS["empty"](), contestants, arguments.times)) if arguments.peers != "none" else {}
    everything: dict[str, dict] = {}
    for name, footage in _sets(arguments):
        results = run(footage, contestants, arguments.times, nominal=arguments.nominal)
        scores = scores_of(results)
        print(table(name, scores), "", *ratios(scores, empty), "", sep="\n")
        print(*verdicts(name, scores, empty), "", sep="\n", flush=True)
        everything[name] = {who: {row: _plain(s) for row, s in rows.items()} for who, rows in scores.items()}
        if arguments.json:  # after each set: a later one may be broken off
            arguments.json.write_text(json.dumps(everything, indent=1), "utf-8")
        if arguments.sheet:
            _sheet(footage, results, arguments.sheet.with_stem(f"{arguments.sheet.stem}-{name}"))
    print(f"ms: processor time, one thread; load a core at the end {load():.1f}")


def _sets(arguments: argparse.Namespace) -> Iterator[tuple[str, list[Sequence]]]:
    if arguments.board:
        file, _, name = arguments.board.rpartition(":")
        target = named_target(Path(file), name)
        chosen = {name: lambda: eleven_of(Card(target, target.outline.size_m))}
    else:
        chosen = SETS if "all" in arguments.sets else {name: SETS[name] for name in arguments.sets}
    for name, sequences in chosen.items():
        footage = [each for each in sequences() if not arguments.only or each.name in arguments.only]
        if footage:
            yield name, footage


def contestants_of(which: str) -> list[Contestant]:
    """Ours first."""
    ours: list[Contestant] = [Ours(), OurFinder()]
    if which == "none":
        return ours
    if which == "opencv":
        return [*ours, OpenCv(subpix=True)]
    return [*ours, OpenCv(subpix=True), OpenCv(subpix=False), *installed()]


def _sheet(footage: list[Sequence], results: Results, file: Path) -> None:
    sheet = Sheet(_TILES_A_SEQUENCE)
    for sequence in footage:
        result = results[Ours.name][sequence.name]
        takes = [taken(shot) for shot in sequence.shots]
        flat = [
            (take, frame, seen)
            for take, shot_seen in zip(takes, result.seen, strict=True)
            for frame, seen in zip(take.frames, shot_seen, strict=True)
        ]
        for index in np.linspace(0, len(flat) - 1, _TILES_A_SEQUENCE).round().astype(int):
            take, frame, seen = flat[index]
            sheet.add(frame, f"{sequence.name} {index}", seen, take.shot.lens, TAG_M)
    sheet.write(file)
    print(file)


def _plain(s: Score) -> dict:
    values = asdict(s) | {"ms": {f"p{p}": s.ms_at(p) for p in (50, 95, 99)}}
    return {key: None if value != value else value for key, value in values.items()}  # noqa: PLR0124  # NaN
