"""A camera that needs neither a driver nor a network: a pipe."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import cv2
import numpy as np


@contextmanager
def written_pipe(path: Path, pictures: Sequence[np.ndarray]) -> Iterator[Path]:
    """A pipe into which a program writes ``pictures`` over and over as JPEG, anew for every reader."""
    os.mkfifo(path)
    over = threading.Event()
    jpegs = [cv2.imencode(".jpg", picture)[1].tobytes() for picture in pictures]

    def write() -> None:
        while not over.is_set():
            with suppress(OSError), path.open("wb") as pipe:
                while not over.is_set():
                    for jpeg in jpegs:
                        pipe.write(jpeg)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        yield path
    finally:
        over.set()
        with suppress(OSError):
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))  # a writer that waits for a reader goes on
        writer.join(5)
