"""The link and its child process: each frame once, real time, settings, sources that are none."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from pumping import frames_of, lost, over, pump, running, write_video

from prisonersvoice_ar.core.errors import ContentError, SourceError, UsageError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.core.tracking.target import bare_marker
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import (
    LinkStatus,
    OpenDictionary,
    PerceptionSettings,
    Seen,
)
from prisonersvoice_ar.perception.source_spec import SourceSpec


def test_lockstep_delivers_each_frame_once(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 80)), pacing="lockstep")
    begun = time.monotonic()
    seen = pump(link, over)
    assert frames_of(seen) == list(range(80))
    assert link.status.state == "ended"
    assert link.status.frames_dropped == 0
    assert time.monotonic() - begun < 80 / 30 + 1.5  # as fast as it is read, not in real time
    assert link.faults == []


def test_lockstep_waits_for_a_slow_reader(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 6)), pacing="lockstep")
    frames, values = [], []
    while link.poll(time.monotonic()).state != "ended":
        time.sleep(0.1)
        if (newest := link.latest()) is not None:
            frames.append(newest.observation.frame)
            values.append(round((float(newest.pixels.mean()) - 20) / 10))
    assert frames == list(range(6))
    assert values == frames  # the pixels are those of that very frame


def test_a_file_plays_in_real_time(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 45)))
    seen = pump(link, running)
    begun = time.monotonic()
    seen += pump(link, over)
    assert 1.2 < time.monotonic() - begun < 2.6
    assert frames_of(seen)[-1] == 44
    assert link.status.frames_dropped == 45 - len(seen)
    lags = [each.observation.captured_s - each.observation.t for each in seen]
    assert max(lags) - min(lags) < 0.2  # each at its presentation time
    assert link.status.fps == pytest.approx(30)
    assert link.status.size == (160, 120)
    assert link.status.lens is not None
    assert link.status.lens.assumed


def test_a_loop_goes_on(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 10)), pacing="lockstep", loop=True)
    seen = pump(link, lambda newest, _: newest is not None and newest.observation.frame >= 34)
    assert frames_of(seen) == list(range(35))


@pytest.mark.parametrize("content", [None, b"", b"no video at all"])
def test_a_file_that_is_none_fails_at_once(
    content: bytes | None, start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    path = tmp_path / "film.mp4"
    if content is not None:
        path.write_bytes(content)
    link = start(str(path))
    pump(link, over, 5)
    status = link.status
    assert status.state == "failed"
    assert isinstance(status.error, SourceError)
    assert "film.mp4" in status.message
    assert "\n" not in status.message
    assert status.advice
    assert [fault.kind for fault in link.faults] == ["failed"]


def test_intrinsics_of_another_shape_are_refused(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    lens = Intrinsics(1280, 720, 1000, 1000, 639.5, 359.5)
    link = start(str(write_video(tmp_path / "film.avi", 5)), lens=lens)
    pump(link, over, 5)
    assert isinstance(link.status.error, ContentError)
    assert "1280×720" in link.status.message


def test_intrinsics_are_scaled_to_the_picture(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    lens = Intrinsics(640, 480, 600, 600, 319.5, 239.5)
    link = start(str(write_video(tmp_path / "film.avi", 5)), lens=lens)
    seen = pump(link, running)
    assert seen[0].lens.fx == pytest.approx(150)
    assert link.status.lens == lens.scaled_to(160, 120)


def test_a_camera_that_is_missing_is_looked_for(start: Callable[..., PerceptionLink]) -> None:
    link = start("a camera that nobody has plugged in")
    pump(link, lost, 5)
    assert "a camera that nobody has plugged in" in link.status.message
    pid = link.pid
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        assert link.poll(time.monotonic()).state == "lost"
        link.wait(0.05)
    assert link.pid == pid
    assert link.faults == []  # it has never been there: nothing broke


def test_settings_that_make_no_sense_are_refused() -> None:
    source = SourceSpec("stub", "noise")
    with pytest.raises(UsageError, match="DICT_9X9"):
        PerceptionSettings(source, open_dictionary=OpenDictionary("DICT_9X9", 0.05))
    with pytest.raises(UsageError, match="wide"):
        PerceptionSettings(source, open_dictionary=OpenDictionary("DICT_4X4_50", 0.0))
    with pytest.raises(UsageError, match="people model"):
        PerceptionSettings(source, people=frozenset({"feet"}))  # type: ignore[arg-type]


def test_the_first_frame_comes_soon(start: Callable[..., PerceptionLink]) -> None:
    begun = time.monotonic()
    link = start("stub:gradient")
    pump(link, running)
    assert time.monotonic() - begun < 3.0  # 0.3 s on an idle machine; bench measures it


def test_people_models_come_when_they_are_wanted(start: Callable[..., PerceptionLink]) -> None:
    pytest.importorskip("mediapipe")
    link = start("stub:gradient", loop=True)
    assert pump(link, running)[-1].observation.people is None
    link.want_people(frozenset({"silhouette"}))
    seen = pump(link, lambda newest, _: newest is not None and newest.observation.people is not None)
    people = seen[-1].observation.people
    assert people is not None
    assert people.hands == ()
    link.want_people(frozenset())
    pump(link, lambda newest, _: newest is not None and newest.observation.people is None)
    assert link.faults == []
    assert link.status.notices == ()


def test_only_the_targets_that_are_wanted_are_looked_for(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    picture = np.full((240, 480), 235, np.uint8)
    for place, marker in ((40, 7), (280, 9)):
        picture[50:190, place : place + 140] = cv2.aruco.generateImageMarker(dictionary, marker, 140)
    folder = tmp_path / "two"
    folder.mkdir()
    cv2.imwrite(str(folder / "0.png"), picture)
    seven, nine = (bare_marker(marker, 0.08, "DICT_APRILTAG_36h11") for marker in (7, 9))
    link = start(str(folder), targets=(seven,), loop=True)
    named: list[tuple[str, ...]] = []

    def note(newest: Seen | None, _status: LinkStatus, last: str) -> bool:
        if newest is not None:
            named.append(tuple(pose.target for pose in newest.observation.targets))
        return bool(named) and named[-1] == (last,)

    pump(link, lambda newest, status: note(newest, status, "7"))
    assert not any("9" in names for names in named)
    link.want_targets((nine,))
    pump(link, lambda newest, status: note(newest, status, "9"))
    assert link.settings.targets == (nine,), "a restarted worker looks for the same"
