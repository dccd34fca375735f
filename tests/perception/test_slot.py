"""The slot between the processes: whole frames, the newest one, nothing left behind."""

import multiprocessing
import time
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.core.tracking.observation import Hand, LockState, Observation, People, TargetPose
from prisonersvoice_ar.perception import wire
from prisonersvoice_ar.perception.child import plain_main
from prisonersvoice_ar.perception.slot import Slot


def observation(frame: int, width: int, height: int) -> Observation:
    return Observation(frame, frame / 30, frame / 7, width, height, 1.5)


def hammer(name: str, capacity: int, frames: int) -> None:
    slot = Slot.attach(name, capacity)
    for frame in range(1, frames + 1):
        # sizes change in mid-stream; every byte tells the frame
        height, width = (90, 160) if frame % 50 < 25 else (120, 80)
        slot.publish(observation(frame, width, height), np.full((height, width, 3), frame % 251, np.uint8))
    slot.close()


def test_what_is_written_is_read_once() -> None:
    slot = Slot.create(120 * 160 * 3)
    other = Slot.attach(slot.name, slot.capacity)
    slot.forget_name()
    assert other.take() is None
    for frame in (1, 2):
        slot.publish(observation(frame, 160, 120), np.full((120, 160, 3), frame, np.uint8))
    assert other.waiting
    taken = other.take()
    assert taken is not None
    seen, pixels = taken
    assert seen.frame == 2
    assert pixels.shape == (120, 160, 3)
    assert (pixels == 2).all()
    assert other.take() is None
    assert not slot.waiting
    slot.close()
    other.close()
    assert (pixels == 2).all()


@pytest.mark.parametrize("straight", [False, True])
def test_no_frame_is_ever_torn(straight: bool) -> None:
    received: list[np.ndarray] = []

    def receive(shared: np.ndarray) -> None:
        received[:] = [shared.copy()]

    slot = Slot.create(120 * 160 * 3)
    writer = multiprocessing.get_context("spawn").Process(
        target=hammer, args=(slot.name, slot.capacity, 20_000)
    )
    with plain_main():
        writer.start()
    seen: list[int] = []
    sizes = set()
    end = time.monotonic() + 20
    while time.monotonic() < end and not (seen and seen[-1] == 20_000):
        taken = slot.take(receive if straight else None)
        if taken is None:
            continue
        found, pixels = taken
        if straight:
            assert pixels.size == 0
            (pixels,) = received
        assert pixels.shape == (found.height, found.width, 3)
        assert found.captured_s == pytest.approx(found.frame / 7)
        assert (pixels == found.frame % 251).all()
        seen.append(found.frame)
        sizes.add(pixels.shape)
    writer.join(5)
    slot.close()
    assert seen[-1] == 20_000
    assert seen == sorted(set(seen))
    assert len(seen) > 20
    assert len(sizes) == 2


def test_a_reader_that_the_writer_laps_takes_nothing_wrong() -> None:
    slot = Slot.create(300)
    slot.publish(observation(1, 10, 10), np.full((10, 10, 3), 1, np.uint8))
    for frame in (2, 3, 4):
        slot.publish(observation(frame, 10, 10), np.full((10, 10, 3), frame, np.uint8))
    assert slot._copy(1, None) is None  # its buffer holds frame 4 by now
    taken = slot.take()
    assert taken is not None
    assert taken[0].frame == 4
    slot.close()


def test_a_picture_that_is_too_large_is_refused() -> None:
    slot = Slot.create(300)
    with pytest.raises(ValueError, match="does not fit"):
        slot.publish(observation(1, 11, 10), np.zeros((10, 11, 3), np.uint8))
    slot.close()


def test_the_segment_goes_when_both_ends_hold_it() -> None:
    slot = Slot.create(300)
    other = Slot.attach(slot.name, 300)
    slot.forget_name()
    if Path("/dev/shm").is_dir():
        assert not (Path("/dev/shm") / slot.name.lstrip("/")).exists()
        with pytest.raises(FileNotFoundError):
            Slot.attach(slot.name, 300)
    slot.publish(observation(5, 10, 10), np.full((10, 10, 3), 7, np.uint8))
    taken = other.take()
    assert taken is not None
    assert (taken[1] == 7).all()
    other.close()
    slot.close()


def test_an_observation_travels_whole() -> None:
    pose = TargetPose(
        "Картка-1", LockState.COASTING, np.arange(16.0).reshape(4, 4), np.arange(8.0).reshape(4, 2), 0.25
    )
    people = People((Hand((0.1, 0.2), (0.3, 0.4), "point", 0.9), Hand((0, 1), (1, 0), None, 0.5)), 2, 0.125)
    sent = Observation(7, 1.25, 99.5, 640, 480, 0.75, (pose, pose), people)
    record = np.zeros(1, wire.OBSERVATION)[0]
    wire.encode(sent, record)
    got = wire.decode(record)
    assert got.people == people
    for field in ("frame", "t", "captured_s", "width", "height", "tracking_ms"):
        assert getattr(got, field) == getattr(sent, field)
    assert [each.target for each in got.targets] == ["Картка-1"] * 2
    assert got.targets[0].state is LockState.COASTING
    assert (got.targets[0].T_camera_target == pose.T_camera_target).all()
    assert (got.targets[1].corners == pose.corners).all()
    assert got.targets[0].reprojection_px == 0.25
    wire.encode(Observation(8, 0, 0, 1, 1, 0), record)
    assert wire.decode(record).people is None
    assert wire.decode(record).targets == ()


def test_more_targets_than_fit_are_cut_off() -> None:
    pose = TargetPose("0", LockState.LOCKED, np.eye(4), np.zeros((4, 2)), 0.0)
    record = np.zeros(1, wire.OBSERVATION)[0]
    wire.encode(Observation(0, 0, 0, 1, 1, 0, (pose,) * (wire.MAX_TARGETS + 5)), record)
    assert len(wire.decode(record).targets) == wire.MAX_TARGETS
