"""A worker that holds a camera's automatics gives them back when its parent goes, in order or not."""

import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cv2
import pytest

from prisonersvoice_ar.perception.protocol import Say
from prisonersvoice_ar.perception.settings import PerceptionSettings, Resume
from prisonersvoice_ar.perception.slot import Slot
from prisonersvoice_ar.perception.source_spec import SourceSpec
from tests.contracts.driver import Driver, write_video


class Noting(Driver):
    """Writes down what its exposure stands at, whenever that changes."""

    log = Path()

    def set(self, setting: int, value: float) -> bool:
        done = super().set(setting, value)
        if setting == cv2.CAP_PROP_AUTO_EXPOSURE:
            with self.log.open("a") as file:
                file.write(f"{self.standing(setting):g}\n")
        return done

    def grab(self) -> bool:
        time.sleep(0.02)
        return super().grab()


def work(film: str, log: str, slot: tuple[str, int], pipe: "Connection[Any, Any]") -> None:
    """The child: a worker whose camera is a film, and which holds its automatics from the first frame on."""
    from prisonersvoice_ar.core.capture import holding
    from prisonersvoice_ar.perception.sources import camera
    from prisonersvoice_ar.perception.worker import Worker

    Noting.log = Path(log)
    Noting.films = {0: Path(film)}
    camera.cameras = lambda: [camera.Camera("Cam", "/dev/usb/cam", 0, cv2.CAP_V4L2)]
    capture = cv2.VideoCapture
    camera.cv2.VideoCapture = lambda where, *more: (
        Noting(where, 0) if isinstance(where, int) else capture(where, *more)
    )  # type: ignore[assignment,misc]
    told = iter(["hold"])
    holding.Holding.step = lambda self, now, *, locked: next(told, None)  # type: ignore[assignment,method-assign,return-value]
    settings = PerceptionSettings(SourceSpec("camera", "0"), hold_camera=True)
    Worker(settings, Resume(), Slot.attach(*slot), pipe).run()


@pytest.mark.parametrize("in_order", [True, False])
def test_the_automatics_run_again_when_the_parent_goes(in_order: bool, tmp_path: Path) -> None:
    film, log = write_video(tmp_path / "cam.avi", frames=400), tmp_path / "log"
    slot = Slot.create(160 * 120 * 3)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=work, args=(str(film), str(log), (slot.name, slot.capacity), theirs))
    child.start()
    theirs.close()
    end = time.monotonic() + 30.0
    while not (log.exists() and log.read_text().split()[-1:] == ["1"]):
        assert time.monotonic() < end, "it never held them"
        time.sleep(0.02)
    if in_order:
        ours.send((Say.BYE,))
        child.join(10.0)
    ours.close()
    child.join(10.0)
    slot.close()
    assert child.exitcode == 0
    assert log.read_text().split()[-1] == "3"
