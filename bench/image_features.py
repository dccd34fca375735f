"""``python -m bench.image_features``: which features find printed pictures best, at what cost.

A picture of 160 mm before a 1280×720 camera (f = 1000 px), 0.3 to 2 m away, turned by any angle, tilted by
0 to 60°, over a crowded ground, in uneven light, blurred and noisy. All contestants search the same frames
in the same run on one thread, and all else is the product's: slanted views to learn from, matching, voting,
alignment, agreement. OpenCV 5's main wheel has ORB and SIFT (no AKAZE, BRISK, KAZE; ALIKED and DISK want
networks that it does not bring).
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from bench.track.pictures import collage, postcard
from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.images import features as ours
from prisonersvoice_ar.perception.images import finder, picture, views
from prisonersvoice_ar.perception.images.features import Features
from prisonersvoice_ar.perception.settings import Pixels

WIDE_M = 0.16
K = np.array([[1000.0, 0.0, 639.5], [0.0, 1000.0, 359.5], [0.0, 0.0, 1.0]])
SIZE = (1280, 720)
DISTANCES = ((0.3, 0.6), (0.6, 1.2), (1.2, 2.0))
TILTS = ((0, 30), (30, 50), (50, 60))


@dataclass(frozen=True)
class Frame:
    gray: Pixels
    corners: Array
    """(4, 2) pixels: the truth"""
    distance: float
    tilt: float


def ground(rng: np.random.Generator) -> Array:
    """(720, 1280) float32: clouds, and many shards, squares and letters."""
    w, h = SIZE
    canvas = np.zeros((h, w), np.float32)
    for step in (4, 16, 64, 256):
        noise = rng.standard_normal((h // step + 2, w // step + 2)).astype(np.float32)
        canvas += cv2.resize(noise, SIZE, interpolation=cv2.INTER_CUBIC) * (step / 256) ** 0.6
    canvas = np.clip(128 + 35 * canvas / canvas.std(), 0, 255).astype(np.uint8)
    for _ in range(int(rng.integers(20, 160))):
        at, size, shade = rng.uniform((0, 0), SIZE), float(rng.uniform(6, 60)), int(rng.integers(0, 256))
        if rng.random() < 0.6:
            shard = (at + rng.normal(0, size, (5, 2))).astype(np.int32)
            cv2.fillConvexPoly(canvas, cv2.convexHull(shard), shade, cv2.LINE_AA)
        else:
            letter = chr(int(rng.integers(65, 91)))
            cv2.putText(canvas, letter, (int(at[0]), int(at[1])), 2, size / 20, shade, 1 + int(size / 15))
    if rng.random() < 0.5:
        tags(canvas, rng)
    return canvas.astype(np.float32)


def tags(canvas: Pixels, rng: np.random.Generator) -> None:
    """Lay a sheet with rows of tags over ``canvas``: corners without number, each like the next."""
    sheet = np.full((9 * 5, 9 * 8), 230, np.uint8)
    for row in range(5):
        for column in range(8):
            cells = np.pad(rng.integers(0, 2, (5, 5)), 1).astype(np.uint8) * 200 + 25
            sheet[9 * row + 1 : 9 * row + 8, 9 * column + 1 : 9 * column + 8] = cells
    sheet = np.kron(sheet, np.ones((8, 8), np.uint8))
    h, w = sheet.shape
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    there = np.array([[100, 60], [1180, 60], [1180, 660], [100, 660]]) + rng.normal(0, 80, (4, 2))
    H = cv2.getPerspectiveTransform(source, there.astype(np.float32))
    cv2.warpPerspective(sheet, H, SIZE, dst=canvas, borderMode=cv2.BORDER_TRANSPARENT)


def frame(printed: Pixels, distance: float, tilt: float, rng: np.random.Generator) -> Frame:
    """One look at ``printed``, whole in the picture."""
    h, w = printed.shape
    tall = WIDE_M * h / w
    axis = rng.uniform(0, 2 * np.pi)
    turn = cv2.Rodrigues(np.radians(tilt) * np.array([np.cos(axis), np.sin(axis), 0.0]))[0]
    roll = cv2.Rodrigues(np.array([0.0, 0.0, rng.uniform(-np.pi, np.pi)]))[0]
    R = turn @ roll @ np.diag([1.0, -1.0, -1.0])
    room = np.maximum(0.0, np.array(SIZE) / 2000 * distance - 0.55 * np.hypot(WIDE_M, tall))
    at = np.array([*rng.uniform(-room, room), distance])
    H = K @ np.column_stack([R[:, 0], R[:, 1], at])
    flat = np.array([[-WIDE_M, tall], [WIDE_M, tall], [WIDE_M, -tall], [-WIDE_M, -tall]]) / 2
    corners = cv2.perspectiveTransform(flat[None], H)[0]
    gray = seen(printed, corners, ground(rng))
    x, y = np.meshgrid(np.linspace(-1, 1, SIZE[0]), np.linspace(-1, 1, SIZE[1]))
    gray = gray * rng.uniform(0.5, 1.0) * (1 + rng.uniform(-0.3, 0.3) * x + rng.uniform(-0.3, 0.3) * y)
    gray = cv2.GaussianBlur(gray, (0, 0), rng.uniform(0.5, 1.3)) + rng.normal(
        0, rng.uniform(1, 4), gray.shape
    )
    return Frame(np.clip(gray, 0, 255).astype(np.uint8), corners, distance, tilt)


def seen(printed: Pixels, corners: Array, behind: Array) -> Array:
    """``printed`` drawn over ``behind`` between (4, 2) ``corners``, four samples a pixel each way."""
    fine = 3
    low = np.maximum(np.floor(corners.min(axis=0)) - 2, 0).astype(int)
    high = np.minimum(np.ceil(corners.max(axis=0)) + 3, SIZE).astype(int)
    wide, tall = high - low
    share = min(1.0, fine * float(np.ptp(corners, axis=0).max()) / max(printed.shape))
    small = cv2.resize(printed, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    h, w = small.shape
    source = np.array([[-0.5, -0.5], [w - 0.5, -0.5], [w - 0.5, h - 0.5], [-0.5, h - 0.5]], np.float32)
    there = ((corners - low + 0.5) * fine - 0.5).astype(np.float32)
    H = cv2.getPerspectiveTransform(source, there)
    size = (int(wide * fine), int(tall * fine))
    drawn = cv2.warpPerspective(small.astype(np.float32), H, size, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(np.ones_like(small, np.float32), H, size)
    drawn = cv2.resize(drawn * mask, (int(wide), int(tall)), interpolation=cv2.INTER_AREA)
    mask = cv2.resize(mask, (int(wide), int(tall)), interpolation=cv2.INTER_AREA)
    out = behind.copy()
    part = out[low[1] : high[1], low[0] : high[0]]
    part[:] = part * (1 - mask) + drawn
    return out


def orb(gray: Pixels, most: int, levels: int = 7) -> Features:
    """OpenCV's ORB; its bits as numbers, so that their likeness is a cosine as well."""
    maker = cv2.ORB_create(most, 2**0.5, levels, edgeThreshold=16, fastThreshold=6)
    points, words = maker.detectAndCompute(gray, None)
    bits = None if words is None else np.unpackbits(words, axis=1).astype(np.float32) * 2 - 1
    return _taken(points, bits)


def sift(gray: Pixels, most: int, _levels: int = 7) -> Features:
    """OpenCV's SIFT, with the square roots of its words."""
    points, words = cv2.SIFT_create(most, contrastThreshold=0.02).detectAndCompute(gray, None)
    return _taken(points, None if words is None else np.sqrt(words))


def _taken(points: Any, words: Any) -> Features:
    if words is None or not len(points):
        return Features.none()
    values = np.array([(p.pt[0], p.pt[1], p.size, np.radians(p.angle)) for p in points])
    words = (words / (np.linalg.norm(words, axis=1, keepdims=True) + 1e-6)).astype(np.float32)
    return Features(values[:, :2], values[:, 2], values[:, 3], words)


CONTESTANTS: dict[str, tuple[Callable[..., Features], float]] = {
    "ours": (ours.features, 0.78),
    "SIFT": (sift, 0.78),
    "ORB": (orb, 0.5),
}
"""the features, and the cosine from which two may be one"""


def trials(printed: Pixels, count: int, seed: int) -> Iterator[Frame]:
    rng = np.random.default_rng(seed)
    for _ in range(count):
        distance = float(np.exp(rng.uniform(np.log(0.3), np.log(2.0))))
        yield frame(printed, distance, float(rng.uniform(0, 60)), rng)


def search(found_by: finder.ImageFinder, gray: Pixels) -> tuple[Any, list[float]]:
    """What one round of looks finds, and how long each look took, milliseconds of one core."""
    took = []
    for look in finder.looks(gray.shape):
        began = time.thread_time()
        found = found_by.find(gray, look)
        took.append(1000 * (time.thread_time() - began))
        if found:
            return found[0], took
    return None, took


def run(name: str, printed: dict[str, Pixels], count: int, seed: int) -> None:
    """Print one contestant's row."""
    finder.features, finder._ALIKE = views.features, _ = CONTESTANTS[name]
    rows, took, idle = [], [], []
    for label, gray in printed.items():
        h, w = gray.shape
        found_by = finder.ImageFinder([(label, gray, (WIDE_M, WIDE_M * h / w))])
        for each in trials(gray, count, seed):
            found, times = search(found_by, each.gray)
            off = np.inf if found is None else float(np.abs(found.corners - each.corners).max())
            rows.append((each.distance, each.tilt, off, len(times), off < 2 + 0.05 * 160 / each.distance))
            took += times
        rng = np.random.default_rng(seed + 1)
        for _ in range(count // 4):
            nothing, times = search(found_by, ground(rng).astype(np.uint8))
            rows += [(1.0, 0.0, -1.0, 0, False)] if nothing else []
            idle += times
    there = [row for row in rows if row[2] >= 0]
    good = np.array([row[4] for row in there])
    cells = []
    for near, far in DISTANCES:
        for low, high in TILTS:
            own = [row[4] for row in there if near <= row[0] < far and low <= row[1] < high]
            cells.append(f"{100 * np.mean(own):.0f}" if own else "–")
    errors = np.array([row[2] for row in there])[good]
    wrong = sum(np.isfinite(row[2]) and not row[4] for row in rows)
    print(
        f"| {name} | {100 * good.mean():.1f} | {' | '.join(cells)} | {wrong} |"
        f" {np.median(errors):.2f} / {np.percentile(errors, 95):.2f} |"
        f" {np.mean([row[3] for row in there if row[4]]):.1f} | {np.median(took):.0f} / {np.percentile(took, 95):.0f} |"
        f" {np.median(idle):.0f} |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=40, help="frames of each picture")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=CONTESTANTS)
    arguments = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read when numpy is loaded: begin again
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        os.execve(sys.executable, [sys.executable, "-m", "bench.image_features", *sys.argv[1:]], environment)
    cv2.setNumThreads(1)
    cards = [card for card in (collage(), postcard()) if card is not None]
    printed = {
        card.target.name: picture.load(card.target.picture)
        for card in cards
        if card.target.picture is not None
    }
    cells = [f"{near:g}–{far:g} m, {low}–{high}°" for near, far in DISTANCES for low, high in TILTS]
    heads = [
        "features",
        "found %",
        *cells,
        "wrong",
        "corners px p50 / p95",
        "looks",
        "ms a look p50 / p95",
        "ms, nothing there",
    ]
    print(f"{', '.join(printed)}; {arguments.count} frames each, seed {arguments.seed}")
    print(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    for name in CONTESTANTS:
        if arguments.only in {None, name}:
            run(name, printed, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
