"""What markers.yaml makes of pictures, cubes and other bodies, in metres and in the target's frame."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.documents import Loaded, load_targets

Load = Callable[[str], Loaded[Any]]


def test_a_picture_is_a_target_of_its_own(load_any: Load) -> None:
    poster = load_any("valid/markers-images.yaml").value["poster"]
    assert (poster.kind, poster.dictionary, poster.markers, poster.hangs) == ("image", "", (), True)
    assert Path(poster.picture.file).is_absolute()
    assert Path(poster.picture.file).name == "poster.png"
    assert poster.picture.size_m == pytest.approx((0.297, 0.198))
    assert poster.outline == Rectangle((0.0, 0.0), (0.297, 0.198))
    assert poster.opening == Rectangle((0.0, 0.0), (0.18, 0.12))


def test_the_faces_of_a_cube_look_outwards_and_stand_upright(load_any: Load) -> None:
    cube = load_any("valid/markers-solids.yaml").value["cube"]
    middle = np.array([0.0, 0.0, -0.03])
    for marker in cube.markers:
        top_left, top_right, _, bottom_left = marker.corners
        right, down = top_right - top_left, bottom_left - top_left
        outward = np.cross(down, right)
        assert outward @ (marker.corners.mean(axis=0) - middle) > 0, marker.id
        assert np.abs(marker.corners - middle).max() == pytest.approx(0.03)
    for marker in cube.markers[:4]:
        assert marker.corners[0, 2] > marker.corners[3, 2], "the sides' up is the table's"
    assert {marker.corners[:, 2].max() <= 1e-12 for marker in cube.markers} == {True}
    assert cube.outline == Rectangle((0.0, 0.0), (0.06, 0.06))


def test_a_body_of_sides_is_outlined_from_above(load_any: Load) -> None:
    folder = load_any("valid/markers-solids.yaml").value["folder"]
    flat, upright = folder.markers
    assert np.ptp(flat.corners[:, 2]) == 0.0
    assert np.ptp(upright.corners[:, 1]) == pytest.approx(0.0, abs=1e-12)
    assert upright.corners[0] == pytest.approx((-0.04, 0.0525, 0.0925))
    assert folder.outline.size_m == pytest.approx((0.148, 0.105))


def test_directions_need_no_length(tmp_path: Path) -> None:
    file = tmp_path / "markers.yaml"
    text = "format: 1\ntargets:\n  a:\n    dictionary: DICT_4X4_50\n    sides:\n"
    side = "      - {at_mm: [0, 0, 0], right: [2, 0, 0], up: [0, 0.001, 7], size_mm: [80, 80], markers: [{id: 1, size_mm: 50}]}\n"
    file.write_text(text + side, encoding="utf-8")
    plane = load_targets(file).value["a"].markers[0].plane  # type: ignore[index]
    assert plane.right == (1.0, 0.0, 0.0)
    assert plane.up == pytest.approx((0.0, 1.43e-4, 1.0), abs=1e-5)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    folder = tmp_path / "markers"
    folder.mkdir()
    (folder / "poster.png").symlink_to(tmp_path / "secret.png")
    (folder / "markers.yaml").write_text(
        "format: 1\ntargets:\n  a: {kind: image, picture: poster.png, size_mm: [100, 100]}\n",
        encoding="utf-8",
    )
    assert [problem.code for problem in load_targets(folder).problems] == ["leaves-content"]
