"""The panel alone, over an empty window: what it shows against pictures, what it says when it is pressed.

``PRISONERSVOICE_GOLDEN=new`` writes the pictures anew: look at each before it is committed.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.core.rehearsal import LANES, Lane, Mark, Span, Sure, Timeline
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.panel import timeline
from prisonersvoice_ar.stage.panel.acts import Act, Choose, Fire, Flag, Jump, Open, Press, Scrub
from prisonersvoice_ar.stage.panel.frame import Frame
from prisonersvoice_ar.stage.panel.panel import Panel
from prisonersvoice_ar.stage.panel.values import (
    Fact,
    PanelView,
    Pick,
    Picks,
    Row,
    Shortcut,
    Trouble,
    Troubles,
)
from prisonersvoice_ar.stage.window import PointerMoved, PointerPressed, PointerReleased, WheelTurned, Window
from prisonersvoice_ar.words import Interface
from tests.stage.test_golden import TOLERANCE_MEAN, TOLERANCE_SHARE, read, write

SIZE = (1024, 640)


def _timeline() -> Timeline:
    sure = (Sure.PAST, Sure.AHEAD, Sure.GUESS)
    beats = tuple(Span(20.0 * i, 20.0 * (i + 1), "beat", f"beat-{i}", f"крок-{i}", sure[i]) for i in range(3))
    kinds = ("voice", "synthetic", "caption", "voice", "voice", "voice")
    lines = tuple(
        Span(10.0 * i + 1, 10.0 * i + 8, kinds[i], f"fd-{i:03d}", f"fd-{i:03d}", sure[i // 2])
        for i in range(6)
    )
    waits = (Span(46.0, 58.0, "until", "beat-2", "bunk · 8 s", Sure.GUESS),)
    marks = (
        Mark(20.0, "deed", "d", "look_at: bunk", Sure.PAST),
        Mark(54.0, "hint", "h", "Погляньте", Sure.GUESS),
        Mark(58.0, "trigger-due", "t", "after: 8s", Sure.GUESS),
    )
    lights = (Span(2.0, 5.0, "light", "slit", "slit → 0.8", Sure.PAST),)
    sounds = (Span(12.0, 15.0, "sound", "steps", "steps", Sure.PAST),)
    ambience = (Span(0.0, 60.0, "ambience", "corridor-hum", "corridor-hum", Sure.PAST),)
    spans = (beats, lines, waits, lights, sounds, ambience)
    lanes = tuple(
        Lane(name, each, marks if name == "waits" else ()) for name, each in zip(LANES, spans, strict=True)
    )
    return Timeline(0.0, 24.0, 60.0, lanes)


VIEW = PanelView(
    title="П’ятнадцять діб",
    file="scenes/fifteen-days/scene.yaml",
    time=13.2,
    known=24.0,
    timeline=_timeline(),
    beats=tuple(Row(f"beat-{i}", f"крок-{i}", "", current=i == 1, done=i < 1) for i in range(40)),
    lines=(
        Row(
            "fd-001",
            "fd-001  Це ліжко. Опускати його можна лише на ніч, і про це сказано довго.",
            "сказано",
            done=True,
        ),
        Row("fd-002", "fd-002  By day it has to stay folded up.", "зараз", current=True),
    ),
    leaves=(Row("0", "the visitor looks at “bunk” for 1.5 s"), Row("1", "15 s have passed", "in 3.2 s")),
    ways=(Row("letters", "Letters", "choice"),),
    flags=(Row("saw_hatch", "saw_hatch", done=True), Row("ґвалт", "ґвалт")),
    languages=Picks((Pick("uk", "Українська"), Pick("en", "English")), "uk"),
    modes=Picks((Pick("diorama", "card"),), "diorama"),
    targets=Picks((Pick("card-1", "card-1"),), "card-1"),
    facts=(Fact("state", "beat-1: speaks"), Fact("camera", "not in view", warn=True)),
)
TROUBLE = Trouble(
    "помилка: предмета «bnuk» немає",
    "scenes/камера друга/scene.yaml:135:23",
    "/somewhere/scene.yaml",
    135,
    23,
    "any: [{look_at: bnuk, for: 1.5s}, {closer_than: 40cm}, {press: continue}, {after: 15s}]",
    (16, 20),
    "може, «bunk»?",
    "є: door, hatch, bunk, lamp, window, shelf",
)
LONG = replace(TROUBLE, snippet="слово " * 60 + "біда", marked=(360, 364), label="", line=7)
BROKEN = Troubles(
    "Останнє збережене показати не можна: 3 огріхи", "Ви бачите останню версію.", (TROUBLE, LONG), "… і ще 1."
)
CASES = {
    "panel-en": ("en", VIEW),
    "panel-uk-playing": (
        "uk",
        replace(VIEW, playing=True, muted=True, speed=2.0, notice="Показано збережену версію."),
    ),
    "troubles-uk": ("uk", replace(VIEW, troubles=BROKEN)),
    "keys-en": (
        "en",
        replace(VIEW, help_open=True, shortcuts=tuple(Shortcut(f"Ctrl {c}", f"does {c}") for c in "ABCDEFG")),
    ),
    "empty-uk": ("uk", PanelView("Нова сцена", "scene.yaml")),
}


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    prepare_engine(None, None, vsync=False)
    opened = Window.open(SIZE, headless=True)
    yield opened
    opened.close()


class Hands:
    """A panel, what it shows, and hands on it."""

    def __init__(self, window: Window, lang: str, view: PanelView) -> None:
        self.panel, self.view = Panel(window, lang, strict=True), view
        self.window = window
        self.done: list[Act] = []
        self.show()
        self.show()

    def show(self) -> None:
        self.done += self.panel.show(self.view, 0.05)

    def click(self, x: float, y: float) -> list[Act]:
        self.done = []
        for event in (PointerMoved(x, y), PointerPressed(x, y), PointerReleased(x, y)):
            self.panel.take(event)
            self.show()
        self.show()
        return self.done

    def sweep(self, x: float, top: float, bottom: float, step: float = 9.0) -> list[Act]:
        """Everything that a column of clicks does, without repetitions."""
        found = [act for y in np.arange(top, bottom, step) for act in self.click(x, float(y))]
        return list(dict.fromkeys(found))


@pytest.fixture
def hands(window: Window) -> Iterator[Hands]:
    made = Hands(window, "en", VIEW)
    yield made
    made.panel.close()


@pytest.mark.parametrize("name", CASES)
def test_golden(window: Window, root: Path, tmp_path: Path, name: str) -> None:
    lang, view = CASES[name]
    hands = Hands(window, lang, view)
    try:
        window.render()
        drawn = window.picture()
    finally:
        hands.panel.close()
    path = root / "tests" / "golden" / "panel" / f"{name}.png"
    if os.environ.get("PRISONERSVOICE_GOLDEN") == "new":
        write(drawn, path)
    golden = read(path)
    away = np.abs(drawn.astype(int) - golden).max(axis=2)
    if away.mean() > TOLERANCE_MEAN or (away > 24).mean() > TOLERANCE_SHARE:
        write(np.concatenate([golden, drawn], axis=1), tmp_path / "out" / f"{name}.png")
        pytest.fail(f"{name}: mean {away.mean():.2f}; see {tmp_path / 'out' / f'{name}.png'}")


def test_the_pictures_place_is_left_free(hands: Hands) -> None:
    hands.window.render()
    area = hands.panel.area
    free = hands.window.picture()[: int(area.h) - 2, : int(area.w) - 2]
    assert free.std() < 0.5
    assert not hands.panel.covers(area.w / 2, area.h / 2)
    assert hands.panel.covers(area.right + 5, area.h / 2)
    assert hands.panel.covers(area.w / 2, area.bottom + 5)


@pytest.mark.parametrize("size", [(480, 320), (1920, 1080), (700, 1000)])
def test_any_size_has_room_for_picture_and_panel(window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.events()
    hands = Hands(window, "uk", replace(VIEW, troubles=BROKEN, help_open=True, notice="Слово " * 40))
    try:
        window.render()
        area = hands.panel.area
        assert area.w > 0.5 * size[0]
        assert area.h > 0.5 * size[1]
        assert window.picture()[:, int(area.right) + 2 :].std() > 5.0
    finally:
        hands.panel.close()
        window.resize(*SIZE)
        window.events()


def test_every_row_can_be_pressed(hands: Hands) -> None:
    x = hands.panel.area.right + 35.0
    found = hands.sweep(x, 60.0, SIZE[1] - 30.0)
    beats = [act.to for act in found if isinstance(act, Jump) and not act.line]
    assert beats == [f"beat-{i}" for i in range(len(beats))]
    assert len(beats) > 5
    assert [act.to for act in found if isinstance(act, Jump) and act.line] == ["fd-001", "fd-002"]
    assert Choose("letters") in found
    assert [act.leaf for act in found if isinstance(act, Fire)] == ["0", "1"]
    assert {act.name for act in found if isinstance(act, Flag)} == {"saw_hatch", "ґвалт"}


def test_the_row_of_buttons(hands: Hands) -> None:
    area = hands.panel.area
    found = []
    for x in range(8, int(area.w), 11):
        found += [act for act in hands.click(float(x), area.bottom + 18.0) if isinstance(act, Press)]
    pressed = list(dict.fromkeys(act.what for act in found))
    assert pressed[:7] == ["start", "previous-line", "step-back", "toggle", "step", "next-line", "next"]
    assert {"mute", "help"} <= set(pressed)


def test_the_timeline_tells_the_time_under_the_pointer(hands: Hands) -> None:
    area = hands.panel.area
    y = SIZE[1] - 30.0
    times = [
        act.time for x in (0.3, 0.6, 0.9) for act in hands.click(x * area.w, y) if isinstance(act, Scrub)
    ]
    assert times == sorted(times)
    assert len(times) == 3
    assert 10.0 < times[0] < times[2] < 60.0


def test_the_wheel_zooms_the_timeline_where_the_pointer_is(hands: Hands) -> None:
    area, y = hands.panel.area, SIZE[1] - 30.0
    (before,) = [act.time for act in hands.click(0.5 * area.w, y) if isinstance(act, Scrub)]
    hands.view = replace(hands.view, time=before)
    for _ in range(4):
        hands.panel.take(PointerMoved(0.5 * area.w, y))
        assert hands.panel.take(WheelTurned(0.5 * area.w, y, 1.0))
        hands.show()
    near = [act.time for act in hands.click(0.6 * area.w, y) if isinstance(act, Scrub)]
    assert before < near[0] < before + 4.0, "a tenth of the way is four seconds no more"


def test_problems_that_do_not_fit_are_scrolled_to(window: Window) -> None:
    many = replace(BROKEN, first=tuple(replace(TROUBLE, line=i) for i in range(12)), more="")
    hands = Hands(window, "uk", replace(VIEW, troubles=many))
    try:
        area = hands.panel.area
        hands.panel.take(PointerMoved(area.w / 2, 200.0))
        hands.show()
        hands.panel.take(WheelTurned(area.w / 2, 200.0, -40.0))
        for _ in range(4):
            hands.show()
        found = hands.sweep(area.w / 2, 20.0, 0.9 * area.h)
    finally:
        hands.panel.close()
    assert Open("/somewhere/scene.yaml", 11, 23) in found


def test_a_problem_is_opened_where_it_stands(window: Window) -> None:
    hands = Hands(window, "uk", replace(VIEW, troubles=BROKEN))
    try:
        area = hands.panel.area
        assert hands.panel.covers(area.w / 2, 60.0)
        found = hands.sweep(area.w / 2, 20.0, 0.9 * area.h)
    finally:
        hands.panel.close()
    assert [act for act in found if isinstance(act, Open)] == [
        Open("/somewhere/scene.yaml", 135, 23),
        Open("/somewhere/scene.yaml", 7, 23),
    ]


def test_thousands_of_beats_cost_no_more_than_those_in_sight(window: Window) -> None:
    many = tuple(Row(f"b{i}", f"beat {i}", current=i == 3000) for i in range(5000))
    spans = tuple(Span(i * 1.0, i + 1.0, "beat", f"b{i}", f"b{i}", Sure.PAST) for i in range(5000))
    lanes = tuple(Lane(name, spans if name == "beats" else ()) for name in LANES)
    view = replace(VIEW, beats=many, timeline=Timeline(0.0, 5000.0, 5000.0, lanes))
    hands, few = Hands(window, "en", view), Hands(window, "en", VIEW)
    try:
        from slimgui import imgui

        hands.show()
        drawn = sum(each.vtx_buffer_size for each in imgui.get_draw_data().commands_lists)
        assert drawn < 60_000
        assert Jump("b3000") in hands.sweep(hands.panel.area.right + 60.0, 80.0, 250.0)
    finally:
        hands.panel.close()
        few.panel.close()


def test_what_does_not_fit_ends_in_an_ellipsis(hands: Hands) -> None:
    from slimgui import imgui

    from prisonersvoice_ar.stage.panel.frame import fitted

    shown: list[str] = []

    def lay_out(_: object) -> None:
        imgui.begin("fit")
        whole = imgui.calc_text_size("scenes/fifteen-days")[0]
        shown.extend(fitted("scenes/fifteen-days", room) for room in (whole, whole - 4.0, 1.0))
        shown.append(fitted("scenes/fifteen-days", 0.6 * whole, from_end=True))
        assert imgui.calc_text_size(shown[1])[0] <= whole - 4.0
        imgui.end()

    hands.panel._lay_out = lay_out  # type: ignore[method-assign]
    hands.show()
    whole, shorter, nothing, end = shown
    assert (whole, nothing) == ("scenes/fifteen-days", "")
    assert shorter.endswith("…")
    assert "scenes/fifteen-days".startswith(shorter[:-1])
    assert len(shorter) > 12
    assert end.startswith("…")
    assert end.endswith("-days")


def test_a_label_keeps_clear_of_the_marks_of_its_lane() -> None:
    from prisonersvoice_ar.stage.panel.timeline import _free

    frame = Frame(VIEW, Interface("en", "preview"), None, 1.0, SIZE)  # type: ignore[arg-type]
    left, right = _free(frame, [100.0, 180.0, 260.0], 90.0, 250.0)
    assert 100.0 < left < right < 180.0
    assert _free(frame, [], 90.0, 250.0) == (94.0, 247.0)


@pytest.mark.parametrize(("lang", "lasts"), [("uk", "(7,0 с)"), ("en", "(7.0 s)")])
def test_how_long_a_span_lasts_is_said_in_the_panels_language(lang: str, lasts: str) -> None:
    frame = Frame(VIEW, Interface(lang, "preview"), None, 1.0, SIZE)  # type: ignore[arg-type]
    assert lasts in timeline._told(frame, _timeline().lane("lines").spans[0])
