"""Playing a scene: what is found, where, in which words; the same whoever plays it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.playing.columns import columns, width
from prisonersvoice_ar.authoring.playing.commanding import Request, play_scene
from prisonersvoice_ar.authoring.playing.findings import play_problems, walk_problems
from prisonersvoice_ar.authoring.playing.running import play_all
from prisonersvoice_ar.authoring.playing.saying import Said, clock
from prisonersvoice_ar.authoring.playing.tally import Tally, tally
from prisonersvoice_ar.authoring.playing.telling import as_json, one_visit, tell
from prisonersvoice_ar.core.script.model import After, Beat, Branch, Choice, Scene
from prisonersvoice_ar.core.story.play import play, prepare
from prisonersvoice_ar.core.story.visitlog import from_plain
from prisonersvoice_ar.core.story.walk import walk
from prisonersvoice_ar.documents import Content, Loaded, load_scene
from prisonersvoice_ar.documents.catalogue import said_in

ROOT = Path(__file__).resolve().parents[3]
BAD = """\
format: 1
id: яма
title: {uk: "Яма", en: "A pit"}
summary: {uk: "Сцена з пастками", en: "A scene with traps"}
testimony:
  kind: composite
  sources: {s1: {title: "T", publisher: "P", year: 2015}}
notice: {themes: [confinement], age: 14, minutes: 2}
place:
  cell: punishment-cell
  size_m: [2.0, 3.0, 2.5]
  objects: [{id: lamp, at_m: [0, 0, 2.3]}]
see: {mode: diorama, target: card-1, else: [seated]}
beats:
  - id: start
    begin: target-seen
    say: {id: b-001, text: {uk: "Раз.", en: "One."}, cites: [s1]}
    then: wait
  - id: wait
    until: {any: [{look_at: lamp, for: 1s}, {after: 6s}]}
    then: [{when: {looked_at: lamp}, go: hub}, {when: {flag: brave}, go: secret}, {go: again}]
  - id: again
    say: {id: b-002, text: {uk: "Ще раз.", en: "Once more."}}
    then: wait
  - id: secret
    say: [{id: b-003, text: {uk: "Таємниця.", en: "A secret."}}, {id: b-004, text: {uk: "Ще.", en: "More."}}]
    then: deeper
  - id: deeper
    say: {id: b-005, text: {uk: "Глибше.", en: "Deeper."}}
    set: {brave: true}
    then: hub
  - id: hub
    choice:
      - {id: down, text: {uk: "Униз", en: "Down"}, go: pit}
      - {id: out, text: {uk: "Назовні", en: "Out"}, go: rest}
    until: {after: 8s}
    then: rest
  - id: pit
    say: {id: b-006, text: {uk: "Яма.", en: "A pit."}}
    then: [{when: {flag: brave}, go: rest}, {go: pit-two}]
  - id: pit-two
    say: {id: b-007, text: {uk: "Яма два.", en: "Pit two."}}
    then: pit
  - id: rest
    say: {id: b-008, text: {uk: "Тихо.", en: "Quiet."}}
    rest: 10s
    then: actions
"""


def line_of(text: str) -> int:
    return BAD.splitlines().index(text) + 1


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Loaded[Scene]:
    root = tmp_path_factory.mktemp("мої сцени")
    shutil.copytree(ROOT / "markers", root / "markers", ignore=shutil.ignore_patterns("*.pdf"))
    (root / "scenes" / "яма").mkdir(parents=True)
    (root / "scenes" / "яма" / "scene.yaml").write_text(
        BAD.replace("id: яма", "id: pit-scene"), encoding="utf-8"
    )
    return load_scene(root / "scenes" / "яма", Content.at(root))


@pytest.fixture(scope="module")
def real() -> Scene:
    loaded = load_scene(ROOT / "scenes" / "fifteen-days", Content.at(ROOT))
    assert loaded.value is not None
    return loaded.value


def quietly(_number: int) -> None:
    pass


def value(loaded: Loaded[Scene]) -> Scene:
    assert loaded.value is not None, loaded.errors
    return loaded.value


# --- what is found ---------------------------------------------------------------------------------


def test_every_fault_is_found_once_at_its_beat(bad: Loaded[Scene]) -> None:
    scene = value(bad)
    problems = walk_problems(scene, walk(scene))
    assert [(one.code, one.place.line) for one in problems] == [
        ("never-reached", line_of("  - id: secret")),
        ("never-reached", line_of("  - id: deeper")),
        ("trap-closed", line_of("  - id: pit")),
        ("trap-idle", line_of("  - id: wait")),
    ]
    secret, deeper, pit, idle = problems
    assert "b-003, b-004" in secret.message
    assert '"brave"' in secret.label
    assert 'lead from "secret"' in deeper.label
    assert pit.label == "the way into it: start → wait (looks at “lamp”) → hub (chooses “down”) → pit"
    assert "wait → again → wait" in idle.message


def test_what_is_found_is_said_in_ukrainian(bad: Loaded[Scene]) -> None:
    scene = value(bad)
    said = [said_in("uk", one) for one in walk_problems(scene, walk(scene), "uk")]
    assert "прапорця «brave»" in said[0].label
    assert said[2].label == "шлях туди: start → wait (дивиться на «lamp») → hub (обирає «down») → pit"


def test_visits_that_a_trap_explains_are_no_fault_of_their_own(bad: Loaded[Scene]) -> None:
    scene = value(bad)
    found = walk(scene)
    counted = play_all(scene, 1, 60, quietly)
    assert counted.stuck
    assert play_problems(scene, found, counted, 1) == ()
    unexplained = replace(found, traps=())
    codes = {one.code for one in play_problems(scene, unexplained, counted, 1)}
    assert codes == {"visit-unended"}


def test_what_nobody_comes_to_is_shown_by_who_is_led_there(real: Scene) -> None:
    nobody = Tally(visits=3)
    problems = play_problems(real, walk(real), nobody, 1)
    assert {one.code for one in problems} == {"seldom-reached"}
    assert len(problems) == len(real.beats)
    hatch = next(one for one in problems if '"from-outside"' in one.message)
    assert "looks at “hatch”" in hatch.label


def test_what_no_clock_allows_is_an_error(real: Scene) -> None:
    """The walk knows no time: there is a choice, and a ten-millionth of a second to take it."""
    blink = Beat("blink", (Branch("end"),), choice=(Choice("c", {}, "lost"),), until=After(1e-7))
    beats = (blink, Beat("lost", (Branch("end"),)), Beat("end", (Branch("actions"),), rest=1.0))
    scene = replace(real, beats={one.id: one for one in beats}, first="blink")
    found = walk(scene)
    assert "lost" in found.reached
    assert [
        one.code for one in play_problems(scene, found, Tally(visits=9), 1) if '"lost"' in one.message
    ] == ["not-reached"]


def test_a_scene_that_is_too_large_is_said_to_be(real: Scene) -> None:
    (problem,) = walk_problems(real, walk(real, most=5))
    assert (problem.code, problem.severity.value) == ("walk-too-large", "warning")


# --- the same whoever plays it ---------------------------------------------------------------------


def test_processes_make_no_difference(real: Scene) -> None:
    assert play_all(real, 7, 120, quietly, workers=0) == play_all(real, 7, 120, quietly, workers=2)


def test_progress_is_told_to_the_last_visit(real: Scene) -> None:
    told: list[int] = []
    play_all(real, 1, 130, told.append)
    assert sum(told) == 130


def test_a_seed_is_a_crowd(real: Scene) -> None:
    game = prepare(real)
    one, other = (tally(play(game, seed, run) for run in range(40)) for seed in (1, 2))
    assert one != other
    assert one == tally(play(prepare(real), 1, run) for run in range(40))


def test_a_run_alone_is_the_run_among_many(real: Scene) -> None:
    game = prepare(real)
    many = [play(game, 3, run) for run in range(12)]
    log, outcome = one_visit(real, 3, 11)
    assert outcome == many[11]
    assert from_plain(json.loads(as_json(log))) == log


# --- words -----------------------------------------------------------------------------------------


def test_the_report_of_a_sound_scene(real: Scene) -> None:
    code, text = play_scene(real, {}, Request(300, 1), quietly, "replay {}".format)
    assert code == 0
    assert text.startswith("fifteen-days: 300 random visits, seed 1\n")
    assert "It proves that every beat can be reached" in text
    assert "Nothing to mend." in text
    assert "replay 1:" in text
    for beat in real.beats:
        assert f"\n  {beat} " in text


def test_the_report_of_a_bad_scene_ends_with_what_to_do(bad: Loaded[Scene]) -> None:
    code, text = play_scene(value(bad), bad.texts, Request(60, 1, lang="uk"), quietly)
    assert code == 1
    assert "помилка[trap-closed]" in text
    assert "  - id: pit" in text, "the snippet"
    assert "Далі: виправте першу проблему" in text


def test_json_holds_the_same_facts(bad: Loaded[Scene]) -> None:
    code, text = play_scene(value(bad), bad.texts, Request(60, 1, form="json"), quietly)
    facts = json.loads(text)
    assert code == 1
    assert facts["runs"] == 60
    assert facts["walk"]["unreached"] == ["secret", "deeper"]
    assert facts["walk"]["traps"][0]["way"][1] == {"beat": "wait", "does": ["looks at “lamp”"]}
    assert sum(one["visits"] for one in facts["unended"]) + facts["visits"]["all"]["visits"] == 60
    assert [one["code"] for one in facts["problems"]][:2] == ["never-reached", "never-reached"]
    assert {one["id"]: one["visits"] for one in facts["beats"]}["secret"] == 0


def test_without_visits_the_walk_alone_is_told(real: Scene) -> None:
    code, text = play_scene(real, {}, Request(0, 1), quietly)
    assert code == 0
    assert "How long" not in text
    assert "It proves" in text
    assert text.startswith(f"{real.id}: the walk alone"), "and no visits are said to have been"
    assert text == text.strip()


def test_one_visit_is_told_to_its_end(real: Scene) -> None:
    log, outcome = one_visit(real, 1, 0)
    lines = list(tell(real, log, outcome, "en"))
    assert lines[-1].endswith("the story is over: what can be done")
    assert [line.split()[-1] for line in lines if line.split()[-1:] == ["rest"]] == ["rest"]
    told = [line for line in lines if "says" in line]
    assert len(told) == sum(len(real.beats[beat].say) for beat in outcome.entered)


def test_a_visit_without_an_end_is_told_in_a_few_turns(bad: Loaded[Scene]) -> None:
    scene = value(bad)
    counted = play_all(scene, 1, 60, quietly)
    log, outcome = one_visit(scene, 1, next(iter(counted.stuck.values())).run)
    lines = list(tell(scene, log, outcome, "en"))
    assert lines[-2].strip() == "… and so on, again and again"
    assert len(lines) < 100


def test_columns_stand_under_each_other_in_any_script() -> None:
    rows = columns([("є́а", "1", "x"), ("ab", "100", "y")], "lrl")
    assert [width(row[: row.index(end)]) for row, end in zip(rows, "xy", strict=True)] == [13, 13]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 9, "–"),
        (9, 9, "100 %"),
        (1, 2, "50 %"),
        (9999, 10000, "99.9 %"),
        (1, 90, "1.1 %"),
        (1, 9999, "< 0.1 %"),
    ],
)
def test_shares(part: int, whole: int, words: str) -> None:
    assert Said("en").share(part, whole) == words


@pytest.mark.parametrize(("seconds", "words"), [(0.0, "0:00"), (187.4, "3:07"), (3750.0, "1:02:30")])
def test_lengths(seconds: float, words: str) -> None:
    assert clock(seconds) == words
