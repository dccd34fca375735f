"""Back-off, presentation times and pictures that stand still."""

import numpy as np
import pytest

from prisonersvoice_ar.perception.pulse import Backoff, Pacer, StillPicture


def test_backoff_grows_from_one_to_thirty_seconds() -> None:
    backoff, now, waits = Backoff(), 100.0, []
    assert backoff.due(now)
    for _ in range(7):
        backoff.failed(now)
        assert not backoff.due(now)
        wait = next(wait for wait in range(1, 40) if backoff.due(now + wait))
        waits.append(wait)
        now += wait
    assert waits == [1, 2, 4, 8, 16, 30, 30]


def test_frames_are_due_at_their_presentation_times() -> None:
    pacer = Pacer(late_s=0.066)
    assert pacer.due(0.5, now=10.0) == 10.0
    assert pacer.due(0.6, now=10.05) == pytest.approx(10.1)
    assert not pacer.late(0.7, now=10.25)
    assert pacer.late(0.7, now=10.30)


def test_a_slow_machine_still_sees_every_fourth_frame() -> None:
    pacer = Pacer(late_s=0.05)
    pacer.due(0.0, now=0.0)
    dropped = [pacer.late(0.1, now=0.5) for _ in range(8)]
    assert dropped == [True, True, True, False] * 2


def test_after_a_halt_it_goes_on_from_there() -> None:
    pacer = Pacer(late_s=0.05)
    pacer.due(0.0, now=0.0)
    assert not pacer.late(1.0, now=60.0)
    assert pacer.due(1.1, now=60.0) == pytest.approx(60.1)


def test_the_same_picture_for_too_long_is_told() -> None:
    still = StillPicture(2.0)
    one, two = np.full((40, 40, 3), 90, np.uint8), np.full((40, 40, 3), 91, np.uint8)
    assert not any(still.seen(one, now) for now in (10.0, 11.0, 12.0))
    assert still.seen(one, 12.1)
    assert not still.seen(two, 12.2)
    assert not still.seen(two, 14.1)
    assert still.seen(two, 14.3)
