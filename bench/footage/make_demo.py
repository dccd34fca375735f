"""Render the demo footage that ships, and its ground truth.

    python bench/footage/make_demo.py card        # prisonersvoice_ar/demo/card.mp4, half a second a frame
    python bench/footage/make_demo.py poster
    python bench/footage/make_demo.py card --still 5.2 --out picture.png

Needs numpy, OpenCV and, to write the film, PyAV. The pictures depend on nothing but this folder and
`markers/`; their last bit on the versions of OpenCV and x264.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from camera import FOCAL, FPS, HEIGHT, WIDTH, Array, K, Matrix, develop, project, vignette
from numpy.typing import NDArray
from targets import ROOT, Target, load_targets

DEMO = ROOT / "prisonersvoice_ar" / "demo"
TRUTH = ROOT / "tests" / "markers"


@dataclass(frozen=True)
class Film:
    """One piece of footage: a target, how long, how to take a frame of it."""

    name: str
    target: Target
    seconds: float
    exposure_s: float
    gain: float
    light: Callable[[float], tuple[Array, Array | None]]
    """Time to (h, w, 3) linear light and, where something lies before the target, its (h, w) cover."""
    T_camera_world: Callable[[float], Matrix]
    T_world_target: Callable[[float], Matrix | None]


def film(name: str) -> Film:
    """The film called `name`: card or poster."""
    targets = load_targets()
    if name == "card":
        import card_scene
        import card_script

        target = targets["card-1"]
        return Film(
            name=name,
            target=target,
            seconds=card_script.PERIOD_S,
            exposure_s=card_scene.EXPOSURE_S,
            gain=1.14,
            light=card_scene.CardScene(target).light,
            T_camera_world=card_script.T_camera_world,
            T_world_target=card_script.T_world_card,
        )
    import poster_scene

    target = targets["poster-door"]
    return Film(
        name=name,
        target=target,
        seconds=poster_scene.PERIOD_S,
        exposure_s=poster_scene.EXPOSURE_S,
        gain=1.0,
        light=poster_scene.PosterScene(target).light,
        T_camera_world=poster_scene.T_camera_world,
        T_world_target=lambda _t: np.eye(4) @ poster_scene.T_WORLD_POSTER,
    )


_Shot = tuple[NDArray[np.uint8], dict[str, Any]]
_worker: list[Film] = []


def picture(take: Film, index: int) -> _Shot:
    """Frame `index` as (h, w, 3) sRGB bytes with its line of ground truth."""
    light, cover = take.light(index / FPS)
    coded = develop(light * np.float32(take.gain), vignette(0.22), seed=7919 + index)
    return coded, truth(take, index, cover)


def pictures(take: Film, frames: range, jobs: int) -> Iterator[_Shot]:
    """Each frame in turn, made by `jobs` processes; the same pictures whatever their number."""
    if jobs == 1:
        yield from (picture(take, index) for index in frames)
        return
    with multiprocessing.get_context("spawn").Pool(jobs, _prepare, (take.name,)) as pool:
        yield from pool.imap(_take, frames, chunksize=4)


def _prepare(name: str) -> None:
    cv2.setNumThreads(1)
    _worker.append(film(name))


def _take(index: int) -> _Shot:
    return picture(_worker[0], index)


def truth(take: Film, index: int, cover: Array | None) -> dict[str, Any]:
    """What a perfect tracker would say about frame `index`: the pose in the middle of the exposure."""
    t = index / FPS
    T_wt = take.T_world_target(t)
    if T_wt is None:
        return {"frame": index, "visible": False}
    T = take.T_camera_world(t) @ T_wt
    seen = [tag.id for tag in take.target.tags if _in_view(T, tag.corners_mm() / 1000, cover)]
    if not seen:
        return {"frame": index, "visible": False}
    return {
        "frame": index,
        "visible": True,
        "tags": seen,
        "smear_px": round(_smear(take, t), 2),
        "T_camera_target": [[round(float(v), 6) for v in row] for row in T],
    }


def _in_view(T_camera_target: Matrix, corners_m: Matrix, cover: Array | None) -> bool:
    """Whether a tag lies wholly in the picture with nothing before it."""
    pixels = project(T_camera_target, np.c_[corners_m, np.zeros(4)])
    if (pixels < 2).any() or (pixels > [WIDTH - 3, HEIGHT - 3]).any():
        return False
    if cover is None:
        return True
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillConvexPoly(mask, np.rint(pixels).astype(np.int32), 1)
    return float(cover[mask > 0].max(initial=0)) < 0.05


def _smear(take: Film, t: float) -> float:
    """How far, in pixels, the paper's fastest corner moves while the shutter is open."""
    paper = np.c_[take.target.paper_mm() / 1000, np.zeros(4)]
    ends = []
    for moment in (t - take.exposure_s / 2, t + take.exposure_s / 2):
        T_wt = take.T_world_target(moment)
        if T_wt is None:
            return 0.0
        ends.append(project(take.T_camera_world(moment) @ T_wt, paper))
    return float(np.linalg.norm(ends[1] - ends[0], axis=1).max())


def write_film(take: Film, frames: range, crf: int, jobs: int) -> None:
    """Write `demo/NAME.mp4` and `NAME.truth.json`."""
    import av
    from av.video.reformatter import ColorRange, Colorspace

    DEMO.mkdir(parents=True, exist_ok=True)
    lines, begun = [], time.monotonic()
    part = DEMO / f"{take.name}.part.mp4"
    with av.open(str(part), "w", options={"movflags": "+faststart"}) as container:
        options = {"crf": str(crf), "preset": "slow", "g": "60", "bf": "2", "threads": "1"}
        stream = container.add_stream("libx264", rate=Fraction(FPS), options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        # BT.601 and said so: readers that look at the tag and those that assume it agree.
        context = stream.codec_context
        context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 6, 1, 13
        for coded, line in pictures(take, frames, jobs):
            frame = av.VideoFrame.from_ndarray(coded, format="rgb24")
            frame = frame.reformat(
                format="yuv420p", dst_colorspace=Colorspace.ITU601, dst_color_range=ColorRange.MPEG
            )
            container.mux(stream.encode(frame))
            lines.append(line)
            if len(lines) % 30 == 0:
                print(f"{len(lines)} of {len(frames)}, {time.monotonic() - begun:.0f} s", flush=True)
        container.mux(stream.encode(None))
    part.replace(DEMO / f"{take.name}.mp4")
    write_truth(take, lines)


def write_truth(take: Film, lines: list[dict[str, Any]]) -> None:
    """One JSON object; one line a frame, so that a difference can be read."""
    head = {
        "format": 1,
        "video": f"{take.name}.mp4",
        "target": take.target.name,
        "fps": FPS,
        "exposure_s": round(take.exposure_s, 6),
        "intrinsics": {
            "width": WIDTH,
            "height": HEIGHT,
            "fx": FOCAL,
            "fy": FOCAL,
            "cx": float(K[0, 2]),
            "cy": float(K[1, 2]),
            "model": "brown",
            "distortion": [0.0, 0.0, 0.0, 0.0, 0.0],
        },
    }
    body = ",\n".join(json.dumps(line) for line in lines)
    text = json.dumps(head)[:-1] + ',\n"frames": [\n' + body + "\n]}\n"
    (TRUTH / f"{take.name}.truth.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("film", choices=["card", "poster"])
    parser.add_argument("--crf", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=1, help="processes that render")
    parser.add_argument("--still", type=float, metavar="SECONDS", help="one frame as a picture, no film")
    parser.add_argument("--out", type=Path, default=Path("still.png"))
    args = parser.parse_args()
    cv2.setNumThreads(1)  # one core, whoever else is at work
    take = film(args.film)
    if args.still is None:
        write_film(take, range(round(take.seconds * FPS)), args.crf, args.jobs)
        return
    index = round(args.still * FPS)
    cv2.imwrite(str(args.out), picture(take, index)[0][..., ::-1])


if __name__ == "__main__":
    main()
