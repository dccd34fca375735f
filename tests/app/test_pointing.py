"""A touch is a press let go where it began, on what stands there and on no button."""

from types import SimpleNamespace
from typing import Any

from prisonersvoice_ar.app.pointing import Pointing
from prisonersvoice_ar.app.presses import Presses
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.presence.pointing import pointed_at
from prisonersvoice_ar.core.presence.visitor import AWAY_BLIND, AWAY_WATCHED, Attendance
from prisonersvoice_ar.core.visit.view import Overlay, Phase
from prisonersvoice_ar.stage.viewport import fit
from prisonersvoice_ar.stage.window import PointerMoved, PointerPressed, PointerReleased, WindowEvent

SIZE = (1280, 720)


def _stage(mode: str = "seated", *, mirrored: bool = False) -> Any:
    picture = (640, 480)
    backdrop = SimpleNamespace(viewport=fit(SIZE, picture), size=picture, mirrored=mirrored)
    objects = {"door": (100.0, 100.0), "lamp": (400.0, 300.0)}
    return SimpleNamespace(
        objects_on_screen=lambda: objects, mode=mode, window=SimpleNamespace(size=SIZE), backdrop=backdrop
    )


def _touch(stage: Any, *events: WindowEvent, on_button: bool = False) -> list[str | None]:
    pointing = Pointing(stage)
    return [pointing.take(event, on_button=on_button) for event in events]


def test_a_press_and_a_release_touch_what_is_there() -> None:
    assert _touch(_stage(), PointerPressed(104, 97), PointerReleased(104, 97)) == [None, "door"]
    assert _touch(_stage(), PointerPressed(250, 97), PointerReleased(250, 97)) == [None, None]
    assert _touch(_stage(), PointerReleased(104, 97)) == [None]


def test_a_drag_and_a_button_touch_nothing() -> None:
    drag = (PointerPressed(104, 97), PointerMoved(150, 97), PointerMoved(104, 97), PointerReleased(104, 97))
    assert _touch(_stage(), *drag)[-1] is None
    tremble = (PointerPressed(104, 97), PointerMoved(108, 99), PointerReleased(108, 99))
    assert _touch(_stage(), *tremble)[-1] == "door"
    assert _touch(_stage(), PointerPressed(104, 97), PointerReleased(104, 97), on_button=True)[-1] is None


def test_the_picture_lies_letterboxed_in_the_window_and_may_be_mirrored() -> None:
    # 640 × 480 in 1280 × 720: 960 wide, 160 from the left, 1.5 times as large
    straight = (PointerPressed(310.5, 150.5), PointerReleased(310.5, 150.5))
    assert _touch(_stage("diorama"), *straight)[-1] == "door"
    assert _touch(_stage("diorama", mirrored=True), *straight)[-1] is None
    turned = (PointerPressed(969.5, 150.5), PointerReleased(969.5, 150.5))
    assert _touch(_stage("diorama", mirrored=True), *turned)[-1] == "door"


def test_the_nearest_is_meant_and_what_is_far_is_not() -> None:
    things = {"a": (100.0, 100.0), "b": (130.0, 100.0)}
    assert pointed_at(things, (120.0, 100.0), SIZE) == "b"
    assert pointed_at(things, (110.0, 100.0), SIZE) == "a"
    assert pointed_at(things, (130.0, 150.0), SIZE) is None
    assert pointed_at({}, (0.0, 0.0), SIZE) is None
    assert pointed_at({"a": (0.0, 0.0)}, (20.0, 0.0), (160, 90)) == "a"  # a finger's width at least


def test_who_is_neither_seen_nor_does_anything_is_gone_after_a_while() -> None:
    here = Attendance(0.0).step(5.0, noticed=True, watched=True)
    assert here.step(5.0 + AWAY_WATCHED - 0.1, noticed=False, watched=True).present
    gone = here.step(5.0 + AWAY_WATCHED, noticed=False, watched=True)
    assert not gone.present
    assert gone.step(90.0, noticed=True, watched=True).present
    assert here.step(5.0 + AWAY_WATCHED, noticed=False, watched=False).present
    assert not here.step(5.0 + AWAY_BLIND, noticed=False, watched=False).present


def test_under_a_pause_nothing_in_the_cell_is_touched() -> None:
    looking: Any = SimpleNamespace(may_look=lambda view: False, step=lambda view, now: None)
    screens: Any = SimpleNamespace(hit=lambda x, y: None)
    for overlay, shown, touched in ((None, True, ("door",)), (Overlay.PAUSED, True, ()), (None, False, ())):
        window: Any = SimpleNamespace(events=lambda: [PointerPressed(104, 97), PointerReleased(104, 97)])
        view: Any = SimpleNamespace(overlay=overlay, show_cell=shown, phase=Phase.STORY, buttons=())
        presses = Presses(window, screens, RunSettings(), looking, Pointing(_stage()))
        presses.since_last(view, 0.0, target_seen=True)
        assert presses.touched == touched
        assert presses.acted
