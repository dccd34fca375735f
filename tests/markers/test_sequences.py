"""The benchmark's sequences tell the truth: tags lie where the written pose puts them, not a fraction beside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "markers" / "markers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(DOCUMENT["targets"]))
@pytest.mark.parametrize("scenario", ["static", "hand"])
def test_tags_are_not_shifted(tmp_path: Path, name: str, scenario: str) -> None:
    """Tags shrink a little in coded grey, evenly: their centres stay within a fifth of a pixel."""
    script = str(ROOT / "bench" / "footage" / "sequences.py")
    subprocess.run([sys.executable, script, name, scenario, str(tmp_path), "--frames", "2"], check=True)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    target = DOCUMENT["targets"][name]
    tags = {tag["id"]: tag for tag in target["markers"]}
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.cornerRefinementWinSize = 3
    book = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, target["dictionary"]))
    detector = cv2.aruco.ArucoDetector(book, settings)
    shifts = []
    for index, pose in enumerate(truth["T_camera_target"]):
        picture = cv2.imread(str(tmp_path / f"{index:04d}.png"), cv2.IMREAD_GRAYSCALE)
        assert picture is not None
        corners, ids, _ = detector.detectMarkers(picture)
        assert ids is not None
        for marker_id, quad in zip(ids.ravel(), corners, strict=True):
            half = tags[int(marker_id)]["size_mm"] / 2
            square = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
            flat = (square + tags[int(marker_id)]["at_mm"]) / 1000
            seen = (np.c_[flat, np.zeros(4), np.ones(4)] @ np.array(pose).T)[:, :3] @ np.array(
                truth["camera_matrix"]
            ).T
            shifts.append((quad[0] - seen[:, :2] / seen[:, 2:]).mean(0))
    assert len(shifts) >= 8
    assert np.abs(np.mean(shifts, 0)).max() < 0.2
