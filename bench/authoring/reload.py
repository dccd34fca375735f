"""From an atomic save to the new scene in the preview's hands, and what watching costs meanwhile.

``python -m bench.authoring.reload [--saves 30] [--scene scenes/fifteen-days]`` works on a copy. The part that is
left to the panel, from the scene to the picture, is measured by ``preview --frames``.
"""

import argparse
import contextlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from prisonersvoice_ar.app.preview.reloading import Reloaded, Reloader
from prisonersvoice_ar.documents import Content

ROOT = Path(__file__).resolve().parents[2]
FRAME_S = 1 / 60
GOAL_S = 0.150
"""median, of the 300 ms from save to picture"""


@dataclass(frozen=True)
class Figures:
    """Seconds."""

    first: float
    """of the first save, two seconds after the preview was opened"""
    median: float
    p95: float
    longest: float
    longest_poll: float
    """what one call of ``poll`` took of a frame"""
    idle_share: float
    """of one core, while nothing is saved"""


def copied(scene: Path, root: Path) -> Content:
    """A copy of what ships, with ``scene`` in it, under ``root``."""
    for name in ("audio", "markers"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(scene, root / "scenes" / scene.name)
    shutil.copy(ROOT / "actions.yaml", root)
    return Content.at(root)


def save(path: Path, text: str) -> float:
    """Write as editors do: beside, to the disk, and over it; the time at which it was there."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
    return time.monotonic()


def measure(scene: Path, saves: int, idle_s: float = 4.0) -> Figures:
    """Save ``saves`` times, polling once a frame as the preview does."""
    with tempfile.TemporaryDirectory() as folder:
        content = copied(scene, Path(folder))
        path = content.scenes / scene.name
        with Reloader(path, content) as reloader:
            assert isinstance(reloader.first, Reloaded), reloader.first
            time.sleep(2.0)
            worker = psutil.Process().children()[-1]
            first, _ = _one(path / "scene.yaml", reloader, -1)
            before = _cpu_s(worker)
            time.sleep(idle_s)
            idle = (_cpu_s(worker) - before) / idle_s
            found = [_one(path / "scene.yaml", reloader, index) for index in range(saves)]
    waits, polls = sorted(wait for wait, _ in found), [poll for _, poll in found]
    return Figures(first, waits[len(waits) // 2], waits[int(len(waits) * 0.95)], waits[-1], max(polls), idle)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _one(file: Path, reloader: Reloader, index: int) -> tuple[float, float]:
    """Seconds from one save to its scene, and the longest poll on the way."""
    text = file.read_text(encoding="utf-8").partition("\n# saved")[0]
    saved = save(file, f"{text}\n# saved {index} at {time.time()}\n")
    longest, outcome = 0.0, None
    while outcome is None:
        assert time.monotonic() < saved + 20, "the save was not noticed"
        time.sleep(FRAME_S)
        began = time.perf_counter()
        outcome = reloader.poll()
        longest = max(longest, time.perf_counter() - began)
    assert isinstance(outcome, Reloaded), outcome
    return time.monotonic() - saved, longest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--scene", type=Path, default=ROOT / "scenes" / "fifteen-days")
    given = parser.parse_args()
    found = measure(given.scene, given.saves)
    print(
        f"{given.scene.name}: save to scene {found.median * 1000:.0f} ms (median; goal {GOAL_S * 1000:.0f}), "
        f"{found.p95 * 1000:.0f} (95 %), {found.longest * 1000:.0f} (longest), {found.first * 1000:.0f} (the first); "
        f"a poll {found.longest_poll * 1000:.1f} ms at most; watching takes {found.idle_share:.1%} of a core"
    )


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
