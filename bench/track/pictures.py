"""Pictures without any square on them, as cards: one drawn by chance, one cut out of a real video."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from bench.track.cache import FOLDER
from bench.track.cards import Card
from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import Picture, Rectangle, Target

POSTCARD = Path(__file__).resolve().parents[3] / "shared/footage/video/postcard.mp4"
_POSTCARD_FRAME = 140
_A6_M = (0.148, 0.105)
_PIXELS_PER_M = 10_000


def collage() -> Card:
    """A rich picture in landscape A6."""
    return _card("collage", lambda: _drawn(7), _A6_M)


def postcard() -> Card | None:
    """The robot of `postcard.mp4`, in portrait A6; None where that video is not here."""
    return _card("postcard", _cut_out, (_A6_M[1], _A6_M[0])) if POSTCARD.exists() else None


PICTURES: dict[str, Callable[[], Card | None]] = {"collage": collage, "postcard": postcard}


def _card(name: str, make: Callable[[], Array], size_m: tuple[float, float]) -> Card:
    file = FOLDER / "pictures" / f"{name}.png"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(file), make())
    outline = Rectangle((0.0, 0.0), size_m)
    target = Target(name, "image", "", (), outline, picture=Picture(str(file), size_m))
    return Card(target, size_m, str(file))


def _drawn(seed: int) -> Array:
    """(H, W) uint8: discs, shards and letters of every size over soft clouds."""
    rng = np.random.default_rng(seed)
    width, height = (round(side * _PIXELS_PER_M) for side in _A6_M)
    picture = np.zeros((height, width), np.float32)
    for step in (6, 20, 60, 180, 400):
        noise = rng.standard_normal((height // step + 2, width // step + 2)).astype(np.float32)
        picture += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * (step / 400) ** 0.7
    canvas = np.clip(128 + 40 * (picture - picture.mean()) / picture.std(), 0, 255).astype(np.uint8)
    for _ in range(90):
        middle = rng.uniform((0, 0), (width, height))
        size, shade = float(rng.uniform(12, 45) * rng.choice([1, 1, 2, 4])), int(rng.integers(0, 256))
        kind = rng.integers(0, 3)
        at = (int(middle[0]), int(middle[1]))
        if kind == 0:
            cv2.circle(canvas, at, int(size), shade, -1, cv2.LINE_AA)
        elif kind == 1:
            shard = (middle + rng.normal(0, size, (5, 2))).astype(np.int32)
            cv2.fillConvexPoly(canvas, cv2.convexHull(shard), shade, cv2.LINE_AA)
        else:
            letter = chr(int(rng.integers(65, 91)))
            cv2.putText(canvas, letter, at, cv2.FONT_HERSHEY_DUPLEX, size / 14, shade, int(size / 9) + 1)
    return cv2.GaussianBlur(canvas, (0, 0), 1.0)


def _cut_out() -> Array:
    """(H, W) uint8: the dark card on its light table, flattened and with its contrast stretched."""
    video = cv2.VideoCapture(str(POSTCARD))
    video.set(cv2.CAP_PROP_POS_FRAMES, _POSTCARD_FRAME)
    frame = cv2.cvtColor(video.read()[1], cv2.COLOR_BGR2GRAY)
    dark = cv2.threshold(frame, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    outlines = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    outline = max(outlines, key=cv2.contourArea)
    corners = cv2.approxPolyDP(outline, 0.03 * cv2.arcLength(outline, True), True).reshape(-1, 2)
    if len(corners) != 4:
        raise ValueError(f"{POSTCARD}: expected a card of four corners, found {len(corners)}")
    first = int(corners.sum(1).argmin())
    ordered = np.roll(corners, -first, axis=0).astype(np.float32)
    if ordered[1][0] < ordered[3][0]:  # the other way round
        ordered = ordered[[0, 3, 2, 1]]
    width, height = 525, 740
    inset = 6  # of the table's edge nothing may be left
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat += inset * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32)
    H = cv2.getPerspectiveTransform(ordered, flat)
    card = cv2.warpPerspective(frame, H, (width, height), flags=cv2.INTER_CUBIC)
    low, high = np.percentile(card, (0.5, 99.5))
    return np.clip((card.astype(np.float32) - low) / (high - low) * 235 + 15, 0, 255).astype(np.uint8)
