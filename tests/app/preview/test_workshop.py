"""The workshop as its author uses it: by hand, by key, and by saving."""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.app.preview.opening import refuse_place
from prisonersvoice_ar.core.errors import MachineError, UsageError
from prisonersvoice_ar.stage.panel import look
from prisonersvoice_ar.stage.panel.acts import Flag
from prisonersvoice_ar.stage.window import PointerMoved, WheelTurned
from prisonersvoice_ar.words import Interface
from tests.app.preview.conftest import Desk, sit


def differs(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


# --- what is seen ------------------------------------------------------------------------------------


def test_picture_and_panel_stand_beside_each_other(desk: Desk) -> None:
    whole, area = desk.picture(), desk.bench.panel.area
    assert desk.shown().std() > 30.0
    side, foot = whole[:, int(area.right) + 2 :], whole[int(area.bottom) + 2 :, : int(area.w)]
    for part in (side, foot):
        assert part.std() > 8.0, "the panel is written on"
        assert np.median(part) < 40, "and dark"


def test_each_way_of_seeing_is_a_picture_of_its_own(desk: Desk) -> None:
    seen = []
    for _ in range(3):
        desk.frames(3)
        seen.append(desk.shown())
        desk.key("v")
    assert min(differs(seen[0], seen[1]), differs(seen[1], seen[2]), differs(seen[0], seen[2])) > 10.0
    assert desk.rehearsal.mode == "diorama"


def test_the_card_lies_where_the_paper_is(desk: Desk) -> None:
    desk.key("v")
    assert (desk.rehearsal.mode, desk.rehearsal.target) == ("portal", "poster-door")
    bright = desk.shown().min(axis=2) > 195
    assert 0.02 < bright.mean() < 0.4, "a white poster hangs on a grey wall"


# --- hands -------------------------------------------------------------------------------------------


def test_a_drag_goes_round_the_cell_and_a_double_click_comes_back(desk: Desk) -> None:
    before, orbit = desk.shown(), desk.bench.picture.orbit("diorama")
    desk.drag((330.0, 200.0), (450.0, 230.0))
    turned = desk.bench.picture.orbit("diorama")
    assert turned.around < orbit.around
    assert turned.up > orbit.up
    assert differs(before, desk.shown()) > 5.0
    desk.do(PointerMoved(330.0, 200.0), WheelTurned(330.0, 200.0, 2.0))
    assert desk.bench.picture.orbit("diorama").distance < turned.distance
    desk.click(330.0, 200.0)
    desk.click(330.0, 200.0)
    assert desk.bench.picture.orbit("diorama") == orbit


def test_a_drag_in_the_seated_view_turns_the_head(desk: Desk) -> None:
    desk.rehearsal.switch_mode("seated")
    desk.workshop._dress()
    desk.frames(3)
    before = desk.shown()
    desk.drag((330.0, 200.0), (250.0, 210.0))
    assert differs(before, desk.shown()) > 8.0


def test_the_timeline_is_scrubbed_by_the_mouse(desk: Desk) -> None:
    area, end = desk.bench.panel.area, desk.rehearsal.timeline().end
    y = area.bottom + 0.75 * (desk.bench.window.size[1] - area.bottom)
    desk.click(0.55 * area.w, y)
    time = desk.rehearsal.time
    assert 0.35 * end < time < 0.65 * end
    desk.drag((0.55 * area.w, y), (0.75 * area.w, y))
    assert time < desk.rehearsal.time < 0.85 * end


def test_a_press_on_a_beat_jumps_to_it(desk: Desk) -> None:
    area, beats = desk.bench.panel.area, list(desk.rehearsal.scene.beats)
    reached = []
    for y in range(70, 250, 16):
        desk.click(area.right + 40.0, float(y))
        reached.append(desk.rehearsal.state.beat)
    found = list(dict.fromkeys(reached))
    assert found[: len(found)] == [beat for beat in beats if beat in found], "in the order of the list"
    assert len(found) > 3


def test_the_visitors_own_buttons_can_be_pressed(desk: Desk) -> None:
    desk.workshop._changed(desk.rehearsal.jump("crossroads").change)
    desk.rehearsal.to_next_line()
    desk.until(
        lambda: bool(desk.rehearsal.step_happening() and desk.rehearsal.ways()), "no choice is offered"
    )
    desk.frames(3)
    boxes = dict(desk.bench.picture._screens.buttons)
    way, box = next((name, box) for name, box in boxes.items() if name.startswith("choice:"))
    before = desk.rehearsal.known
    desk.rehearsal.play()
    desk.click(*box.centre)
    desk.frames(5, 0.1)
    assert desk.rehearsal.state.beat == next(
        choice.go
        for choice in desk.rehearsal.scene.beats["crossroads"].choice
        if f"choice:{choice.id}" == way
    )
    assert desk.rehearsal.known >= before


# --- keys --------------------------------------------------------------------------------------------


def test_the_last_rest_says_its_line_and_then_asks_for_quiet_and_is_there_at_once(desk: Desk) -> None:
    def written() -> int:
        return int((desk.shown()[60:-40, 60:-60].min(axis=2) > 200).sum())

    desk.rehearsal.pause()
    desk.workshop._changed(desk.rehearsal.jump("rest").change)
    desk.frames(3, 0.5)
    assert written() == 0, "before its first line nothing stands there"
    desk.rehearsal.seek(desk.rehearsal.time + 12.0)
    desk.frames(3, 0.5)
    assert desk.rehearsal.awaited()
    assert written() > 200, "it has faded in, however fast the frames were drawn"


def test_keys_play_step_jump_and_switch(desk: Desk) -> None:
    desk.key("space")
    assert desk.rehearsal.playing
    desk.key("space")
    time = desk.rehearsal.time
    desk.key("arrow_right")
    assert desk.rehearsal.time == pytest.approx(time + 0.04, abs=1e-3)
    desk.key("page_down")
    assert desk.rehearsal.state.beat != "arrive"
    desk.key("page_up")
    desk.key("home")
    assert desk.rehearsal.time == 0.0
    desk.key("l")
    assert desk.rehearsal.lang == "uk"
    desk.key("m")
    assert desk.rehearsal.muted
    desk.key("]")
    assert desk.rehearsal.speed == 2.0


def test_a_digit_fires_what_is_awaited(desk: Desk) -> None:
    desk.workshop._changed(desk.rehearsal.jump("find-bunk").change)
    desk.frames(2)
    first = desk.rehearsal.awaited()[0].trigger
    desk.key("1")
    assert desk.rehearsal.state.beat == "bunk", f"{first} leads on"


def test_a_flag_is_turned_by_hand(desk: Desk) -> None:
    assert "saw_hatch" not in desk.rehearsal.state.true_flags
    desk.workshop._do(Flag("saw_hatch"))
    assert "saw_hatch" in desk.rehearsal.state.true_flags
    desk.workshop._do(Flag("saw_hatch"))
    assert "saw_hatch" not in desk.rehearsal.state.true_flags


def test_f1_lists_the_keys_over_the_picture(desk: Desk) -> None:
    before = desk.shown()
    desk.key("f1")
    assert differs(before, desk.shown()) > 10.0
    desk.key("escape")
    assert differs(before, desk.shown()) < 2.0


# --- saves -------------------------------------------------------------------------------------------


def test_a_save_appears_at_the_same_place_with_the_same_view(desk: Desk) -> None:
    desk.drag((330.0, 200.0), (380.0, 210.0))
    desk.workshop._changed(desk.rehearsal.jump_to_line("fd-008").change)
    desk.rehearsal.step_frame(20)
    desk.rehearsal.pause()
    desk.frames(3)
    before, orbit, standing = desk.shown(), desk.bench.picture.orbit("diorama"), desk.rehearsal.standing()
    beat = desk.rehearsal.state.beat
    old = "By day it has to stay folded up against the wall."
    assert old in desk.written
    desk.save(desk.written.replace(old, "OTHER WORDS STAND HERE NOW, AND THEY ARE SEEN."))
    desk.until(lambda: differs(before, desk.shown()) > 1.0, "the save does not appear")
    now = desk.rehearsal.standing()
    assert (desk.rehearsal.state.beat, now.line.id) == (beat, "fd-008")  # type: ignore[union-attr]
    assert now.line_offset / now.line_seconds == pytest.approx(
        standing.line_offset / standing.line_seconds, abs=0.02
    )
    assert desk.bench.picture.orbit("diorama") == orbit
    top = before.shape[0] // 2
    assert differs(before[:top], desk.shown()[:top]) < 2.0, "only the caption has changed"


def test_a_broken_save_keeps_the_last_good_picture_and_a_click_opens_the_editor(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[object, ...]] = []
    monkeypatch.setattr(desk.workshop._editor, "open_at", lambda *at: opened.append(at) or "opened")
    before, beat = desk.shown(), desk.rehearsal.state.beat
    desk.save(desk.written.replace("look_at: bunk", "look_at: bnuk", 1))
    desk.until(lambda: desk.workshop._broken is not None, "the problem does not appear")
    desk.frames(3)
    after = desk.shown()
    assert differs(before, after) > 5.0, "the problem is laid over it"
    bottom = int(0.9 * before.shape[0])
    assert differs(before[bottom:], after[bottom:]) < 1.0, "what is not under it is as it was"
    assert desk.rehearsal.state.beat == beat
    line = next(n for n, text in enumerate(desk.file.read_text("utf-8").split("\n"), 1) if "bnuk" in text)
    for y in range(40, 120, 10):
        if not opened:
            desk.click(0.3 * before.shape[1], float(y))
    assert opened == [(desk.file, line, opened[0][2])]
    desk.key("e")
    assert opened[1][:2] == (desk.file, line)


def test_an_editor_that_cannot_be_opened_is_said_and_nothing_else_happens(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise MachineError("no editor is here", "Set EDITOR.")

    monkeypatch.setattr(desk.workshop._editor, "open_at", fail)
    desk.key("e")
    assert "Set EDITOR." in desk.workshop._notice


@pytest.mark.skipif(sys.platform == "win32", reason="a script of sh")
def test_an_editor_that_comes_to_nothing_is_said_in_the_panels_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\nexit 4\n", "utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(desk.workshop._editor, "texts", Interface("uk", "preview"))
    desk.key("e")
    desk.until(
        lambda: "xdg-open одразу завершилася (код 4)" in desk.workshop._view(time.monotonic()).notice,
        "nobody says that nothing was opened",
    )


def test_a_folder_that_goes_and_comes_back(desk: Desk) -> None:
    away = desk.file.parent.with_name("away")
    desk.file.parent.rename(away)
    desk.until(lambda: desk.workshop._broken is not None, "nobody notices that the folder is gone")
    desk.frames(3)
    away.rename(desk.file.parent)
    desk.until(lambda: desk.workshop._broken is None, "nobody notices that it is back")


# --- beginnings --------------------------------------------------------------------------------------


@pytest.fixture
def broken(home: Path, root: Path) -> Iterator[Desk]:
    folder = home / "зламана"
    shutil.copytree(root / "scenes" / "fifteen-days", folder, dirs_exist_ok=True)
    file = folder / "scene.yaml"
    file.write_text(file.read_text("utf-8").replace("beats:", "beets:", 1), "utf-8")
    yield from sit(folder, lang="uk")


def test_a_scene_that_is_broken_from_the_start_is_waited_for(broken: Desk) -> None:
    broken.frames(3)
    assert broken.workshop.rehearsal is None
    assert broken.shown().std() > 3.0, "the problem is shown"
    ground = np.round(255 * np.array(look.GROUND[:3]))
    assert np.abs(broken.shown()[-3, 3] - ground).max() <= 2, "no black hole where the picture will be"
    broken.key("space", "e")
    broken.click(300.0, 600.0)
    broken.save(broken.written.replace("beets:", "beats:", 1))
    broken.until(lambda: broken.workshop.rehearsal is not None, "the mended scene does not come")
    broken.frames(3)
    assert broken.shown().std() > 30.0


def test_a_beat_that_is_not_there_names_what_is_meant(desk: Desk) -> None:
    with pytest.raises(UsageError, match='"bunc"') as refused:
        refuse_place(desk.rehearsal.scene, "bunc")
    assert 'Did you mean "bunk"?' in refused.value.advice
    refuse_place(desk.rehearsal.scene, "fd-008")
