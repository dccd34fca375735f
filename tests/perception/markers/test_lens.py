"""Straightened pictures: the table by which they are read."""

import numpy as np
import pytest

from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception.markers.lens import Lens
from tests.perception.markers.studio import LENS

WIDE = Intrinsics(1280, 720, 640.0, 640.0, 650.0, 350.0, "fisheye", (0.06, -0.01, 0.002, -0.001))
BARREL = Intrinsics(1283, 717, 900.0, 905.0, 630.0, 370.0, "brown", (-0.32, 0.12, 0.001, -0.0008, -0.02))
BENT = Intrinsics(
    640, 360, 420.0, 421.0, 316.0, 182.0, "rational", (0.9, 0.25, 0.0004, -0.0006, 0.02, 1.25, 0.5, 0.06)
)


@pytest.mark.parametrize("intrinsics", [WIDE, BARREL, BENT], ids=["fisheye", "brown", "rational"])
def test_the_table_is_the_lens(intrinsics: Intrinsics) -> None:
    lens = Lens(intrinsics)
    maps = lens.maps()
    assert maps is not None
    assert maps.shape == (intrinsics.height, intrinsics.width, 2)
    assert maps.flags.c_contiguous
    rng = np.random.default_rng(0)
    pixels = np.stack([rng.integers(0, each, 2000) for each in (intrinsics.width, intrinsics.height)], axis=1)
    corners = np.array([[0, 0], [intrinsics.width - 1, 0], [0, intrinsics.height - 1]])
    pixels = np.concatenate([pixels, corners, [[intrinsics.width - 1, intrinsics.height - 1]]])
    exact = lens.picture(pixels.astype(np.float64))
    assert np.abs(maps[pixels[:, 1], pixels[:, 0]] - exact).max() < 0.01


def test_a_straight_lens_has_none() -> None:
    assert Lens(LENS).maps() is None
