"""The peer of the whole application: a bare loop that only uploads and draws the same frames.

python -m bench.bare CLIP FRAMES  →  one JSON line: frames per second, seconds to the first picture
The frames are decoded beforehand, so that nothing but upload and draw is in the loop. Written with
Panda3D alone, as a plain sample would be; of the product it has the stopwatch for its start, and nothing else.
"""

import json
import sys
import time

import cv2
import numpy as np
from panda3d.core import (
    Camera,
    CardMaker,
    FrameBufferProperties,
    GraphicsEngine,
    GraphicsPipe,
    GraphicsPipeSelection,
    NodePath,
    OrthographicLens,
    Texture,
    WindowProperties,
    loadPrcFileData,
)

from prisonersvoice_ar.app.age import process_age_s

HELD = 90  # decoded frames kept in memory: 250 MB at 1280×720


def decode(clip: str) -> list[np.ndarray]:
    reader = cv2.VideoCapture(clip)
    frames = []
    while len(frames) < HELD and (read := reader.read())[0]:
        frames.append(np.ascontiguousarray(read[1][::-1]))
    return frames


def open_buffer(width: int, height: int) -> tuple[GraphicsEngine, object]:
    loadPrcFileData(
        "", "load-display p3headlessgl\naudio-library-name null\nsync-video 0\nnotify-level error"
    )
    pipe = GraphicsPipeSelection.getGlobalPtr().makeDefaultPipe()
    engine = GraphicsEngine()
    wanted = FrameBufferProperties()
    wanted.setRgbaBits(8, 8, 8, 0)
    wanted.setDepthBits(24)
    buffer = engine.makeOutput(
        pipe, "bare", 0, wanted, WindowProperties(size=(width, height)), GraphicsPipe.BFRefuseWindow
    )
    return engine, buffer


def quad(buffer: object, texture: Texture) -> NodePath:
    root = NodePath("bare")
    card = CardMaker("picture")
    card.setFrame(-1, 1, -1, 1)
    node = root.attachNewNode(card.generate())
    node.setTexture(texture)
    node.setDepthTest(False)
    node.setDepthWrite(False)
    lens = OrthographicLens()
    lens.setFilmSize(2, 2)
    lens.setNearFar(-10, 10)
    camera = root.attachNewNode(Camera("bare", lens))
    buffer.makeDisplayRegion().setCamera(camera)
    return root


def main(clip: str, count: int) -> None:
    frames = decode(clip)
    height, width = frames[0].shape[:2]
    engine, buffer = open_buffer(width, height)
    texture = Texture("camera")
    texture.setup2dTexture(width, height, Texture.TUnsignedByte, Texture.FRgb)
    root = quad(buffer, texture)
    start = first = 0.0
    for number in range(count + 20):
        if number == 20:
            buffer.getScreenshot()  # drains what is still being drawn
            start = time.perf_counter()
        memory = np.frombuffer(texture.modifyRamImage(), np.uint8)
        memory[:] = frames[number % len(frames)].reshape(-1)
        engine.renderFrame()
        if number == 0:
            buffer.getScreenshot()
            first = process_age_s()
    buffer.getScreenshot()
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "fps": count / seconds,
                "frames": count,
                "first_picture_s": first,
                "nodes": root.getNumChildren(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
