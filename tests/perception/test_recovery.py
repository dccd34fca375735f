"""What goes wrong once a picture has been seen is borne: a bad picture, another shape, an error of ours."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pumping import frames_of, over, pump, running

from prisonersvoice_ar.core.errors import InternalFault, SourceError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception import entry
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.protocol import Phase, Say
from prisonersvoice_ar.perception.settings import PerceptionSettings, Resume
from prisonersvoice_ar.perception.source_spec import SourceSpec

LENS = Intrinsics(160, 120, 150, 150, 79.5, 59.5)


def write_pictures(folder: Path, count: int, turned: range = range(0)) -> Path:
    """Pictures of 160×120, and of 120×160 where ``turned``, as a telephone that is turned gives them."""
    folder.mkdir()
    for index in range(count):
        shape = (160, 120, 3) if index in turned else (120, 160, 3)
        cv2.imwrite(str(folder / f"{index:03}.png"), np.full(shape, 20 + index, np.uint8))
    return folder


@pytest.mark.parametrize("pacing", ["live", "lockstep"])
def test_a_picture_of_another_shape_is_seen_through_a_plausible_lens(
    start: Callable[..., PerceptionLink], tmp_path: Path, pacing: str
) -> None:
    folder = write_pictures(tmp_path / "turned", 12, turned=range(4, 8))
    link = start(str(folder), lens=LENS, pacing=pacing, loop=pacing == "live")
    seen = pump(link, lambda newest, status: status.state == "ended" or link._next_frame > 20)
    assert link.faults == []
    shapes = {each.pixels.shape[:2]: each.lens for each in seen}
    assert shapes[120, 160] == LENS
    assert shapes[160, 120].assumed
    (said,) = link.status.notices  # once, though it happens in every round
    assert "160×120" in said
    assert "120×160" in said


def test_a_bad_picture_in_mid_run_is_passed_over(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    folder = write_pictures(tmp_path / "film", 12)
    (folder / "005.png").write_bytes(b"no picture")
    link = start(str(folder))
    seen = pump(link, over)
    assert link.status.state == "ended"
    assert frames_of(seen)[-1] == 11
    assert link.faults == []
    assert "005.png" in link.status.notices[0]


def test_a_bad_picture_ends_what_must_have_every_frame_and_is_named(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    folder = write_pictures(tmp_path / "film", 12)
    (folder / "005.png").write_bytes(b"no picture")
    link = start(str(folder), pacing="lockstep")
    seen = pump(link, over, 15)
    assert frames_of(seen) == list(range(5))
    assert link.status.state == "failed"
    assert isinstance(link.status.error, SourceError)
    assert "005.png" in link.status.message


class FakeSlot:
    """A slot in which nothing comes."""

    waiting = False
    control: dict[str, int] = {}  # noqa: RUF012


class FakeChild:
    """A child that says ``later`` only after the first listening, and has ended by then."""

    def __init__(self, first: list[tuple[Say, list[Any]]], later: list[tuple[Say, list[Any]]]) -> None:
        self._said = [first, later]
        self.slot = FakeSlot()
        self.beat = (1, Phase.RUNNING)
        self.exit_code = 0
        self.alive = False
        self.pid = 0

    def messages(self) -> list[tuple[Say, list[Any]]]:
        return self._said.pop(0) if self._said else []

    def stop(self) -> None:
        self.exit_code = -9

    close = stop


def fake(first: list[tuple[Say, list[Any]]], later: list[tuple[Say, list[Any]]]) -> PerceptionLink:
    link = PerceptionLink(PerceptionSettings(SourceSpec("stub", "nothing"), loop=True))
    link._child = FakeChild(first, later)  # type: ignore[assignment]
    link._polled_s = time.monotonic()
    return link


def test_last_words_between_listening_and_looking_are_heard() -> None:
    link = fake([], [(Say.ENDED, [])])
    assert link.poll(time.monotonic()).state == "ended"
    assert link.faults == []
    link = fake([], [(Say.FAILED, ["SourceError", "the film is none", "Choose another.", ""])])
    assert link.poll(time.monotonic()).state == "failed"
    assert [fault.kind for fault in link.faults] == ["failed"]


def failed(link: PerceptionLink) -> None:
    words: list[Any] = ["InternalFault", "perception failed: ValueError", "", "  File x, line 3"]
    link._child = FakeChild([(Say.FAILED, words)], [])  # type: ignore[assignment]
    link._wait_until = None


def test_an_error_is_final_only_before_the_first_picture() -> None:
    link = fake([], [])
    failed(link)
    assert link.poll(time.monotonic()).state == "failed"

    link = fake([], [])
    link._note(0, 0.0, 0.0, time.monotonic())
    pauses = []
    for _ in range(8):
        link._spawned_s = now = time.monotonic()
        failed(link)
        assert link.poll(now).state == "lost"
        assert link._wait_until is not None
        pauses.append(link._wait_until - now)
    assert pauses[0] == 0.0
    assert pauses[1] >= 1.0
    assert pauses[-1] == 30.0
    assert isinstance(link.status.error, InternalFault)
    assert link.status.error.details == "  File x, line 3"
    assert [fault.kind for fault in link.faults] == ["failed"]
    back_s = time.monotonic() + 0.1  # a clock may stand still for 16 ms
    link._note(1, 0.1, back_s, back_s)
    assert link.faults[0].recovered_s is not None
    assert link.status.error is None


def test_a_picture_from_before_the_loss_brings_nothing_back() -> None:
    link = fake([(Say.LOST, ["the stream has stopped", "It is tried again by itself."])], [])
    taken = time.monotonic()
    link._note(0, 0.0, taken - 0.1, taken)
    lost_s = time.monotonic()
    assert link.poll(lost_s).state == "lost"
    link._note(1, 0.1, taken, time.monotonic())  # it lay in the slot
    assert link.status.state == "lost"
    assert [fault.recovered_s for fault in link.faults] == [None]
    back_s = lost_s + 0.1  # a clock may stand still for 16 ms
    link._note(2, 5.0, back_s, back_s)
    assert link.status.state == "running"
    assert [(fault.kind, fault.at_s, fault.recovered_s) for fault in link.faults] == [
        ("lost", lost_s, back_s)
    ]


def test_an_error_of_ours_says_where_and_shows_no_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[Any] = []

    class Pipe:
        def send(self, words: Any) -> None:
            said.append(words)

    def broken(*args: object) -> None:
        secret_pixels = np.full((2, 2), 77)
        raise ValueError(len(secret_pixels))

    monkeypatch.setattr("prisonersvoice_ar.perception.guards.stand", lambda parent: None)
    monkeypatch.setattr("prisonersvoice_ar.perception.worker.run", broken)
    settings = PerceptionSettings(SourceSpec("stub", "nothing"))
    entry.enter(settings, Resume(), ("", 0), Pipe(), 0)  # type: ignore[arg-type]
    ((say, name, message, _, details),) = said
    assert (say, name) == (Say.FAILED, "InternalFault")
    assert "ValueError" in message
    assert "in broken" in details
    assert "test_recovery.py" in details
    assert "77]" not in details


def test_an_exception_in_the_worker_carries_its_traceback() -> None:
    settings = PerceptionSettings(SourceSpec("stub", "gradient"))
    object.__setattr__(settings, "targets", ("no target",))  # what only a mistake of ours could send
    with PerceptionLink(settings) as link:
        pump(link, over)
    assert isinstance(link.status.error, InternalFault)
    assert "worker.py" in link.status.error.details


def test_running_again_after_a_failure(start: Callable[..., PerceptionLink]) -> None:
    link = start("stub:gradient", loop=True)
    pump(link, running)
    link._heard(Say.FAILED, ["InternalFault", "perception failed: ValueError", "", ""], time.monotonic())
    assert link.status.state == "lost"
    seen = pump(link, running)
    assert link.status.restarts == 1
    assert seen[-1].observation.frame > 0
