"""What is learned of a camera: near the truth after a few measurements, never outside of what is possible."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.perception.markers.optics import Learned, Optics


def number(**change: float) -> Learned:
    return Learned(**{"value": 2.2, "sigma": 0.5, "drift": 0.0, "low": 0.8, "high": 3.0} | change)


@given(st.floats(0.9, 2.9), st.integers(0, 1000))
def test_it_converges_to_what_is_measured(truth: float, seed: int) -> None:
    learned, rng = number(), np.random.default_rng(seed)
    for _ in range(200):
        learned.take(truth + rng.normal(0, 0.1), 0.1)
    assert learned.value == pytest.approx(truth, abs=0.05)
    assert learned.sigma < 0.01


def test_one_exact_measurement_is_believed_and_a_vague_one_is_not() -> None:
    exact, vague = number(), number()
    exact.take(1.0, 0.001)
    vague.take(1.0, 50.0)
    assert exact.value == pytest.approx(1.0, abs=1e-4)
    assert vague.value == pytest.approx(2.2, abs=1e-3)


@given(st.lists(st.tuples(st.floats(allow_nan=True), st.floats(allow_nan=True)), max_size=20))
def test_whatever_is_measured_it_stays_finite_and_inside(measured: list[tuple[float, float]]) -> None:
    learned = number(drift=0.005)
    for seen, sigma in measured:
        learned.take(seen, sigma)
        assert 0.8 <= learned.value <= 3.0
        assert np.isfinite(learned.sigma)


@pytest.mark.parametrize(
    ("seen", "sigma"),
    [(np.nan, 0.1), (np.inf, 0.1), (1.0, np.nan), (1.0, np.inf), (1.0, 0.0), (1.0, -1.0)],
)
def test_what_is_no_measurement_changes_nothing(seen: float, sigma: float) -> None:
    learned = number()
    learned.take(seen, sigma)
    assert learned == number()


def test_what_drifts_is_followed() -> None:
    drifting, fixed = number(drift=0.02), number()
    for step in range(300):
        for learned in (drifting, fixed):
            learned.take(1.0 if step < 200 else 2.0, 0.1)
    assert drifting.value == pytest.approx(2.0, abs=0.02)
    assert fixed.value < 1.5


@pytest.mark.parametrize("camera", [1.0, 1.8, 2.2, 2.6])
def test_the_exponent_is_learned_from_mid_tones(camera: float) -> None:
    """The mid-tones of a drawing, taken to light by a wrong exponent, as the alignment would see them."""
    optics, p = Optics(), np.linspace(0.05, 0.95, 19)
    for _ in range(12):
        seen = p ** (optics.exponent.value / camera)
        mid = p * (1 - p)
        optics.look(float(mid @ (seen - p) / (mid @ mid)), 0.005)
    assert optics.exponent.value == pytest.approx(camera, abs=0.03)
    assert optics.coded
