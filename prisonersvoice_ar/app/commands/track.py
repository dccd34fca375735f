"""``prisonersvoice track``: the tracker alone, one JSON object a frame."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from prisonersvoice_ar.app.commands.run import camera_options
from prisonersvoice_ar.app.interrupts import held_interrupts
from prisonersvoice_ar.core.capture import parse_format
from prisonersvoice_ar.core.errors import DONE

DESCRIPTION = (
    "Writes one JSON object for each frame of the source: poses, corners, state, reprojection error."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of design.md."""
    add = parser.add_argument
    add("--source", default="demo", help="as for run (default: demo)")
    add("--report", type=Path, metavar="FILE.jsonl", help="where to write; none: standard output")
    add("--dictionary", metavar="NAME", help="every marker of this OpenCV dictionary is a target")
    add("--marker-mm", type=float, metavar="MM", help="outer edge of such a marker's black square")
    add("--camera-matrix", type=Path, metavar="FILE", help="the camera's intrinsics (YAML)")
    camera_options(add)
    add("--targets", type=Path, metavar="FILE", help="another markers.yaml")
    add("--frames", type=int, metavar="N", help="end after N frames")


def carry_out(arguments: argparse.Namespace) -> int:
    """Track to the source's end; returns an exit code."""
    from prisonersvoice_ar.app.cameras import choose_source
    from prisonersvoice_ar.app.content import load_sight
    from prisonersvoice_ar.app.frames import every_frame
    from prisonersvoice_ar.app.lenses import say_lenses
    from prisonersvoice_ar.app.outputs import refuse_collisions, refuse_unwritable
    from prisonersvoice_ar.app.plan import perception_settings
    from prisonersvoice_ar.app.settings import RunSettings
    from prisonersvoice_ar.perception.guards import no_core_dumps
    from prisonersvoice_ar.perception.link import PerceptionLink

    no_core_dumps()
    settings = RunSettings(
        source=arguments.source,
        dictionary=arguments.dictionary,
        marker_mm=arguments.marker_mm,
        camera_matrix=arguments.camera_matrix,
        camera_format=parse_format(arguments.camera_size),
        hold_camera=arguments.lock_camera,
        flip=arguments.flip,
        targets=arguments.targets,
        frames=arguments.frames,
        report=arguments.report,
        headless=True,
        unthrottled=True,
    )
    refuse_collisions(settings)
    if arguments.report is not None and not _is_device(arguments.report):
        refuse_unwritable({"--report": arguments.report})
    sight = load_sight(settings)
    source = choose_source(settings, "diorama")
    asked = perception_settings(settings, sight, source, loop=False, rectify=False)
    with held_interrupts() as interrupts, PerceptionLink(asked) as link:
        pictures = every_frame(link, interrupts.obey)
        # a source that gives nothing leaves no file behind
        first = next(pictures)
        with _written(arguments.report) as out:
            frames = 0
            for seen in chain([first], pictures):
                out.write(json.dumps(_line(seen.observation), separators=(", ", ": ")) + "\n")
                frames += 1
                if frames == arguments.frames:
                    break
        for line in (*link.status.notices, *say_lenses(link.status.served)):
            print(line, file=sys.stderr)
    if arguments.report is not None:
        print(f"{arguments.report}: {frames} frames", file=sys.stderr)
    return DONE


def _line(observation: Any) -> dict[str, Any]:
    """One frame in the form that design.md fixes."""
    return {
        "frame": observation.frame,
        "t": round(observation.t, 6),
        "ms": round(observation.tracking_ms, 3),
        "targets": [
            {
                "target": pose.target,
                "state": pose.state.value,
                "T_camera_target": [[float(f"{value:.9g}") for value in row] for row in pose.T_camera_target],
                "corners": [[round(float(x), 4), round(float(y), 4)] for x, y in pose.corners],
                "reprojection_px": round(pose.reprojection_px, 4),
            }
            for pose in observation.targets
        ],
    }


@contextmanager
def _written(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8") as file:
            yield file
    except OSError as problem:
        from prisonersvoice_ar.app.outputs import unwritable

        raise unwritable("--report", path, problem) from problem


def _is_device(path: Path) -> bool:
    """Written in place, as a shell's redirection does."""
    return path.exists() and not path.is_file() and not path.is_dir()
