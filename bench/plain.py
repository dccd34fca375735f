"""The peer for latency and dropped frames: a plain OpenCV and Panda3D sample, one process, real time.

python -m bench.plain CLIP SECONDS → JSON. It reads a frame when it is due, finds the tags in the whole
picture, solves the pose of the first, uploads, draws a cube and shows: what a tutorial would do.
"""

import json
import sys
import time

import cv2
import numpy as np
from panda3d.core import Texture

from bench.bare import open_buffer, quad
from prisonersvoice_ar.core.geometry import plausible_intrinsics

HALF_M = 0.021
SQUARE = HALF_M * np.array([[-1, 1, 0], [1, 1, 0], [1, -1, 0], [-1, -1, 0]], np.float64)


class Sample:
    """Window, detector and lens of the sample."""

    def __init__(self, width: int, height: int) -> None:
        self.engine, buffer = open_buffer(width, height)
        self.texture = Texture("camera")
        self.texture.setup2dTexture(width, height, Texture.TUnsignedByte, Texture.FRgb)
        self.root = quad(buffer, self.texture)
        dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
        self.detector = cv2.aruco.ArucoDetector(dictionary)
        self.lens = plausible_intrinsics(width, height)

    def show(self, frame: np.ndarray) -> None:
        corners, ids, _ = self.detector.detectMarkers(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))
        if ids is not None:
            cv2.solvePnP(SQUARE, corners[0], self.lens.K, None, flags=cv2.SOLVEPNP_IPPE_SQUARE)
        np.frombuffer(self.texture.modifyRamImage(), np.uint8)[:] = frame[::-1].reshape(-1)
        self.engine.renderFrame()


def main(clip: str, seconds: float) -> None:
    reader = cv2.VideoCapture(clip)
    fps = reader.get(cv2.CAP_PROP_FPS) or 30.0
    total = int(reader.get(cv2.CAP_PROP_FRAME_COUNT))
    sample = Sample(int(reader.get(cv2.CAP_PROP_FRAME_WIDTH)), int(reader.get(cv2.CAP_PROP_FRAME_HEIGHT)))
    latencies, position = [], 0
    start = time.monotonic()
    while (now := time.monotonic() - start) < seconds:
        due = int(now * fps)
        if due <= position and position:
            time.sleep(0.001)
            continue
        while position < due and position % total != total - 1:
            reader.grab()
            position += 1
        ok, frame = reader.read()
        position += 1
        if not ok:
            reader.set(cv2.CAP_PROP_POS_FRAMES, 0)
            continue
        captured = time.monotonic()
        sample.show(frame)
        latencies.append((time.monotonic() - captured) * 1e3)
    figures = {
        "latency_p50_ms": float(np.median(latencies)),
        "latency_p95_ms": float(np.percentile(latencies, 95)),
        "dropped_share": max(0, position - len(latencies)) / max(1, position),
        "shown": len(latencies),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
