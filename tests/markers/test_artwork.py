"""The printed artwork and `markers.yaml` agree: what is drawn is what the tracker is told."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
MARKERS = ROOT / "markers"
DOCUMENT: dict[str, Any] = yaml.safe_load((MARKERS / "markers.yaml").read_text(encoding="utf-8"))
NAMES = sorted(DOCUMENT["targets"])
WIDTH, HEIGHT = 1280, 720
FOCAL = WIDTH / 2 / np.tan(np.radians(30))
CAMERA = np.array([[FOCAL, 0, (WIDTH - 1) / 2], [0, FOCAL, (HEIGHT - 1) / 2], [0, 0, 1]])


def tag_corners_m(tag: dict[str, Any]) -> NDArray[np.float64]:
    """(4, 3) corners, top left first, clockwise."""
    half = tag["size_mm"] / 2
    square = np.array([[-half, half, 0], [half, half, 0], [half, -half, 0], [-half, -half, 0]])
    turn = cv2.Rodrigues(np.array([0, 0, np.radians(tag.get("turn_deg", 0.0))]))[0]
    return np.asarray((square @ turn.T + [*tag["at_mm"], 0]) / 1000, np.float64)


def paper_m(target: dict[str, Any]) -> NDArray[np.float64]:
    w, h = target["size_mm"]
    return np.array([[-w, h, 0], [w, h, 0], [w, -h, 0], [-w, -h, 0]]) / 2000


def pose(yaw: float, pitch: float, distance: float) -> NDArray[np.float64]:
    """(4, 4) T_camera_target, target in the middle of the picture, facing the camera when upright."""
    turned = cv2.Rodrigues(np.radians([0.0, yaw, 0.0]))[0] @ cv2.Rodrigues(np.radians([pitch, 0.0, 0.0]))[0]
    T = np.eye(4)
    T[:3, :3] = turned @ np.diag([1.0, -1.0, -1.0])
    T[2, 3] = distance
    return T


def project(T: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    seen = (points @ T[:3, :3].T + T[:3, 3]) @ CAMERA.T
    return np.asarray(seen[:, :2] / seen[:, 2:], np.float64)


def photograph(target: dict[str, Any], T: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The artwork through a pinhole camera, four samples a pixel in each direction."""
    art = cv2.imread(str(MARKERS / target["artwork"]))
    assert art is not None
    h, w = art.shape[:2]
    source = np.array([[-0.5, -0.5], [w - 0.5, -0.5], [w - 0.5, h - 0.5], [-0.5, h - 0.5]], np.float32)
    fine = (project(T, paper_m(target)) + 0.5) * 4 - 0.5
    H = cv2.getPerspectiveTransform(source, fine.astype(np.float32))
    large = cv2.warpPerspective(
        art, H, (WIDTH * 4, HEIGHT * 4), flags=cv2.INTER_LINEAR, borderValue=(90, 90, 90)
    )
    return np.asarray(cv2.resize(large, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def detect(picture: NDArray[np.uint8], dictionary: str) -> dict[int, NDArray[np.float64]]:
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    book = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, dictionary))
    corners, ids, _ = cv2.aruco.ArucoDetector(book, settings).detectMarkers(picture)
    if ids is None:
        return {}
    return {int(i): np.asarray(c[0], np.float64) for i, c in zip(ids.ravel(), corners, strict=True)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("yaw", "pitch"), [(0, 0), (25, 0), (0, 35), (-20, 20)])
def test_board_solve_puts_the_papers_corners(name: str, yaw: float, pitch: float) -> None:
    """Every declared tag is found, none other, and the solved paper lies within 0.3 px of the true one."""
    target = DOCUMENT["targets"][name]
    T = pose(yaw, pitch, 0.40 if name == "card-1" else 0.85)
    found = detect(photograph(target, T), target["dictionary"])
    assert sorted(found) == sorted(tag["id"] for tag in target["markers"])
    objects = np.concatenate([tag_corners_m(tag) for tag in target["markers"]])
    pixels = np.concatenate([found[tag["id"]] for tag in target["markers"]])
    solved, rvec, tvec = cv2.solvePnP(objects, pixels, CAMERA, np.zeros(5), flags=cv2.SOLVEPNP_ITERATIVE)
    assert solved
    put = cv2.projectPoints(paper_m(target), rvec, tvec, CAMERA, np.zeros(5))[0].reshape(4, 2)
    error = np.linalg.norm(put - project(T, paper_m(target)), axis=1)
    assert error.max() < 0.3, error


def test_ids_are_unique_over_all_targets() -> None:
    ids = [tag["id"] for target in DOCUMENT["targets"].values() for tag in target["markers"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_quiet_zones_are_white_and_inside_the_paper(name: str) -> None:
    """One module of white around every tag, and no tag's quiet zone in another tag."""
    target = DOCUMENT["targets"][name]
    art = cv2.imread(str(MARKERS / target["artwork"]), cv2.IMREAD_GRAYSCALE)
    assert art is not None
    scale = art.shape[1] / target["size_mm"][0]
    for tag in target["markers"]:
        half = np.array([tag["size_mm"] / 2] * 2)
        module = tag["size_mm"] / 8
        middle = (np.array(target["size_mm"]) / 2 + np.array(tag["at_mm"]) * [1, -1]) * scale
        outer, inner = (half + module) * scale, half * scale + 1.5
        (x0, y0), (x1, y1) = np.rint(middle - outer).astype(int), np.rint(middle + outer).astype(int)
        assert min(x0, y0) >= 0, tag
        assert x1 <= art.shape[1], tag
        assert y1 <= art.shape[0], tag
        ring = art[y0:y1, x0:x1].copy()
        (a, b), (c, d) = np.floor(outer - inner).astype(int), np.ceil(outer + inner).astype(int)
        ring[b:d, a:c] = 255
        assert ring.min() > 230, tag


@pytest.mark.parametrize("name", NAMES)
def test_a_thumb_never_covers_all(name: str) -> None:
    """Wherever a thumb of 22 mm reaches 45 mm into the paper from any edge, three tags or more stay whole."""
    target = DOCUMENT["targets"][name]
    w, h = target["size_mm"]
    boxes = [
        (tag["at_mm"][0] - s, tag["at_mm"][1] - s, tag["at_mm"][0] + s, tag["at_mm"][1] + s)
        for tag in target["markers"]
        for s in [tag["size_mm"] * 5 / 8]
    ]
    thumbs = [(x - 11, y, x + 11, y + 45) for x in np.arange(-w / 2, w / 2, 4) for y in (-h / 2, h / 2 - 45)]
    thumbs += [(x, y - 11, x + 45, y + 11) for y in np.arange(-h / 2, h / 2, 4) for x in (-w / 2, w / 2 - 45)]
    for left, low, right, high in thumbs:
        whole = [b for b in boxes if b[2] < left or b[0] > right or b[3] < low or b[1] > high]
        assert len(whole) >= 3, (left, low)


def test_opening_lies_on_the_poster() -> None:
    target = DOCUMENT["targets"]["poster-door"]
    opening = target["opening_mm"]
    for axis in (0, 1):
        assert abs(opening["at"][axis]) + opening["size"][axis] / 2 < target["size_mm"][axis] / 2


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed")
@pytest.mark.parametrize(
    ("file", "name", "page_mm", "copies"),
    [
        ("card-1-a4.pdf", "card-1", (210, 297), 2),
        ("card-1-postcard.pdf", "card-1", (148, 105), 1),
        ("poster-door-a3.pdf", "poster-door", (297, 420), 1),
        ("poster-door-sra3.pdf", "poster-door", (320, 450), 1),
    ],
)
def test_pdf_prints_tags_at_true_size(
    tmp_path: Path, file: str, name: str, page_mm: tuple[float, float], copies: int
) -> None:
    """On the rendered page the black squares have the declared edge, to one pixel of the rendering."""
    dpi = 200
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            str(dpi),
            "-gray",
            "-png",
            "-singlefile",
            str(MARKERS / file),
            str(tmp_path / "page"),
        ],
        check=True,
    )
    page = cv2.imread(str(tmp_path / "page.png"), cv2.IMREAD_GRAYSCALE)
    assert page is not None
    assert abs(page.shape[1] / dpi * 25.4 - page_mm[0]) < 0.3
    assert abs(page.shape[0] / dpi * 25.4 - page_mm[1]) < 0.3
    target = DOCUMENT["targets"][name]
    book = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, target["dictionary"]))
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    corners, ids, _ = cv2.aruco.ArucoDetector(book, settings).detectMarkers(page)
    sizes = {tag["id"]: tag["size_mm"] for tag in target["markers"]}
    assert sorted(int(i) for i in ids.ravel()) == sorted([*sizes] * copies)
    for marker_id, quad in zip(ids.ravel(), corners, strict=True):
        edges = np.linalg.norm(quad[0] - np.roll(quad[0], -1, axis=0), axis=1) / dpi * 25.4
        assert np.abs(edges - sizes[int(marker_id)]).max() < 25.4 / dpi, (marker_id, edges)
