"""What the other tests measure with: a line that is two pixels off is seen to be, and a voice that is not there."""

import cv2
import numpy as np
import pytest

from tests.replay.outline import outline_corners
from tests.replay.sound import RATE, listen

SQUARE = np.array([[200.3, 80.6], [420.1, 110.2], [390.7, 300.4], [180.9, 260.5]])


def _picture(corners: np.ndarray) -> np.ndarray:
    """(382, 848, 3) RGB noise with the outline drawn, its colour halved as films do."""
    picture = np.random.default_rng(1).integers(60, 140, (382, 848, 3), np.uint8)
    points = np.round(corners * 16).astype(np.int32)
    cv2.polylines(picture, [points], True, (255, 0, 255), 2, cv2.LINE_AA, 4)
    luma, *chroma = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb))
    halved = [
        cv2.resize(cv2.resize(plane, (424, 191), interpolation=cv2.INTER_AREA), (848, 382))
        for plane in chroma
    ]
    return cv2.cvtColor(cv2.merge([luma, *halved]), cv2.COLOR_YCrCb2RGB)


@pytest.mark.parametrize("off", [(0.0, 0.0), (2.0, 0.0), (-1.2, 1.6)])
def test_the_outline_is_found_where_it_is(off: tuple[float, float]) -> None:
    found = outline_corners(_picture(SQUARE + off), SQUARE)
    assert set(found) == {0, 1, 2, 3}
    for index, corner in found.items():
        assert corner - SQUARE[index] == pytest.approx(off, abs=0.3)


def test_no_outline_is_found_where_there_is_none() -> None:
    assert outline_corners(_picture(SQUARE + 30.0), SQUARE) == {}


def test_a_voice_is_heard_where_it_is_and_not_where_it_is_not() -> None:
    random = np.random.default_rng(2)
    voice, other = (np.convolve(random.normal(size=4 * RATE), np.ones(8) / 8, "same") for _ in range(2))
    mix = 0.2 * np.convolve(random.normal(size=12 * RATE), np.ones(8) / 8, "same")
    mix[5 * RATE : 9 * RATE] += 0.5 * voice
    heard = listen(mix, voice)
    assert heard.at_s == pytest.approx(5.0, abs=0.001)
    assert heard.likeness > 0.8
    assert heard.likeness > 1.5 * heard.next_best
    assert listen(mix, other).likeness < 0.3
