"""``prisonersvoice calibrate``: the camera's intrinsics, from a printed board held before it or from pictures of one."""

import argparse
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.interrupts import held_interrupts
from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.app.machine import has_display
from prisonersvoice_ar.core.capture import parse_format
from prisonersvoice_ar.core.errors import DONE, OPERATOR_QUIT, ContentError, MachineError, UsageError

if TYPE_CHECKING:
    from prisonersvoice_ar.app.calibrating import Gathering
    from prisonersvoice_ar.app.interrupts import Obey
    from prisonersvoice_ar.core.calibration.board import BoardPlan
    from prisonersvoice_ar.perception.calibration.solve import Calibration
    from prisonersvoice_ar.perception.link import PerceptionLink
    from prisonersvoice_ar.perception.source_spec import SourceSpec
    from prisonersvoice_ar.words import Interface

DESCRIPTION = (
    "Finds the camera's intrinsics. Print the board first (--board board.pdf, at 100 %), glue it to something "
    "flat, and hold it before the camera: the window says where. What is found is kept for that camera and used "
    "by run and track from then on. Nothing of the camera's pictures is kept."
)
MODELS = ("auto", "brown", "rational", "fisheye")
_MOST_SIDE = 1920


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of design.md."""
    add = parser.add_argument
    add("--board", type=Path, metavar="FILE.pdf|.png", help="write the board to print, and end")
    add("--source", help="camera (default), video file or folder of pictures of the board")
    add(
        "--out",
        type=Path,
        metavar="FILE.yaml",
        help="write the intrinsics there, for --camera-matrix, as well",
    )
    add("--model", choices=MODELS, default="auto", help="lens model (default: what fits unseen views best)")
    add("--squares", default=None, metavar="CxR", help="squares across and down (default 9x6)")
    add("--square-mm", type=float, metavar="MM", help="side of a square (default 28)")
    add(
        "--marker-mm",
        type=float,
        metavar="MM",
        help="edge of a marker's black square (default 3/4 of a square)",
    )
    add("--dictionary", default="DICT_5X5_100", metavar="NAME", help="of its markers (default DICT_5X5_100)")
    add("--grid", metavar="CxR", help="a plain grid of so many markers instead of a chessboard")
    add("--gap-mm", type=float, metavar="MM", help="between the markers of a grid")
    add("--camera-size", default="1280x720", metavar="WxH[@FPS]", help="what a camera is asked for")
    add("--flip", action="store_true", help="the source mirrors its pictures: turn them back")
    add("--headless", action="store_true", help="guide by the terminal, without a window")
    add("--lang", choices=("en", "uk"), help="language of the guide (default: the system's)")
    add("--size", default="1280x720", metavar="WxH", help="of the window (default 1280x720)")
    add("--frames", type=int, metavar="N", help="look at N pictures at most")


def carry_out(arguments: argparse.Namespace) -> int:
    """Write the board, or calibrate; returns an exit code."""
    board = board_from(arguments)
    if arguments.board is not None:
        return _write_board(arguments.board, board)
    from prisonersvoice_ar.perception.guards import no_core_dumps

    no_core_dumps()
    _refuse(arguments)
    with held_interrupts() as interrupts:
        return _calibrate(arguments, board, interrupts.obey)


def board_from(arguments: argparse.Namespace) -> "BoardPlan":
    """The board that the options describe; UsageError where they make none."""
    from prisonersvoice_ar.core.calibration.board import BoardPlan

    if arguments.grid is not None:
        if arguments.marker_mm is None or arguments.gap_mm is None or arguments.squares is not None:
            raise UsageError(
                "--grid goes with --marker-mm and --gap-mm, and not with --squares",
                "For example: --grid 5x7 --marker-mm 30 --gap-mm 6.",
            )
        columns, rows = _pair("--grid", arguments.grid)
        step = (arguments.marker_mm + arguments.gap_mm) / 1e3
        return BoardPlan("grid", columns, rows, step, arguments.marker_mm / 1e3, arguments.dictionary)
    if arguments.gap_mm is not None:
        raise UsageError("--gap-mm is for a grid of markers", "Name the grid: --grid 5x7, or leave it out.")
    columns, rows = _pair("--squares", arguments.squares or "9x6")
    square = 28.0 if arguments.square_mm is None else arguments.square_mm
    marker = 0.75 * square if arguments.marker_mm is None else arguments.marker_mm
    return BoardPlan("charuco", columns, rows, square / 1e3, marker / 1e3, arguments.dictionary)


def _pair(option: str, text: str) -> tuple[int, int]:
    first, _, second = text.lower().replace("×", "x").partition("x")
    if not (first.isdecimal() and second.isdecimal()):
        raise UsageError(f'{option}: "{text}" is no number of squares', f"Write it as {option} 9x6.")
    return int(first), int(second)


def _write_board(path: Path, board: "BoardPlan") -> int:
    from prisonersvoice_ar.app.outputs import refuse_unwritable, unwritable
    from prisonersvoice_ar.perception.calibration.printing import board_pdf, board_png, lay_out

    kinds = {".pdf": board_pdf, ".png": board_png}
    if path.suffix.lower() not in kinds:
        raise UsageError(f"--board {path}: a board is a .pdf or a .png", "Name it board.pdf, for example.")
    refuse_unwritable({"--board": path})
    try:
        path.write_bytes(kinds[path.suffix.lower()](board))
    except OSError as problem:
        raise unwritable("--board", path, problem) from problem
    print(
        f"{path}: {board.label}. Print it at 100 % on {lay_out(board).paper}; measure a square, and tell its"
    )
    print("size with --square-mm where it isn't what stands there. Glue it to something flat.")
    return DONE


def _refuse(arguments: argparse.Namespace) -> None:
    """Refuse what could not be carried out to the end, before anything is opened."""
    from prisonersvoice_ar.app.outputs import refuse_unwritable
    from prisonersvoice_ar.documents.lens import read_lens
    from prisonersvoice_ar.perception.source_spec import parse_source

    if arguments.frames is not None and arguments.frames < 1:
        raise UsageError(f"--frames {arguments.frames}", "At least 1.")
    out = arguments.out
    if out is None:
        return
    if arguments.source is not None:
        spec = parse_source(arguments.source)
        read = Path(spec.where)
        if (
            spec.kind in ("video", "folder")
            and out.exists()
            and (read == out or (read.exists() and read.samefile(out)))
        ):
            raise UsageError(f"--source and --out name the same file, {out}", "Name another file with --out.")
    refuse_unwritable({"--out": out}, own=(".yaml", ".yml"))
    if out.exists() and read_lens(out).value is None:
        raise UsageError(
            f"--out: {out} is there already, and is no lens", "Name another file; it was not touched."
        )


def _spec(arguments: argparse.Namespace) -> "SourceSpec":
    from prisonersvoice_ar.app.cameras import camera_names
    from prisonersvoice_ar.perception.source_spec import SourceSpec, parse_source

    if arguments.source is not None:
        return parse_source(arguments.source)
    if not camera_names():
        raise MachineError(
            "there is no camera to calibrate",
            "Plug one in, or name pictures of the board: --source FOLDER, or a video file.",
        )
    return SourceSpec("camera", "")


def _calibrate(arguments: argparse.Namespace, board: "BoardPlan", obey: "Obey") -> int:
    from prisonersvoice_ar.app import calibrated
    from prisonersvoice_ar.app.calibrating import Gathering, GuidedWindow, picture_names
    from prisonersvoice_ar.app.settings import parse_size
    from prisonersvoice_ar.core.calibration.guide import Guide
    from prisonersvoice_ar.perception.calibration.finder import Finder
    from prisonersvoice_ar.perception.link import PerceptionLink
    from prisonersvoice_ar.perception.settings import PerceptionSettings

    spec, wanted = _spec(arguments), parse_format(arguments.camera_size)
    names = picture_names(Path(spec.where)) if spec.kind == "folder" else ()
    gathering = Gathering(Finder(board), Guide(board, hold_still=spec.live), names, turned=arguments.flip)
    asked = PerceptionSettings(
        source=spec,
        pacing="live" if spec.live else "lockstep",
        max_side=max(_MOST_SIDE, wanted.width, wanted.height),
        camera_format=wanted,
        keep_format=True,
        self_calibrate=False,
    )
    print(f"Board: {board.label}.", file=sys.stderr)
    with ExitStack() as stack:
        link = stack.enter_context(PerceptionLink(asked))
        window = None
        if spec.live and has_display() and not arguments.headless:
            window = GuidedWindow(gathering, _words(arguments), parse_size(arguments.size))
            stack.callback(window.close)
            window.gather(link, obey, arguments.frames)
            if window.ended == "quit":
                print("Ended without a result.", file=sys.stderr)
                return OPERATOR_QUIT
            window.solving()
        else:
            _gather(link, gathering, obey, arguments)
        camera, name = link.status.camera, link.status.source_name
        link.close()
        found = _solved(gathering, arguments, live=spec.live)
        return calibrated.report(
            found, calibrated.Kept(camera, name, arguments.out, date.today().isoformat())
        )


def _gather(
    link: "PerceptionLink", gathering: "Gathering", obey: "Obey", arguments: argparse.Namespace
) -> None:
    from prisonersvoice_ar.app.calibrating import gather_live, gather_pictures

    if link.settings.source.live:
        gather_live(link, gathering, obey, _words(arguments), arguments.frames)
    else:
        gather_pictures(link, gathering, obey, arguments.frames)
        gathering.guide.fill()


def _solved(gathering: "Gathering", arguments: argparse.Namespace, *, live: bool) -> "Calibration":
    from prisonersvoice_ar.app.calibrated import say_views
    from prisonersvoice_ar.core.calibration.guide import Look
    from prisonersvoice_ar.perception.calibration.solve import calibrate

    guide = gathering.guide
    if gathering.pictures == guide.refused[Look.NOTHING]:
        raise ContentError(
            f"not one of {gathering.pictures} pictures shows the board ({guide.board.label})",
            "If it is another board, describe it: --squares 12x8 --square-mm 30 --dictionary DICT_5X5_1000, or --grid. "
            "If it is this one: more light, the whole board in the picture, and --flip where pictures are mirrored.",
        )
    say_views(gathering, live=live)
    model = None if arguments.model == "auto" else arguments.model
    return calibrate([sight for sight, _ in guide.views], model, independent=guide.independent)


def _words(arguments: argparse.Namespace) -> "Interface":
    from prisonersvoice_ar.words import Interface

    return Interface(arguments.lang or default_language())
