"""The targets of `markers/markers.yaml` as the footage and the artwork need them.

The product reads the same file through `prisonersvoice_ar.documents`; these generators stand apart from the
product, so that a mistake there can't hide in the ground truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import yaml
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
MARKERS = ROOT / "markers"


@dataclass(frozen=True)
class Tag:
    """One fiducial of a board."""

    id: int
    at_mm: tuple[float, float]
    """Centre in the target's frame: x right, y up."""
    size_mm: float
    """Outer edge of the black square."""
    turn_deg: float = 0.0
    """Counter-clockwise."""

    def corners_mm(self) -> NDArray[np.float64]:
        """(4, 2) corners in the order of `generateImageMarker`: top left first, clockwise."""
        half = self.size_mm / 2
        square = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
        angle = np.radians(self.turn_deg)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return np.asarray(square @ turn.T + np.array(self.at_mm), np.float64)


@dataclass(frozen=True)
class Target:
    """A printed board."""

    name: str
    dictionary: str
    size_mm: tuple[float, float]
    """Paper, width and height."""
    artwork: Path
    tags: tuple[Tag, ...]
    opening_mm: tuple[float, float, float, float] | None
    """Centre x, centre y, width, height of the portal, or None."""

    def paper_mm(self) -> NDArray[np.float64]:
        """(4, 2) corners of the paper, top left first, clockwise."""
        w, h = self.size_mm
        return np.array([[-w, h], [w, h], [w, -h], [-w, -h]]) / 2

    def board(self) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """(n,) ids and (n, 4, 3) corners in metres, z = 0."""
        ids = np.array([t.id for t in self.tags], np.int32)
        flat = np.stack([t.corners_mm() for t in self.tags]) / 1000
        return ids, np.concatenate([flat, np.zeros((*flat.shape[:2], 1))], 2).astype(np.float32)


def dictionary(name: str) -> cv2.aruco.Dictionary:
    """The predefined OpenCV dictionary called `name`."""
    return cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, name))


def tag_modules(name: str, marker_id: int) -> NDArray[np.bool_]:
    """(n, n) modules of a tag with its black border, True where white."""
    book = dictionary(name)
    side = book.markerSize + 2
    return cv2.aruco.generateImageMarker(book, marker_id, side) > 127


def load_targets(path: Path = MARKERS / "markers.yaml") -> dict[str, Target]:
    """Read the targets by name."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: _target(name, raw, path.parent) for name, raw in document["targets"].items()}


def _target(name: str, raw: dict[str, Any], folder: Path) -> Target:
    opening = raw.get("opening_mm")
    tags = tuple(
        Tag(m["id"], (m["at_mm"][0], m["at_mm"][1]), m["size_mm"], m.get("turn_deg", 0.0))
        for m in raw["markers"]
    )
    return Target(
        name=name,
        dictionary=raw["dictionary"],
        size_mm=(raw["size_mm"][0], raw["size_mm"][1]),
        artwork=folder / raw["artwork"],
        tags=tags,
        opening_mm=(*opening["at"], *opening["size"]) if opening else None,
    )
