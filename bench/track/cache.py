"""Rendered frames are kept under ``out/bench-frames``: half a second a frame is too dear to pay twice."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from bench.track.render import Renderer
from bench.track.spec import Shot
from prisonersvoice_ar.core.geometry import Array

FOLDER = Path(__file__).resolve().parents[2] / "out" / "bench-frames"


@dataclass(frozen=True)
class Take:
    """A shot's pictures and the truth about them."""

    shot: Shot
    frames: Array
    """(N, H, W) uint8"""
    truths: Array
    """(N, cards, 4, 4): camera from target"""


def taken(shot: Shot, folder: Path = FOLDER) -> Take:
    """The frames of ``shot``, rendered where they are not kept yet."""
    file = folder / f"{shot.key}.npz"
    if not file.exists():
        keep(render(shot), folder)
    with np.load(file) as kept:
        return Take(shot, kept["frames"], kept["truths"])


def render(shot: Shot) -> Take:
    """All frames of ``shot``."""
    renderer = Renderer(shot)
    names = "+".join(placed.motion for placed in shot.placed) or "nothing"
    progress = tqdm(shot.frames, desc=f"render {names}", leave=False, disable=not sys.stderr.isatty())
    frames, truths = zip(*(renderer.frame(index) for index in progress), strict=True)
    return Take(shot, np.array(frames), np.array(truths))


def keep(take: Take, folder: Path = FOLDER) -> None:
    """Store, so that a run that is broken off leaves no half file behind."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{take.shot.key}.{os.getpid()}.part"
    with unfinished.open("wb") as file:
        np.savez(file, frames=take.frames, truths=take.truths)
    unfinished.replace(folder / f"{take.shot.key}.npz")
