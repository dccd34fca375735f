"""Which model is borne, which views are left out, which lens serves."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.calibration.choice import (
    FORMS,
    Tried,
    best_form,
    folds,
    forms_of,
    is_sane,
    outliers,
    radial,
)
from prisonersvoice_ar.core.calibration.served import StoredLens, choose_stored
from prisonersvoice_ar.core.geometry import Intrinsics

LENS = Intrinsics(1280, 720, 1000.0, 1000.0, 639.5, 359.5)


def test_a_richer_model_must_earn_its_place() -> None:
    def best(*errors: float) -> object:
        return best_form([Tried(form, error) for form, error in zip(FORMS, errors, strict=True)]).form

    assert best(0.20, 0.199, 0.198, 0.2) == FORMS[0]
    assert best(0.20, 0.15, 0.149, 0.2) == FORMS[1]
    assert best(0.90, 0.60, 0.40, 0.21) == FORMS[3]
    assert best(math.inf, math.inf, math.inf, 0.4) == FORMS[3]
    assert {form.model for form in forms_of("brown")} == {"brown"}
    assert forms_of(None) == FORMS
    with pytest.raises(ValueError, match="no lens model"):
        best_form([])


@given(st.integers(2, 60))
def test_every_view_is_held_out_once_and_never_solved_with_then(count: int) -> None:
    parts = folds(count)
    assert sorted(index for _, held in parts for index in held) == list(range(count))
    assert all(not set(others) & set(held) and len(others) + len(held) == count for others, held in parts)


@given(st.lists(st.floats(0.01, 5.0), max_size=40))
def test_outliers_never_leave_too_few(errors: list[float]) -> None:
    worst = outliers(errors)
    assert len(errors) - len(worst) >= min(len(errors), 6)
    if worst:
        assert min(errors[index] for index in worst) > float(np.median(errors))
        assert errors[worst[0]] == max(errors)


def test_a_view_that_is_far_off_is_one() -> None:
    assert outliers([0.3, 0.31, 0.29, 0.3, 0.33, 0.28, 4.0, 0.3]) == [6]
    assert outliers([0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.2]) == [], "a fifth of a pixel is no mistake"


@pytest.mark.parametrize(
    ("model", "k", "sane"),
    [
        ("brown", (), True),
        ("brown", (-0.2, 0.05, 0.0, 0.0), True),
        ("brown", (-2.0, 0.0, 0.0, 0.0), False),  # folds back within the picture
        ("rational", (0.1, 0.0, 0.0, 0.0, 0.0, 0.12, 0.0, 0.0), True),
        ("rational", (0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0), False),  # turns round within the picture
        ("fisheye", (0.05, 0.01, 0.0, 0.0), True),
        ("fisheye", (-3.0, 0.0, 0.0, 0.0), False),
    ],
)
def test_a_lens_goes_outward_to_the_pictures_corner(model: str, k: tuple[float, ...], sane: bool) -> None:
    lens = Intrinsics(1280, 720, 1000.0, 1000.0, 639.5, 359.5, model, k)  # type: ignore[arg-type]
    assert is_sane(lens) is sane


def test_no_distortion_changes_nothing() -> None:
    r = np.linspace(0, 1, 5)
    assert np.array_equal(radial(LENS, r), r)


def stored(camera: str, width: int, height: int, file: str = "a") -> StoredLens:
    return StoredLens(Intrinsics(width, height, 900.0, 900.0, width / 2, height / 2), camera, file=file)


def test_a_calibration_serves_its_own_camera_and_shape() -> None:
    kept = (
        stored("046d:082d", 1280, 720),
        stored("046d:082d", 640, 480),
        stored("046d:082d", 1920, 1080),
        stored("x", 640, 360),
    )
    assert choose_stored(kept, "046d:082d", 1280, 720) is kept[0]
    assert choose_stored(kept, "046d:082d", 960, 540) is kept[0], "the nearest of the same shape"
    assert choose_stored(kept, "046d:082d", 320, 240) is kept[1]
    assert choose_stored(kept, "046d:082d", 600, 600) is None
    assert choose_stored(kept, "", 1280, 720) is None, "a file is no camera"
    assert choose_stored((stored("", 1280, 720),), "", 1280, 720) is None
    assert choose_stored(kept, "other", 1280, 720) is None
