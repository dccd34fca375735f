"""Golden pictures of every screen in 1280×720 on the software renderer.

Kept at half size, in grey. After a change that is meant: ``GOLDEN_WRITE=1 python -m pytest
tests/stage/screens/test_golden.py``, look at every picture, commit. Where a picture differs, the two and
their difference are left in the temporary folder.
"""

import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

FOLDER = Path(__file__).parent / "golden"
NAMES = [
    "attract", "language", "notice", "howto", "howto-portal", "howto-window", "howto-seated", "story",
    "story-choice", "story-hint", "story-lost", "story-camera", "rest", "rest-said", "actions",
    "actions-kiosk", "farewell", "paused", "leaving", "open-link", "not-opened", "credits",
]  # fmt: skip
TOLERANCE = 6.0
"""mean difference of a block of 8×8 pixels, of 255: another version of FreeType or Mesa stays below"""


def backdrop() -> Any:
    """Like a dim room: a gradient with a bright window and a dark door."""
    y, x = np.mgrid[0:720, 0:1280].astype(np.float32)
    room = 90 + 60 * np.sin(x / 400) * np.cos(y / 300)
    room[80:330, 820:1120] = 235
    room[260:720, 140:330] = 25
    return np.repeat(room[..., None], 3, axis=2).clip(0, 255).astype(np.uint8)


def _worst_block(first: Any, second: Any) -> float:
    return float(cv2.absdiff(first, second).reshape(45, 8, 80, 8).mean(axis=(1, 3)).max())


def _halved(picture: Any) -> Any:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.resize(grey, (640, 360), interpolation=cv2.INTER_AREA)


def _golden(name: str) -> Any:
    golden = cv2.imread(str(FOLDER / f"{name}.png"), cv2.IMREAD_GRAYSCALE)
    assert golden is not None, f"{name}.png is missing; write it with GOLDEN_WRITE=1"
    return golden


@pytest.mark.parametrize("name", NAMES)
def test_screen_looks_as_it_did(easel: Any, views: Any, name: str, tmp_path: Path) -> None:
    if "llvmpipe" not in easel.window.renderer:
        pytest.skip("golden pictures are of the software renderer")
    easel.size((1280, 720))
    easel.paint(backdrop())
    picture = _halved(easel.settle(views("uk")[name], seen=name == "howto-portal"))
    if os.environ.get("GOLDEN_WRITE"):
        FOLDER.mkdir(exist_ok=True)
        cv2.imwrite(str(FOLDER / f"{name}.png"), picture)
    golden = _golden(name)
    worst = _worst_block(picture, golden)
    if worst > TOLERANCE:
        both = np.vstack([picture, golden, cv2.absdiff(picture, golden)])
        cv2.imwrite(str(tmp_path / f"{name}.png"), both)
    assert worst <= TOLERANCE, f"see {tmp_path / name}.png"


def test_every_screen_has_a_golden_picture(views: Any) -> None:
    assert sorted(views("uk")) == sorted(NAMES)


def test_the_comparison_sees_a_missing_letter(easel: Any, views: Any) -> None:
    golden = _golden("paused")
    y, x = np.unravel_index(int(golden[100:200, 100:540].argmax()), (100, 440))
    changed = golden.copy()
    changed[96 + y : 106 + y, 96 + x : 106 + x] = np.median(golden)
    assert _worst_block(changed, golden) > TOLERANCE
