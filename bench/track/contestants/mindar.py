"""MindAR for image targets, in a node process of its own (`mindar.mjs`).

``npm i --ignore-scripts --prefix out/mindar mind-ar@1.2.5`` puts it where it is looked for.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

from bench.track.cards import Card
from bench.track.contestants.base import Seen
from prisonersvoice_ar.core.geometry import Array, Intrinsics, rigid

HOME = Path(__file__).resolve().parents[3] / "out" / "mindar"
_LINES = 486
"""height that frames are made smaller to: as from the VGA cameras it is used with, and the crop that it searches is a
power of two near half of it"""
_PICTURE_PX = 740
"""longer side of the picture that it learns"""


class MindAr:
    """One card at a time, as it does by default."""

    name = "MindAR"

    def __init__(self) -> None:
        """Start node; ImportError where it or MindAR is not here."""
        node = shutil.which("node")
        if node is None or not (HOME / "node_modules" / "mind-ar").exists():
            raise ImportError("MindAR is not in out/mindar")
        script = Path(__file__).with_suffix(".mjs")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # as long as the process
        self._node = subprocess.Popen(
            [node, str(script), str(HOME)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self.last_ms = 0.0
        """processor time of node's process for the last frame"""

    def takes(self, cards: tuple[Card, ...]) -> bool:
        """Pictures."""
        return len(cards) == 1 and cards[0].target.picture is not None

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """Learn the picture, or take what was learnt."""
        (card,) = cards
        picture = cv2.imread(card.artwork, cv2.IMREAD_GRAYSCALE)
        scale = _PICTURE_PX / max(picture.shape)
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        height, width = picture.shape
        small = lens.scaled_to(round(lens.width * _LINES / lens.height), _LINES)
        self._size, self._card = (small.width, small.height), card
        self._metres = card.paper_m[0] / width
        self._middle = np.array([(width - 1) / 2, (height - 1) / 2, 0.0])
        begin = {
            "K": small.K.tolist(),
            "width": small.width,
            "height": small.height,
            "target": {"width": width, "height": height},
            "compiled": str(Path(card.artwork).with_suffix(".mind")),
        }
        self._ask({"begin": begin}, picture)

    def prepared(self, gray: Array) -> Array:
        """Made smaller; not counted as its work."""
        return cv2.resize(gray, self._size, interpolation=cv2.INTER_AREA)

    def track(self, gray: Array, t: float) -> list[Seen]:  # noqa: ARG002
        """``gray`` as `prepared`."""
        answer = self._ask({}, gray)
        self.last_ms = answer["ms"]
        if answer["pose"] is None:
            return []
        M = np.array(answer["pose"], np.float64)
        if M.shape != (3, 4) or not np.isfinite(M).all():
            return []
        U, _, V = np.linalg.svd(M[:, :3])
        move = self._metres * (M[:, :3] @ self._middle + M[:, 3])
        # its y runs down the picture and its z away from the reader
        return [Seen(self._card.target.name, rigid(U @ V @ np.diag([1.0, -1.0, -1.0]), move))]

    def _ask(self, header: dict, payload: Array) -> dict:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        data = np.ascontiguousarray(payload).tobytes()
        try:
            self._node.stdin.write(json.dumps({**header, "bytes": len(data)}).encode() + b"\n" + data)
            self._node.stdin.flush()
            line = self._node.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            self._errors.seek(0)
            sys.exit(f"MindAR ended: {self._errors.read().decode()[-2000:]}")
        return json.loads(line)

    def __del__(self) -> None:
        """End node with its contestant."""
        if hasattr(self, "_node"):
            self._node.kill()
