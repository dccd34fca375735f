"""Whatever comes as a frame or as a time: nothing raises, and nothing is seen where nothing is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.track.backdrop import clutter
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.geometry import Intrinsics, plausible_intrinsics
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.core.tracking.target import Picture, Rectangle, Target, bare_marker
from prisonersvoice_ar.documents import load_targets
from prisonersvoice_ar.perception.markers.tracker import Tracker
from prisonersvoice_ar.perception.settings import OpenDictionary, Pixels
from tests.app.program import run
from tests.perception.markers.studio import APRILTAG, CARD, LENS, TAG, Camera, off_px, pose

SHOWN = Camera().take(CARD, pose())


def tracked(frame: Pixels, t: float = 0.0) -> tuple[TargetPose, ...]:
    height, width = frame.shape[:2]
    return Tracker((CARD, TAG), plausible_intrinsics(width, height)).track(frame, t)


def noise(shape: tuple[int, ...], seed: int = 0) -> Pixels:
    return np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)


# --- frames ---


@pytest.mark.parametrize("channels", [(), (3,), (4,), (1,)], ids=["grey", "bgr", "bgra", "one"])
@pytest.mark.parametrize(
    "shape", [(1, 1), (1, 2), (2, 1), (7, 5), (12, 12), (480, 1), (1, 4000), (33, 900)], ids=str
)
def test_no_frame_is_too_small(shape: tuple[int, int], channels: tuple[int, ...]) -> None:
    for open_dictionary in (None, OpenDictionary(APRILTAG, 0.05)):
        tracker = Tracker((CARD,), plausible_intrinsics(shape[1], shape[0]), open_dictionary)
        for count, frame in enumerate((np.zeros, np.ones, noise)):
            assert tracker.track(np.asarray(frame((*shape, *channels))).astype(np.uint8), count / 30) == ()


def test_a_frame_without_a_pixel_shows_nothing() -> None:
    tracker = Tracker((CARD,), LENS)
    for shape in ((0, 0), (0, 0, 3), (0, 640, 3), (480, 0)):
        assert tracker.track(np.zeros(shape, np.uint8), 0.0) == ()
    assert tracker.track(SHOWN, 1.0)


def test_an_8k_frame_is_taken() -> None:
    assert tracked(np.zeros((4320, 7680, 3), np.uint8)) == ()


@pytest.mark.parametrize("value", [0, 127, 255])
def test_in_one_colour_there_is_nothing(value: int) -> None:
    tracker = Tracker((CARD, TAG), LENS)
    for count in range(20):
        assert tracker.track(np.full((LENS.height, LENS.width, 3), value, np.uint8), count / 30) == ()


def bgra(grey: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA), np.uint8)


def bgr(grey: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


def in_a_wider(frame: Pixels) -> Pixels:
    """Every second pixel of a picture twice as large."""
    return np.repeat(np.repeat(frame, 2, axis=0), 2, axis=1)[::2, ::2]


def turned_about(frame: Pixels) -> Pixels:
    """The same values, their columns laid down from the right to the left."""
    return np.ascontiguousarray(frame[:, ::-1])[:, ::-1]


def upside_down(frame: Pixels) -> Pixels:
    return np.ascontiguousarray(frame[::-1])[::-1]


def by_columns(frame: Pixels) -> Pixels:
    return np.asfortranarray(frame)


def rgb(frame: Pixels) -> Pixels:
    """The last axis, mostly the colours, laid down the other way round."""
    return np.ascontiguousarray(frame[..., ::-1])[..., ::-1]


@pytest.mark.parametrize("view", [in_a_wider, turned_about, upside_down, by_columns, rgb])
@pytest.mark.parametrize("colour", [np.copy, bgr, bgra, lambda grey: grey[..., None]])
def test_every_kind_of_array_is_read_alike(
    colour: Callable[[Pixels], Pixels], view: Callable[[Pixels], Pixels]
) -> None:
    tracker, plain = Tracker((CARD,), LENS), Tracker((CARD,), LENS)
    for count in range(3):
        grey = Camera().take(CARD, pose(x=0.002 * count))
        (found,) = tracker.track(view(colour(grey)), count / 30)
        (wanted,) = plain.track(grey, count / 30)
        assert found.corners == pytest.approx(wanted.corners, abs=0.1)


def test_a_frame_is_not_written_to() -> None:
    for frame in (SHOWN.copy(), bgr(SHOWN), bgra(SHOWN)):
        before = frame.copy()
        frame.flags.writeable = False
        assert tracked(frame)
        assert np.array_equal(before, frame)


def test_colours_may_change_in_mid_stream() -> None:
    tracker = Tracker((CARD,), LENS)
    for count, colour in enumerate((np.copy, bgr, bgra, np.copy, bgr)):
        truth = pose(x=0.01 * count)
        grey = Camera().take(CARD, truth)
        frame = colour(grey)
        frame.flags.writeable = False
        (found,) = tracker.track(frame, count / 30)
        assert off_px(CARD, found.T_camera_target, truth) < 0.3


# --- times ---


@pytest.mark.parametrize("later", [-5.0, 0.0, 1e-9, 3600.0, np.nan, np.inf, -np.inf])
def test_whatever_the_clock_does_what_is_in_sight_stays_in_sight(later: float) -> None:
    tracker = Tracker((CARD,), LENS)
    times = [*(count / 30 for count in range(3)), *(2 / 30 + later + count / 30 for count in range(3)), 0.3]
    for count, t in enumerate(times):
        (found,) = tracker.track(Camera().take(CARD, pose(x=0.002 * count)), t)
        assert found.state is LockState.LOCKED
        assert off_px(CARD, found.T_camera_target, pose(x=0.002 * count)) < 0.3


@pytest.mark.parametrize("later", [-5.0, 0.0, 3600.0, np.nan])
def test_whatever_the_clock_does_what_is_gone_is_gone(later: float) -> None:
    tracker = Tracker((CARD,), LENS)
    for count in range(3):
        tracker.track(Camera().take(CARD, pose(x=0.01 * count)), count / 30)
    empty = np.full_like(SHOWN, 90)
    seen = [tracker.track(empty, (2 + count) / 30 + later) for count in range(1, 7)]
    assert all(each.state is LockState.COASTING for found in seen for each in found)
    assert all(np.isfinite(each.T_camera_target).all() for found in seen for each in found)
    assert seen[-1] == ()
    (again,) = tracker.track(SHOWN, 10.0)
    assert again.state is LockState.LOCKED


# --- another size in mid-stream ---


@pytest.mark.parametrize("scale", [0.5, 0.75, 2.0])
def test_a_picture_of_another_size_and_the_same_shape_has_the_same_lens(scale: float) -> None:
    given = Intrinsics(LENS.width, LENS.height, 440, 442, 236.0, 182.0)
    other = given.scaled_to(round(LENS.width * scale), round(LENS.height * scale))
    tracker = Tracker((CARD,), given)
    assert tracker.track(Camera(given).take(CARD, pose()), 0.0)
    for count in range(1, 4):
        (found,) = tracker.track(Camera(other).take(CARD, pose()), count / 30)
        assert found.state is LockState.LOCKED
        assert off_px(CARD, found.T_camera_target, pose(), other) < 0.4
        assert found.T_camera_target[2, 3] == pytest.approx(0.3, abs=0.002)
    (back,) = tracker.track(Camera(given).take(CARD, pose()), 1.0)
    assert back.T_camera_target[2, 3] == pytest.approx(0.3, abs=0.002)


def test_a_picture_of_another_shape_has_a_plausible_lens_and_the_given_one_comes_back() -> None:
    tracker = Tracker((CARD,), LENS)
    assert tracker.track(SHOWN, 0.0)
    plausible = plausible_intrinsics(360, 480)
    for count in range(1, 4):
        (found,) = tracker.track(Camera(plausible).take(CARD, pose(z=0.4)), count / 30)
        assert off_px(CARD, found.T_camera_target, pose(z=0.4), plausible) < 0.4
    (back,) = tracker.track(SHOWN, 1.0)
    assert off_px(CARD, back.T_camera_target, pose()) < 0.3


def test_what_was_followed_in_another_size_is_not_seen_in_an_empty_picture() -> None:
    tracker = Tracker((CARD,), LENS)
    tracker.track(SHOWN, 0.0)
    for count, shape in enumerate([(1, 1), (2160, 3840, 3), (180, 240), (3, 900, 4)], start=1):
        assert tracker.track(np.full(shape, 60, np.uint8), count / 30) == ()


# --- targets ---


def test_a_marker_larger_than_the_picture_is_not_seen() -> None:
    tracker, near = Tracker((TAG,), LENS), Camera(finer=2).take(TAG, pose(z=0.04, tilt=0.1))
    for count in range(20):
        assert tracker.track(near, count / 30) == ()


def test_a_marker_that_comes_close_until_it_fills_the_picture_ends_without_a_leap() -> None:
    tracker, far = Tracker((TAG,), LENS), 0.25
    for count in range(30):
        z = max(far - 0.008 * count, 0.03)
        for found in tracker.track(Camera(finer=2).take(TAG, pose(z=z, tilt=0.1)), count / 30):
            if found.state is LockState.LOCKED:
                assert off_px(TAG, found.T_camera_target, pose(z=z, tilt=0.1)) < 0.015 * 0.08 * LENS.fx / z


def test_a_target_seen_from_behind_is_not_there() -> None:
    tracker = Tracker((CARD, TAG), LENS)
    for target in (CARD, TAG):
        seen_through = np.ascontiguousarray(Camera().take(target, pose())[:, ::-1])
        for count in range(20):
            assert tracker.track(seen_through, count / 30) == ()


def test_nothing_to_look_for_is_nothing_found() -> None:
    assert Tracker((), LENS).track(SHOWN, 0.0) == ()


def test_sizes_from_a_grain_to_a_hall_scale_the_distance_alone() -> None:
    for scale in (0.1, 1.0, 700.0):
        target = bare_marker(7, 0.08 * scale, APRILTAG)
        (found,) = Tracker((target,), LENS).track(Camera().take(TAG, pose()), 0.0)
        assert found.T_camera_target[2, 3] == pytest.approx(0.3 * scale, rel=0.01)


def poster(path: Path, values: Pixels) -> Target:
    cv2.imwrite(str(path), values)
    outline = Rectangle((0.0, 0.0), (0.3, 0.2))
    return Target("poster", "image", "", (), outline, picture=Picture(str(path), (0.3, 0.2)))


def test_an_image_without_texture_is_refused_with_its_score_and_advice(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"“poster” scores \d+ of 100") as told:
        Tracker((poster(tmp_path / "flat.png", np.full((400, 600), 200, np.uint8)),), LENS)
    assert told.value.advice


def test_the_program_refuses_an_image_without_texture(tmp_path: Path) -> None:
    poster(tmp_path / "flat.png", np.full((400, 600, 3), 200, np.uint8))
    text = "format: 1\ntargets:\n  poster: {kind: image, picture: flat.png, size_mm: [300, 200]}\n"
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    ended = run(tmp_path, "track", "--targets", tmp_path / "mine.yaml", "--frames", 1)
    assert ended.code == 1
    assert "“poster” scores" in ended.text
    assert "Traceback" not in ended.text


# --- nothing is seen where nothing is ---


@pytest.fixture(scope="module")
def everything(root: Path) -> tuple[Target, ...]:
    """Our card and poster, three markers of a large family and one of a small."""
    loaded = load_targets(root / "markers" / "markers.yaml")
    assert loaded.value is not None
    own = tuple(loaded.value[name] for name in ("card-1", "poster-door"))
    bare = tuple(bare_marker(marker_id, 0.05, APRILTAG) for marker_id in (500, 517, 586))
    return (*own, *bare, bare_marker(49, 0.05, "DICT_4X4_50"))


def coded(light: np.ndarray) -> Pixels:
    return np.asarray(255 * np.clip(light, 0, 1) ** (1 / 2.2), np.uint8)


def empty_pictures() -> Iterator[Pixels]:
    for seed in range(6):
        yield coded(clutter(640, 480, seed))
    for seed in range(3):
        yield noise((480, 640), seed)
        soft = cv2.GaussianBlur(noise((480, 640), 50 + seed), (0, 0), 2.0 + seed)
        yield np.asarray(cv2.equalizeHist(soft), np.uint8)
    rows, columns = np.mgrid[0:480, 0:640]
    yield ((rows // 24 + columns // 24) % 2 * 220 + 10).astype(np.uint8)


def test_in_clutter_noise_and_checks_nothing_is_seen(everything: tuple[Target, ...]) -> None:
    tracker = Tracker(everything, plausible_intrinsics(640, 480))
    for count, picture in enumerate(empty_pictures()):
        for look in range(3):
            assert tracker.track(picture, (3 * count + look) / 30) == (), count


def test_among_markers_of_other_ids_nothing_is_seen(everything: tuple[Target, ...]) -> None:
    book = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    tracker = Tracker(everything, plausible_intrinsics(640, 480))
    for sheet in range(3):
        picture = coded(clutter(640, 480, 100 + sheet))
        for place, marker_id in enumerate(range(20 * sheet, 20 * sheet + 20)):
            row, column = divmod(place, 5)
            top, left = 10 + 118 * row, 10 + 126 * column
            picture[top - 8 : top + 98, left - 8 : left + 98] = 235
            picture[top : top + 90, left : left + 90] = cv2.aruco.generateImageMarker(book, marker_id, 90)
        for look in range(8):
            assert tracker.track(picture, (8 * sheet + look) / 30) == ()


@pytest.mark.footage
def test_in_real_pictures_of_other_ids_nothing_is_seen(everything: tuple[Target, ...], footage: Path) -> None:
    stills = sorted([*(footage / "stills").glob("*/*.jpg"), *(footage / "stills").glob("*/*.png")])
    assert len(stills) > 15
    for still in stills:
        picture = cv2.imread(str(still))
        assert picture is not None
        height, width = picture.shape[:2]
        tracker = Tracker(everything, plausible_intrinsics(width, height))
        for look in range(2):
            assert tracker.track(np.asarray(picture, np.uint8), look / 30) == (), still.name
