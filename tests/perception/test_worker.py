"""The worker with a camera's driver in its own process: whose lens serves, what it says, how a picture is turned."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.calibration.served import ServedLens, StoredLens
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception.protocol import Say
from prisonersvoice_ar.perception.settings import PerceptionSettings, Resume, pinhole
from prisonersvoice_ar.perception.slot import Slot
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.worker import Worker
from tests.contracts import driver
from tests.contracts.driver import write_video

LENS = Intrinsics(160, 120, 150.0, 151.0, 80.0, 60.0, "brown", (-0.2, 0.05, 0.0, 0.0))
KEPT = StoredLens(LENS, "/dev/usb/one", "Cam one", 0.3, 20, "2026-11-28", file="one.yaml")


class Pipe:
    """Keeps what the worker says."""

    def __init__(self) -> None:
        self.said: list[tuple[Any, ...]] = []

    def send(self, message: tuple[Any, ...]) -> None:
        self.said.append(message)

    def of(self, say: Say) -> list[tuple[Any, ...]]:
        return [rest for kind, *rest in self.said if kind == say]  # type: ignore[misc]


@pytest.fixture
def slot() -> Iterator[Slot]:
    made = Slot.create(640 * 480 * 3)
    yield made
    made.close()


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[int, Path]:
    films = driver.plug(monkeypatch)
    films[0] = write_video(tmp_path / "one.avi")
    return films


def working(slot: Slot, **more: Any) -> tuple[Worker, Pipe]:
    pipe = Pipe()
    worker = Worker(PerceptionSettings(SourceSpec("camera", "0"), **more), Resume(), slot, pipe)  # type: ignore[arg-type]
    worker._await_source()
    return worker, pipe


def show(worker: Worker, count: int = 1) -> None:
    for _ in range(count):
        frame = worker._source.read()
        assert frame is not None
        worker._show(frame, lockstep=False)


def test_a_calibrated_camera_is_seen_through_its_own_lens(plugged: dict[int, Path], slot: Slot) -> None:
    worker, pipe = working(slot, stored=(KEPT,))
    show(worker)
    assert pipe.of(Say.OPENED) == [["Cam one", 30.0, "/dev/usb/one"]]
    assert pipe.of(Say.LENS) == [[ServedLens(LENS, "calibrated", "one.yaml", "2026-11-28", 0.3)]]
    taken = slot.take()
    assert taken is not None
    assert taken[0].lens == LENS
    worker._source.close()


def test_pictures_are_straightened_by_the_calibration_that_turns_up(
    plugged: dict[int, Path], slot: Slot
) -> None:
    worker, _ = working(slot, stored=(KEPT,), rectify=True)
    raw = driver.numbered(0)
    show(worker)
    taken = slot.take()
    assert taken is not None
    observation, pixels = taken
    assert observation.lens == pinhole(LENS)
    assert abs(float(pixels[60, 80].mean()) - float(raw[60, 80].mean())) < 8.0
    worker._source.close()


def test_another_camera_in_its_place_has_a_lens_of_its_own(
    plugged: dict[int, Path], slot: Slot, tmp_path: Path
) -> None:
    worker, pipe = working(slot, stored=(KEPT,))
    show(worker)
    worker._source.close()
    worker._source._identity = None  # type: ignore[attr-defined]
    plugged[0] = write_video(tmp_path / "two.avi")
    worker._source.open()
    show(worker)
    assert [each.how for (each,) in pipe.of(Say.LENS)] == ["calibrated", "assumed"]
    worker._source.close()


def test_turned_pictures_do_not_write_over_themselves(plugged: dict[int, Path], slot: Slot) -> None:
    """The source decodes into the slot until it is known that what it decodes has to be turned."""
    worker, _ = working(slot)
    show(worker, 2)
    worker._turning.on = True
    for index in (2, 3, 4):
        show(worker)
        taken = slot.take()
        assert taken is not None
        film = cv2.VideoCapture(str(plugged[0]))
        film.set(cv2.CAP_PROP_POS_FRAMES, index)
        wanted = film.read()[1][:, ::-1]
        assert np.array_equal(taken[1], wanted), index
    worker._source.close()


def test_what_was_learned_is_said_for_the_next_life(plugged: dict[int, Path], slot: Slot) -> None:
    worker, pipe = working(slot)
    show(worker)
    better = Intrinsics(160, 120, 170.0, 170.0, 79.5, 59.5)
    worker._lenses.learn = lambda tracker, poses: better  # type: ignore[method-assign]
    show(worker)
    assert pipe.of(Say.FOUND) == [["learned", better]]
    worker._lenses.learn = lambda tracker, poses: None  # type: ignore[method-assign]
    show(worker)
    taken = slot.take()
    assert taken is not None
    assert taken[0].lens == better
    worker._source.close()
