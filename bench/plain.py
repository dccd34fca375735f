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


def main(clip: str, seconds: float) -> None:
    reader = cv2.VideoCapture(clip)
    fps = reader.get(cv2.CAP_PROP_FPS) or 30.0
    total = int(reader.get(cv2.CAP_PROP_FRAME_COUNT))
    width, height = int(reader.get(cv2.CAP_PROP_FRAME_WIDTH)), int(reader.get(cv2.CAP_PROP_FRAME_HEIGHT))
    engine, buffer = open_buffer(width, height)
    texture = Texture("camera")
    texture.setup2dTexture(width, height, Texture.TUnsignedByte, Texture.FRgb)
    quad(buffer, texture)
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11))
    lens = plausible_intrinsics(width, height)
    half = 0.021
    square = np.array([[-half, half, 0], [half, half, 0], [half, -half, 0], [-half, -half, 0]])
    latencies, intervals, shown, position, last = [], [], 0, 0, None
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
        corners, ids, _ = detector.detectMarkers(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))
        if ids is not None:
            cv2.solvePnP(square, corners[0], lens.K, None, flags=cv2.SOLVEPNP_IPPE_SQUARE)
        np.frombuffer(texture.modifyRamImage(), np.uint8)[:] = frame[::-1].reshape(-1)
        engine.renderFrame()
        ended = time.monotonic()
        latencies.append((ended - captured) * 1e3)
        if last is not None:
            intervals.append((ended - last) * 1e3)
        last = ended
        shown += 1
    dropped = max(0, position - shown)
    print(
        json.dumps(
            {
                "latency_p50_ms": float(np.median(latencies)),
                "latency_p95_ms": float(np.percentile(latencies, 95)),
                "dropped_share": dropped / max(1, position),
                "shown": shown,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
