"""The stage rendered at each shot, and the sheet: on the software renderer, small."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.app.storyboard.pictures import Studio, opened_studio, opened_window, view_of
from prisonersvoice_ar.app.storyboard.session import Session
from prisonersvoice_ar.app.storyboard.sheet import COLUMNS, MOST_ROWS, Heading, Pinned, draw_pages, pages_of
from prisonersvoice_ar.authoring.storyboard.cards import Arrow, Card
from prisonersvoice_ar.authoring.storyboard.shots import Shot, shots
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.core.visit.view import Phase
from prisonersvoice_ar.documents import Content, load_scene, load_targets
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.picture import jpeg, png, read_png
from prisonersvoice_ar.stage.window import Window

SIZE = (320, 180)


@pytest.fixture(scope="module")
def content(root: Path) -> Content:
    return Content.at(root)


@pytest.fixture(scope="module")
def scene(content: Content) -> Scene:
    loaded = load_scene(content.scenes / "fifteen-days", content)
    assert loaded.value is not None
    return loaded.value


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    prepare_engine(None, None, vsync=False)
    opened = Window.open(SIZE, headless=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def studio(window: Window, scene: Scene, content: Content) -> Iterator[Studio]:
    targets: dict[str, Target] = dict(load_targets(content.markers).value or {})
    with opened_studio(window, scene, "diorama", targets[scene.targets["diorama"]]) as opened:
        yield opened


@pytest.fixture(scope="module")
def taken(scene: Scene) -> dict[tuple[str, str | None], Shot]:
    return {(shot.beat, shot.line): shot for shot in shots(scene, "uk")}


def _away(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def test_a_shot_is_what_a_visitor_would_see(
    studio: Studio, taken: dict[tuple[str, str | None], Shot]
) -> None:
    shot = taken["arrive", "fd-001"]
    picture = studio.picture(shot)
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    caption = studio.screens.caption
    assert caption is not None
    assert caption.text.startswith("Перед вами")
    assert "leave" in dict(studio.screens.buttons)
    # the caption's plate is dark, what is above it is the model
    assert picture[-20:, 150:170].mean() < picture[60:80, 150:170].mean()


def test_the_camera_comes_round_to_what_a_beat_waits_for(
    studio: Studio, taken: dict[tuple[str, str | None], Shot]
) -> None:
    calm = studio.picture(taken["find-bunk", None])
    seen = studio._T_camera_target
    studio.picture(taken["find-hatch", None])
    assert seen is not None
    assert not np.array_equal(studio._T_camera_target, seen)
    assert _away(studio.picture(taken["find-bunk", None]), calm) < 1.0, "and goes back"


def test_the_same_shot_looks_the_same_whatever_came_before(
    studio: Studio, taken: dict[tuple[str, str | None], Shot]
) -> None:
    shot = taken["terms", "fd-012"]
    first = studio.picture(shot)
    for other in (taken["hatch", "fd-011"], taken["rest", "fd-034"], taken["find-bunk", None]):
        studio.picture(other)
    assert _away(first, studio.picture(shot)) < 0.01


def test_lights_hatch_and_bunk_are_as_the_cues_leave_them(
    studio: Studio, taken: dict[tuple[str, str | None], Shot]
) -> None:
    shot = taken["hatch", "fd-011"]
    as_told = studio.picture(shot)
    shut = studio.picture(replace(shot, levels={**shot.levels, "hatch": 0.0}))
    lowered = studio.picture(replace(shot, levels={**shot.levels, "slit": 0.1}))
    dark = studio.picture(replace(shot, levels={**shot.levels, "bulb": 0.0}))
    for other in (shut, lowered, dark):
        assert _away(as_told, other) > 0.5
    assert dark.mean() < as_told.mean()


def test_a_choice_shows_its_buttons_and_a_rest_its_quiet(
    studio: Studio, scene: Scene, taken: dict[tuple[str, str | None], Shot]
) -> None:
    view = view_of(scene, taken["crossroads", None], "diorama")
    assert {"choice:letters", "choice:rules"} <= {button.id for button in view.buttons}
    assert view.hint.startswith("Оберіть")
    assert view_of(scene, taken["rest", "fd-034"], "diorama").phase is Phase.REST
    studio.picture(taken["crossroads", None])
    assert {"choice:letters", "choice:rules"} <= set(dict(studio.screens.buttons))


def test_seated_the_view_is_turned_to_what_the_beat_speaks_of(
    window: Window, scene: Scene, taken: dict[tuple[str, str | None], Shot]
) -> None:
    with opened_studio(window, scene, "seated", None) as seated:
        for beat, line, seen in (("find-hatch", None, "hatch"), ("lamp", "fd-018", "lamp")):
            seated.picture(taken[beat, line])
            assert seated.stage.object_at_center() == seen


def test_behind_a_poster_the_cell_is_seen_and_is_left_again(
    window: Window, scene: Scene, content: Content, taken: dict[tuple[str, str | None], Shot]
) -> None:
    targets = load_targets(content.markers).value or {}
    artwork = content.markers.parent / "poster-door.png"
    with opened_studio(window, scene, "portal", targets["poster-door"], artwork) as behind:
        picture = behind.picture(taken["terms", "fd-012"])
    middle = picture[70:110, 140:180]
    assert middle.std() > 5.0, "there is something in the opening"
    assert picture[:, :100].std() < 25.0 < picture[20:160, 115:135].std(), "and the print stands around it"


def _pinned(count: int, size: tuple[int, int] = SIZE) -> list[Pinned]:
    picture = jpeg(np.full((size[1], size[0], 3), (40, 120, 200), np.uint8))
    return [
        Pinned(Card(n, f"beat-{n}", ("3 репліки",), (Arrow("2 далі", "якщо"),), n != 2), picture, size)
        for n in range(1, count + 1)
    ]


def test_cards_are_spread_evenly_over_pages() -> None:
    most = COLUMNS * MOST_ROWS
    assert [len(page) for page in pages_of(_pinned(14))] == [14]
    assert [len(page) for page in pages_of(_pinned(most))] == [most]
    assert [len(page) for page in pages_of(_pinned(30))] == [16, 14]
    assert max(len(page) for page in pages_of(_pinned(200))) <= most


def test_a_sheet_shows_every_picture_and_marks_what_is_not_reached(window: Window) -> None:
    heading = Heading("Назва", "рядок", "сюди не потрапити", str)
    (sheet,) = draw_pages(window, [_pinned(5)], [heading])
    window.resize(*SIZE)
    window.events()
    blue = np.abs(sheet.astype(int) - (40, 120, 200)).max(axis=2) < 12
    assert blue.mean() > 0.2
    assert round(blue.sum() / (SIZE[0] * SIZE[1])) == 5
    rust = (sheet[..., 2] > 200) & (sheet[..., 1] < 140) & (sheet[..., 0] < 100)
    assert rust[: sheet.shape[0] // 2, 390:720].sum() > 1000, "a frame around the second card"


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    file = tmp_path / "плакат.png"
    assert read_png(file) is None
    file.write_bytes(png(picture))
    assert np.array_equal(read_png(file), picture)


def test_pictures_are_kept_in_formats_that_browsers_read() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    assert jpeg(picture).startswith(b"\xff\xd8\xff")
    assert len(jpeg(picture, 30)) < len(jpeg(picture, 95))
    assert png(picture).startswith(b"\x89PNG")


def test_a_sheets_heading_is_whole_however_long_it_is(window: Window) -> None:
    words = " ".join(["слово"] * 60)
    cards = _pinned(1)
    sheets = [
        next(draw_pages(window, [cards], [Heading("Назва", line, "", str)])) for line in ("слово", words)
    ]
    window.resize(*SIZE)
    window.events()
    short, long = sheets
    assert long.shape[0] > short.shape[0], "the head grows"
    ground = long[2, 2].astype(int)
    for column in (long[:, :30], long[:, -30:]):
        assert np.abs(column.astype(int) - ground).max() < 8, "nothing runs into the margin"


def test_a_choice_is_pinned_as_it_waits(
    scene: Scene, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [shot for shot in shots(scene, "uk") if shot.beat in ("crossroads", "terms")]
    assert [shot.line is None for shot in asked] == [False, False, True]
    drawn = iter(np.full((9, 16, 3), shade, np.uint8) for shade in (40, 90, 200))
    monkeypatch.setattr(Studio, "picture", lambda self, shot: next(drawn))
    target = (load_targets(content.markers).value or {})[scene.targets["diorama"]]
    session = Session(scene, "diorama", "uk", target, SIZE)
    with opened_window(SIZE) as window:
        pictured, chosen = session._take(window, asked, 16, lambda count: None)
    assert chosen["terms"] == pictured[0].jpeg
    assert chosen["crossroads"] == pictured[2].jpeg
