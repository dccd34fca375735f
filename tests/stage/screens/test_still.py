"""Screens that stand still are shown from a picture: nobody may see a difference, and nothing may come late."""

from typing import Any

import numpy as np
import pytest
from panda3d.core import CardMaker, TransparencyAttrib

from prisonersvoice_ar.stage.screens.still import Still

from .test_golden import NAMES, backdrop

PATIENT = 8
"""frames: longer than it takes until the picture is shown"""


@pytest.fixture
def software(easel: Any) -> Still:
    if easel.screens._still is None:
        pytest.skip("on a graphics card there is no such picture")
    still: Still = easel.screens._still
    return still


def _frames(easel: Any, view: Any, count: int) -> np.ndarray:
    for number in range(count):
        easel.show(view, 20.0 + number / 30, seen=False)
        easel.window.render()
    return easel.window.picture().astype(int)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280)])
def test_the_picture_shows_what_stands_there(
    easel: Any, views: Any, software: Still, name: str, size: tuple[int, int]
) -> None:
    easel.size(size)
    easel.paint(backdrop())
    view = views("uk")[name]
    for now in (0.0, 1.0, 2.0, 9.0):
        easel.show(view, now)
    easel.screens.leave()
    direct = _frames(easel, view, 1)
    still = _frames(easel, view, PATIENT)
    away = np.abs(direct - still).max(axis=2)
    if not easel.screens._moving:
        assert not software._cards.isHidden()
        assert away.max() <= 3  # twice rounded to a 255th
    assert (away > 3).mean() < 0.02  # a drawing that moves is somewhere else by now


def test_a_change_is_seen_in_the_very_frame(easel: Any, views: Any, software: Still) -> None:
    easel.size((1280, 720))
    easel.paint(backdrop())
    story, other = views("uk")["story"], views("en")["story"]
    for now in (0.0, 1.0, 2.0):
        easel.show(story, now)
    before = _frames(easel, story, PATIENT)
    assert not software._cards.isHidden()
    changed = _frames(easel, other, 1)
    assert software._cards.isHidden()
    assert (np.abs(changed - before).max(axis=2) > 40).sum() > 2000
    settled = _frames(easel, other, 30)
    assert not software._cards.isHidden()
    assert (
        np.abs(settled[-100:] - changed[-100:]).max() <= 60
    )  # the same words in the same place, fully there


def test_a_button_lights_up_at_once(easel: Any, views: Any, software: Still) -> None:
    easel.size((1280, 720))
    view = views("uk")["story"]
    for now in (0.0, 1.0, 2.0):
        easel.show(view, now)
    calm = _frames(easel, view, PATIENT)
    _, rect = easel.screens.buttons[0]
    easel.screens.hover(*rect.centre)
    lit = _frames(easel, view, 1)
    y = int(rect.centre[1])
    patch = np.s_[y - 12 : y + 12, int(rect.x) : int(rect.right)]
    assert np.abs(lit[patch] - calm[patch]).max() > 15
    easel.screens.leave()


def test_what_moves_is_never_a_picture(easel: Any, views: Any, software: Still) -> None:
    easel.size((1280, 720))
    view = views("uk")["story"]
    for now in (0.0, 1.0, 2.0):
        easel.show(view, now)
    _frames(easel, view, PATIENT)
    easel.screens.reticle((400.0, 300.0), 0.4)
    _frames(easel, view, PATIENT)
    assert software._cards.isHidden()
    easel.screens.reticle(None)
    _frames(easel, view, PATIENT)
    assert not software._cards.isHidden()


def test_a_frame_that_was_swallowed_leaves_nothing_blank(easel: Any, views: Any, software: Still) -> None:
    easel.size((1280, 720))
    easel.paint(backdrop())
    story, other = views("uk")["story"], views("en")["story"]
    for now in (0.0, 1.0, 2.0):
        easel.show(story, now)
    _frames(easel, story, PATIENT)  # the picture's buffer is there
    snapshot = software._snapshot
    assert snapshot is not None
    for number in range(PATIENT):
        easel.show(other, 20.0 + number / 30)
        snapshot.output.setActive(False)  # as while the display's server has not answered a resize
        easel.window.render()
    assert software._cards.isHidden()
    words = easel.window.picture().astype(int)
    still = _frames(easel, other, PATIENT)
    assert not software._cards.isHidden()
    assert np.abs(words - still).max() <= 3


def test_what_else_lies_over_the_window_is_not_in_the_picture(
    easel: Any, views: Any, software: Still
) -> None:
    easel.size((1280, 720))
    easel.paint(backdrop())
    view = views("uk")["story"]
    for now in (0.0, 1.0, 2.0):
        easel.show(view, now)
    maker = CardMaker("panel")
    maker.setFrame(300, 900, -700, -500)
    panel = easel.window.overlay.attachNewNode(maker.generate(), -50)
    panel.setColor(1, 0, 0, 0.5)
    panel.setTransparency(TransparencyAttrib.MAlpha)
    direct = _frames(easel, view, 1)
    still = _frames(easel, view, PATIENT)
    panel.removeNode()
    assert not software._cards.isHidden()
    assert np.abs(direct - still).max() <= 3
