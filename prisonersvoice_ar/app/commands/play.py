"""``prisonersvoice play``: thousands of random visits, and the walk through everything that can happen."""

import argparse
import re
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.core.errors import DONE, ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene

DESCRIPTION = (
    "Sends thousands of random visitors through a scene in seconds, and walks through everything that can happen in it. "
    "Says which beats and lines nobody comes to and why, where a visitor would be caught and the shortest way there, how "
    "long visits are, how they end, what is chosen. 1 where something is never reached or a trap is found."
)
RUNS = 10_000
MOST_RUNS = 1_000_000
_REPLAY = re.compile(r"(\d{1,18}):(\d{1,18})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The scene, how many visits, and what to show."""
    add = parser.add_argument
    add("scene", metavar="SCENE", help="a folder under scenes/, or a path")
    add("--runs", type=int, default=RUNS, metavar="N", help=f"visits (default: {RUNS}); 0: the walk alone")
    add(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help="another seed, other visits; the same, the same (default: 1)",
    )
    add(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="the report's language; visitors have the scene's, by turns (default: the system's)",
    )
    add("--format", choices=("text", "json"), default="text")
    add(
        "--replay",
        metavar="SEED:RUN",
        help="tell this one visit step by step, and write it down for `preview`",
    )
    add(
        "--out",
        type=Path,
        metavar="FILE",
        help="where --replay writes (default: out/play/SCENE/visit-SEED-RUN.json)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Play, and print what is found; or tell one visit."""
    if not 0 <= arguments.runs <= MOST_RUNS:
        raise UsageError(f"--runs {arguments.runs}: that is no number of visits", f"Say 0 to {MOST_RUNS}.")
    if arguments.out is not None and arguments.replay is None:
        raise UsageError("--out says where --replay writes, and no visit is named", "Add --replay SEED:RUN.")
    return _replay(arguments) if arguments.replay is not None else _play(arguments)


def _play(arguments: argparse.Namespace) -> int:
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.app.progress import progress
    from prisonersvoice_ar.authoring.playing.commanding import Request, play_scene

    scene, texts = _read(arguments.scene, arguments.lang)
    asked = Request(arguments.runs, arguments.seed, arguments.lang, arguments.format)

    def command(run: str) -> str:
        return typed("play", arguments.scene, "--replay", run).strip("`")

    # the walk alone has no visits to count
    shown = progress(arguments.runs, f"play {scene.id}", "visit") if arguments.runs else nullcontext()
    with shown as bar:
        code, text = play_scene(scene, texts, asked, bar.update if bar else _nobody, command)
    print(text)
    return code


def _nobody(_visits: int) -> None:
    """Nobody is told."""


def _replay(arguments: argparse.Namespace) -> int:
    from prisonersvoice_ar.app.next_steps import typed
    from prisonersvoice_ar.app.outputs import refuse_unwritable
    from prisonersvoice_ar.authoring.edits.saving import write_whole
    from prisonersvoice_ar.authoring.playing.saying import Said
    from prisonersvoice_ar.authoring.playing.telling import as_json, one_visit, tell

    named = _REPLAY.fullmatch(arguments.replay)
    if named is None:
        raise UsageError(
            f"--replay {arguments.replay}: a visit is named SEED:RUN",
            "For example --replay 1:4021, as play names them.",
        )
    seed, run = int(named[1]), int(named[2])
    scene, _ = _read(arguments.scene, arguments.lang)
    path = arguments.out or Path("out") / "play" / scene.id / f"visit-{seed}-{run}.json"
    refuse_unwritable({"--out": path})
    log, outcome = one_visit(scene, seed, run)
    for line in tell(scene, log, outcome, arguments.lang):
        print(line)
    write_whole(path, as_json(log).encode())
    print(f"\n{Said(arguments.lang).text('written', path=str(path))}")
    print(f"  {typed('preview', arguments.scene, '--replay', path).strip('`')}")
    return DONE


def _read(named: str, lang: str) -> tuple[Scene, Mapping[str, str]]:
    """The scene, and the texts that it was read from; ContentError with every problem where it has errors."""
    from prisonersvoice_ar.app.written import whole_scene
    from prisonersvoice_ar.authoring.playing.saying import Said
    from prisonersvoice_ar.documents import load_scene, render

    loaded = load_scene(*whole_scene(named))
    if loaded.value is None:
        said = render(loaded.errors, lang, loaded.texts.get, incomplete=loaded.incomplete)
        raise ContentError(said.rstrip("\n"), Said(lang).text("mend-first"))
    return loaded.value, loaded.texts
