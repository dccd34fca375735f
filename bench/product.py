"""The whole application on a clip, as fast as frames are shown: python -m bench.product CLIP FRAMES → JSON.

The figures are of the story alone, with the cell on the card; the menus before it are passed by at once.
Coverage is measured: the last picture is drawn once more without the cell, and the pixels that differ count.
"""

import json
import sys
from dataclasses import replace

import numpy as np

from prisonersvoice_ar.app.experience import opened_loop
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.visit.view import Phase
from prisonersvoice_ar.core.visit.written import Step

SETTLING = 90
"""frames from the story's beginning: the cell fades in, and its lights with it"""
EAGER = (
    Step(Phase.NOTICE, "continue", 0.0),
    Step(Phase.ACTIONS, "finish", 1e9),
)


def coverage(loop) -> float:
    parts, anchor = loop._parts, loop._anchor
    pictures = []
    for opacity in (1.0, 0.0):
        parts.stage.place(anchor.T_camera_target, opacity)
        parts.stage.render()
        pictures.append(parts.window.picture().astype(int))
    return float((np.abs(pictures[0] - pictures[1]).max(axis=2) > 6).mean())


def measure(settings: RunSettings) -> dict:
    with opened_loop(settings) as loop:
        loop.run()
        report = loop.report
        story = next(phase["frame"] for phase in report.phases if phase["id"] == "story")
        intervals = np.array(report.intervals_ms[story + SETTLING :], float)
        return {
            "fps": float(1e3 / intervals.mean()),
            "unsettled_fps": float(1e3 / np.mean(report.intervals_ms[story + 10 : story + SETTLING])),
            "p50_ms": float(np.median(intervals)),
            "p99_ms": float(np.percentile(intervals, 99)),
            "tracking_p50_ms": float(np.median(report.tracking_ms)),
            "target_share": report.target_frames / max(1, report.source_frames),
            "coverage": coverage(loop),
            "frames": len(intervals),
        }


def main(clip: str, frames: int, **more) -> None:
    settings = RunSettings(
        source=clip,
        lang="en",
        headless=True,
        unthrottled=True,
        mute=True,
        frames=frames,
        written_visitor=True,
        visit=EAGER,
        loop=True,
    )
    print(json.dumps(measure(replace(settings, **more))))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
