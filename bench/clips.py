"""The clip of the benchmarks: our card on a table, so near that the cell covers about 30 % of the picture."""

import tempfile
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import inverse, look_at, plausible_intrinsics, transform_points

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1280, 720)
FRAMES = 150
DISTANCE_M = 0.44
CARD_M = (0.148, 0.105)


@lru_cache(maxsize=1)
def still_clip() -> str:
    """Render the clip into the temporary folder (kept there, a few megabytes) and return its path."""
    path = Path(tempfile.gettempdir()) / "prisonersvoice-bench-card.mp4"
    frames = render()
    container = av.open(str(path), "w")
    stream = container.add_stream("libx264", rate=30)
    stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
    stream.options = {"crf": "20", "preset": "veryfast"}
    for frame in frames:
        container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="bgr24")))
    container.mux(stream.encode(None))
    container.close()
    return str(path)


def render() -> list[np.ndarray]:
    """A calm hand: the view sways by a few degrees and some millimetres; sensor noise of two grey levels."""
    random = np.random.default_rng(7)
    art = cv2.imread(str(ROOT / "markers" / "card-1.png"))
    table = (
        cv2.GaussianBlur(random.normal(118, 60, (SIZE[1], SIZE[0], 3)).astype(np.float32), (0, 0), 25) * 1.0
    )
    table = np.clip(table, 0, 255)
    return [_frame(art, table, index / FRAMES * 2 * np.pi, random) for index in range(FRAMES)]


def _frame(art: np.ndarray, table: np.ndarray, phase: float, random: np.random.Generator) -> np.ndarray:
    lens = plausible_intrinsics(*SIZE)
    turn = np.radians(-25 + 6 * np.sin(phase) + 0.4 * np.sin(17 * phase))
    eye = DISTANCE_M * np.array([np.sin(turn) * 0.8, -np.cos(turn) * 0.8, 0.6])
    T_camera_card = inverse(look_at(eye, [0.0, 0.0, 0.03 + 0.001 * np.sin(11 * phase)]))
    w, h = CARD_M
    outline = np.array([[-w / 2, h / 2, 0], [w / 2, h / 2, 0], [w / 2, -h / 2, 0], [-w / 2, -h / 2, 0]])
    pixels = lens.project(transform_points(T_camera_card, outline)).astype(np.float32)
    rows, columns = art.shape[:2]
    paper = np.float32([[0, 0], [columns, 0], [columns, rows], [0, rows]]) - 0.5
    H = cv2.getPerspectiveTransform(paper, pixels)
    card = cv2.warpPerspective(art, H, SIZE, flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(np.ones((rows, columns), np.float32), H, SIZE, flags=cv2.INTER_LINEAR)[
        ..., None
    ]
    picture = cv2.GaussianBlur(table * (1 - mask) + card * mask, (0, 0), 0.6)
    return np.clip(picture + random.normal(0, 2, picture.shape), 0, 255).astype(np.uint8)
