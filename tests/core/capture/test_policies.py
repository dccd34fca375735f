"""What a camera is asked for, when its automatics rest, and when its pictures are looked at from the other side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.capture import CameraFormat, Holding, Mirroring, Pace, parse_format
from prisonersvoice_ar.core.errors import UsageError

FRAME = 1 / 30


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1280x720", CameraFormat()),
        ("640×480@15", CameraFormat(640, 480, 15)),
        (" 1920X1080 ", CameraFormat(1920, 1080)),
    ],
)
def test_a_size_is_read(text: str, wanted: CameraFormat) -> None:
    assert parse_format(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "1280", "1280x", "x720", "1280x720@", "10x10", "1280x720@0", "99999x720", "1280x720@999"]
)
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_format(text)
    assert "x" in caught.value.advice


def test_smaller_pictures_keep_their_shape_first() -> None:
    steps = CameraFormat().below()
    assert [(each.width, each.height, each.fps) for each in steps] == [
        (960, 540, 30), (640, 360, 30), (640, 360, 15),
    ]  # fmt: skip


@given(st.integers(160, 3840), st.integers(120, 2160), st.integers(1, 60))
def test_each_step_down_is_less_work(width: int, height: int, fps: int) -> None:
    steps = (CameraFormat(width, height, fps), *CameraFormat(width, height, fps).below())
    work = [each.pixels * each.fps for each in steps]
    assert work == sorted(work, reverse=True)
    assert len(set(work)) == len(work)


def steps_of(pace: Pace, handling: float, seconds: float, begin: float = 0.0) -> list[CameraFormat]:
    frames = range(int(seconds * 30))
    found = [pace.step(begin + frame * FRAME, handling, FRAME) for frame in frames]
    return [each for each in found if each is not None]


def test_a_machine_that_keeps_up_is_left_alone() -> None:
    assert steps_of(Pace(CameraFormat()), 0.8 * FRAME, 600) == []


def test_a_short_hitch_is_no_reason() -> None:
    pace = Pace(CameraFormat())
    assert steps_of(pace, 0.5 * FRAME, 20) == []
    assert steps_of(pace, 3.0 * FRAME, 2, begin=20) == []
    assert steps_of(pace, 0.5 * FRAME, 60, begin=22) == []


def test_a_machine_that_cannot_keep_up_goes_down_step_by_step_and_stays_at_the_last() -> None:
    pace = Pace(CameraFormat())
    taken = steps_of(pace, 1.5 * FRAME, 300)
    assert taken == list(CameraFormat().below())
    assert pace.current == taken[-1]


def test_automatics_are_held_after_two_seconds_and_given_back_when_all_is_gone() -> None:
    holding, told = Holding(), []
    for frame in range(30 * 40):
        now = frame * FRAME
        locked = (5.0 <= now < 20.0 and not 8.0 <= now < 8.5) or now >= 30.0
        if (what := holding.step(now, locked=locked)) is not None:
            told.append((what, now))
    assert [what for what, _ in told] == ["hold", "give back", "hold"]
    assert [now for _, now in told] == pytest.approx([7.0, 26.0, 32.0], abs=0.1)


def test_a_mirrored_camera_is_found_out_and_no_other() -> None:
    mirroring, looks = Mirroring(), 0
    for frame in range(300):
        now = frame * FRAME
        if mirroring.due(now, found=False):
            looks += 1
            if mirroring.looked(now, found=True):
                assert 4.0 <= now < 4.3
                break
    else:
        raise AssertionError("never found out")
    assert looks == 3
    assert not mirroring.due(10.0, found=False)


def test_who_is_found_once_as_he_is_is_never_turned() -> None:
    mirroring = Mirroring()
    assert not mirroring.due(0.0, found=True)
    assert not any(mirroring.due(frame * FRAME, found=False) for frame in range(3000))


def test_an_empty_room_is_looked_at_now_and_then() -> None:
    mirroring, looks = Mirroring(), []
    for frame in range(30 * 300):
        now = frame * FRAME
        if mirroring.due(now, found=False):
            looks.append(now)
            assert not mirroring.looked(now, found=False)
    assert len(looks) < 160, "4 frames after 4, 8, 8, 8 … seconds"


def test_one_code_read_into_the_background_is_no_proof() -> None:
    mirroring = Mirroring()
    for frame in range(3000):
        now = frame * FRAME
        if mirroring.due(now, found=False):
            assert not mirroring.looked(now, found=mirroring.begins)
