"""Every screen on the software renderer: whole, readable, steady, and quick where nothing changes."""

import time
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.captions import page_at, pages
from prisonersvoice_ar.core.layout import Rect, caption_type, lay_out_board
from prisonersvoice_ar.core.visit.view import Overlay, Phase, View
from prisonersvoice_ar.stage.screens import content
from prisonersvoice_ar.words import Interface

Easel = Any  # conftest.py's; importlib mode does not let a test import it
Views = Any

SIZES = [(1024, 768), (1280, 720), (1920, 1080), (1080, 1920), (3840, 2160)]
SMALL = [(1, 1), (2, 300), (320, 240), (640, 480)]


def _luminance(pixels: Any) -> Any:
    """Relative luminance (WCAG 2.2) of BGR pixels, 0 to 1."""
    share = np.asarray(pixels, np.float64)[..., ::-1] / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def _contrast(picture: Any, rect: Rect) -> float:
    """Contrast of what is written in ``rect`` with its ground: the outermost 2 % against the median."""
    part = picture[int(rect.y) : int(rect.bottom), int(rect.x) : int(rect.right)].reshape(-1, 3)
    light = np.sort(_luminance(part))
    few = max(1, len(light) // 50)
    ground = np.median(light) + 0.05
    return float(max((light[-few:].mean() + 0.05) / ground, ground / (light[:few].mean() + 0.05)))


def _flat(easel: Easel, grey: int) -> None:
    easel.paint(np.full((4, 4, 3), grey, np.uint8))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["uk", "en"])
def test_buttons_of_every_screen_stand_apart_inside_and_large_enough(
    easel: Easel, views: Views, size: tuple[int, int], lang: str
) -> None:
    easel.size(size)
    for name, view in views(lang).items():
        easel.show(view)
        buttons = easel.screens.buttons
        assert {button for button, _ in buttons} == {button.id for button in view.buttons}, name
        for index, (button, rect) in enumerate(buttons):
            assert rect.inside(Rect(0, 0, *size)), (name, button)
            assert min(rect.w, rect.h) >= 44, (name, button)
            assert not any(rect.overlaps(other) for _, other in buttons[index + 1 :]), (name, button)
            assert easel.screens.hit(*rect.centre) == button
        assert easel.screens.hit(-5, -5) is None


@pytest.mark.parametrize("grey", [0, 255])
def test_captions_hints_and_marks_are_readable_over_black_and_white(
    easel: Easel, views: Views, grey: int
) -> None:
    easel.size((1280, 720))
    _flat(easel, grey)
    shown = views("uk")
    picture = easel.settle(shown["story-hint"])
    area = caption_type((1280, 720), easel.screens._type.measure).area
    middle = Rect(area.centre[0] - 200, area.centre[1] - 40, 400, 80)
    assert _contrast(picture, middle) >= 4.5
    assert _contrast(picture, Rect(340, 495, 600, 32)) >= 4.5  # the hint
    assert _contrast(picture, Rect(42, 36, 400, 22)) >= 4.5  # the mark


@pytest.mark.parametrize("grey", [0, 255])
@pytest.mark.parametrize("name", ["notice", "howto", "actions", "rest", "credits", "farewell", "language"])
def test_buttons_and_menus_are_readable_over_black_and_white(
    easel: Easel, views: Views, name: str, grey: int
) -> None:
    easel.size((1280, 720))
    _flat(easel, grey)
    picture = easel.settle(views("en")[name])
    for button, rect in easel.screens.buttons:
        assert _contrast(picture, rect.inset(4)) >= 4.5, button
    # Quiet text is the palest there is: look at every row that has any.
    dark = _luminance(picture)
    assert np.median(dark) < 0.05
    assert (dark.max() + 0.05) / (np.median(dark) + 0.05) >= 7.0


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1080, 1920)])
@pytest.mark.parametrize("name", ["actions", "actions-kiosk"])
def test_codes_can_be_read_from_the_screen(
    easel: Easel, views: Views, campaign: Any, size: tuple[int, int], name: str
) -> None:
    easel.size(size)
    _flat(easel, 128)
    view = views("uk")[name]
    picture = easel.settle(view)
    told = content.board(view, campaign, Interface("uk"))
    layout = lay_out_board(told, size, easel.screens._type.measure)
    for card, action in zip(layout.cards, campaign.actions, strict=True):
        assert card.code is not None
        at = card.code.inset(1)
        part = picture[round(at.y) : round(at.bottom), round(at.x) : round(at.right)]
        part = cv2.resize(part, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(part)
        assert text == action.url


def test_captions_come_in_order_and_nothing_of_the_line_is_lost(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    view = views("uk")["story"]
    assert view.caption is not None
    texts: list[str] = []
    for step in range(180):
        easel.show(replace(view, caption=replace(view.caption, elapsed=step * 0.05)), step * 0.05)
        shown = easel.screens.caption
        if shown is not None and (not texts or texts[-1] != shown.text):
            assert shown.line == view.caption.line.id
            texts.append(shown.text)
    assert len(texts) >= 2
    assert " ".join(texts) == view.caption.line.text["uk"]


def test_a_pause_between_captions_shows_none(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    view = views("uk")["story"]
    style = caption_type((1280, 720), easel.screens._type.measure)
    split = pages(view.caption.line.text["uk"], style.fits(easel.screens._type.measure), 9.0)
    between = (split[0].end + split[1].start) / 2
    assert page_at(split, between) is None
    easel.show(replace(view, caption=replace(view.caption, elapsed=between)))
    assert easel.screens.caption is None


def test_the_lost_hint_waits_and_goes(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    view = views("uk")["story-lost"]

    def drawn(now: float, *, seen: bool) -> bool:
        easel.show(view, now, seen=seen)
        return easel.screens._layers.node("lost") is not None

    assert not drawn(10.0, seen=True)
    assert not drawn(10.1, seen=False)
    assert not drawn(10.8, seen=False)
    assert drawn(11.2, seen=False)
    assert not drawn(11.3, seen=True)
    assert not drawn(11.4, seen=False)


def test_how_to_says_when_the_card_is_seen(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 40)
    view = views("uk")["howto"]
    assert np.any(easel.settle(view, seen=False) != easel.settle(view, seen=True))


def test_hover_and_focus_are_seen(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 90)
    view = views("en")["leaving"]
    plain = easel.settle(view)
    (first, rect), *_ = easel.screens.buttons
    assert easel.screens.hover(*rect.centre) == first
    hovered = easel.settle(view)
    assert np.any(hovered != plain)
    easel.screens.leave()
    assert np.array_equal(easel.settle(view), plain)
    order = [easel.screens.focus() for _ in range(4)]
    assert order == ["stay", "restart", "leave", "stay"]
    assert easel.screens.focus(-1) == "leave"
    assert np.any(easel.settle(view) != plain)
    easel.show(views("en")["farewell"])
    assert easel.screens.focused is None


def test_the_arrows_steer_in_menus_and_look_around_in_the_story(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    easel.show(views("uk")["paused"])
    assert easel.screens.steer("enter") is None
    assert easel.screens.steer("arrow_right") is None
    assert easel.screens.steer("enter") == "resume"
    easel.screens.steer("arrow_right")
    assert easel.screens.steer("enter") == "leave"
    easel.show(views("uk")["leaving"])
    assert easel.screens.steer("enter") is None, "another screen: nothing is chosen yet"
    easel.show(views("uk")["story"])
    easel.screens.steer("arrow_left")
    assert easel.screens.focused is None


def test_the_reticle_shows_its_dwell(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 90)
    view = views("en")["story"]
    plain = easel.settle(view)
    easel.screens.reticle((400.0, 300.0), 0.0)
    ring = easel.settle(view)
    easel.screens.reticle((400.0, 300.0), 0.5)
    half = easel.settle(view)
    easel.screens.reticle(None)
    assert np.array_equal(easel.settle(view), plain)
    changed = np.argwhere(np.any(half != ring, axis=2))
    assert len(changed) > 40
    assert changed[:, 1].min() >= 395, "half of the dwell fills the right half"
    assert np.all(np.abs(np.argwhere(np.any(ring != plain, axis=2)) - (300, 400)) < 25)


def test_the_rest_line_grows_shorter(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 0)
    view = views("uk")["rest"]

    def length(left: float) -> int:
        picture = easel.settle(replace(view, rest_left=left))
        return int(np.count_nonzero(picture[700:712].max(axis=(0, 2)) > 80))

    assert length(25.0) > length(10.0) > length(2.0) > 0
    assert length(0.0) == 0


def test_an_unknown_message_is_shown_as_it_is_and_a_known_one_in_words(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 90)
    view = views("uk")["story"]
    pictures = []
    for message in (None, "camera-lost", "Щось інше"):
        easel.screens.show(view, size=(1280, 720), target_seen=True, camera_message=message, now=0.0)
        easel.window.render()
        pictures.append(easel.window.picture())
    assert np.any(pictures[0] != pictures[1])
    assert np.any(pictures[1] != pictures[2])


@pytest.mark.parametrize("size", SMALL)
def test_a_tiny_window_survives_and_comes_back(easel: Easel, views: Views, size: tuple[int, int]) -> None:
    _, full = easel.size((1280, 720)), None
    for view in views("uk").values():
        easel.screens.show(view, size=size, target_seen=False, now=0.0)
        easel.screens.reticle((1.0, 1.0), 0.5)
        easel.screens.show(view, size=size, target_seen=False, now=5.0)
    easel.screens.reticle(None)
    _flat(easel, 30)
    view = views("uk")["notice"]
    full = easel.settle(view)
    assert _luminance(full).max() > 0.8


@pytest.mark.parametrize("name", ["story", "story-lost", "howto", "actions", "rest"])
def test_nothing_changed_costs_next_to_nothing(easel: Easel, views: Views, name: str) -> None:
    easel.size((1280, 720))
    view = views("uk")[name]
    for now in (0.0, 2.0, 4.0):
        easel.show(view, now)
    times = []
    for step in range(300):
        began = time.perf_counter()
        easel.show(view, 4.0 + step / 30)
        times.append(time.perf_counter() - began)
    # 0.03 ms here; the limit leaves room for a busy machine.
    assert sorted(times)[len(times) // 2] < 0.0005


def test_a_screen_comes_softly_and_is_then_all_there(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 255)
    easel.settle(views("uk")["story"])
    levels = []
    for now in (20.0, 20.1, 20.2, 20.3, 25.0):
        easel.show(views("uk")["paused"], now)
        easel.window.render()
        levels.append(_luminance(easel.window.picture()[600:, :200]).mean())
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > 2 * levels[-1]
    assert levels[-1] == levels[-2]


def test_every_phase_and_overlay_has_a_screen(easel: Easel, views: Views) -> None:
    easel.size((1280, 720))
    _flat(easel, 0)
    shown: list[View] = list(views("en").values())
    assert {view.phase for view in shown} == set(Phase)
    assert {view.overlay for view in shown} >= set(Overlay)
    easel.size((640, 480))
    for view in shown:
        assert easel.settle(view).max() > 215
