"""File names to lines: all the usual ways, and nothing guessed."""

from pathlib import PurePath

import pytest

from prisonersvoice_ar.authoring.voices.matching import Choice, Names, choose
from prisonersvoice_ar.authoring.voices.remarks import words_of

NAMES = Names([*(f"fd-{number:03d}" for number in range(1, 35)), "gb-1", "gb-1-2"], ("uk", "en"))


@pytest.mark.parametrize(
    ("path", "line", "language", "take"),
    [
        ("uk/fd-001.flac", "fd-001", "uk", 1),
        ("uk/FD_001_take3.wav", "fd-001", "uk", 3),
        ("en/fd001 (2).wav", "fd-001", "en", 2),
        ("en/fd 1.wav", "fd-001", "en", 1),
        ("uk/fd-001 - Copy (3).wav", "fd-001", "uk", 3),
        ("uk/fd-001_2.wav", "fd-001", "uk", 2),
        ("uk/fd-001-t04.wav", "fd-001", "uk", 4),
        ("ua/Оповідач_FD-012_дубль 2.mp3", "fd-012", "uk", 2),
        ("take2_fd-003_en.wav", "fd-003", "en", 2),
        ("day one/English/fd-003.wav", "fd-003", "en", 1),
        ("uk/2026-11-28 fd-003.wav", "fd-003", "uk", 1),
        ("uk/fd-003 48k 24bit.wav", "fd-003", "uk", 1),
        ("uk/gb-1-2.wav", "gb-1-2", "uk", 1),  # its own name, though it could be take 2 of gb-1
    ],
)
def test_the_usual_ways(path: str, line: str, language: str, take: int) -> None:
    named = NAMES.read(PurePath(path))
    assert (named.line, named.language, named.take, named.why_not) == (line, language, take, None)


@pytest.mark.parametrize(
    ("path", "asked", "why"),
    [
        ("uk/room tone.wav", "", "no line of this scene"),
        ("uk/001.wav", "", "no line of this scene"),
        ("uk/xfd-001.wav", "", "no line of this scene"),
        ("uk/fd-0011.wav", "", "no line of this scene"),
        ("uk/fd-001b.wav", "", "no line of this scene"),
        ("uk/fd-099.wav", "", "no line of this scene"),
        ("uk/fd-001_fd-002.wav", "", "several lines: fd-001, fd-002"),
        ("uk/gb-1-2 new.wav", "", "several lines"),
        ("fd-001.wav", "", "language is not known"),
        ("en/fd-001-uk.wav", "", "several languages"),
    ],
)
def test_what_is_not_sure_is_told(path: str, asked: str, why: str) -> None:
    why_not = NAMES.read(PurePath(path), asked).why_not
    assert why_not is not None
    assert why in why_not.said(words_of("en"))


def test_another_language_than_was_asked_for_is_passed_over() -> None:
    assert NAMES.read(PurePath("en/fd-001.wav"), "uk").unasked
    assert not NAMES.read(PurePath("uk/fd-001.wav"), "uk").unasked


def test_a_language_that_was_asked_for_or_is_the_only_one() -> None:
    assert NAMES.read(PurePath("fd-001.wav"), "en").language == "en"
    assert Names(["fd-001"], ("uk",)).read(PurePath("fd-001.wav")).language == "uk"


def chosen(*paths: str, takes: dict[str, int] | None = None, alike: bool = False) -> Choice:
    named = [NAMES.read(PurePath(f"uk/{path}")) for path in paths]
    (choice,) = choose(named, takes or {}, lambda one, other: alike or one == other)
    return choice


@pytest.mark.parametrize(
    ("paths", "takes", "taken"),
    [
        (("fd-001.wav", "fd-001 (2).wav", "fd-001_take10.wav"), {}, "fd-001_take10.wav"),
        (("fd-001_t1 best.wav", "fd-001_t2.wav"), {}, "fd-001_t1 best.wav"),
        (("fd-001_t1.wav", "fd-001_t2 NG.wav"), {}, "fd-001_t1.wav"),
        (("fd-001_t1.wav", "fd-001_t2 best.wav"), {"fd-001": 1}, "fd-001_t1.wav"),
    ],
)
def test_the_best_take(paths: tuple[str, ...], takes: dict[str, int], taken: str) -> None:
    choice = chosen(*paths, takes=takes)
    assert choice.taken is not None
    assert choice.taken.path.name == taken
    assert {one.path.name for one in choice.left} == set(paths) - {taken}


@pytest.mark.parametrize(
    ("paths", "takes", "why"),
    [
        (("fd-001_t2.wav", "fd-001_t2.flac"), {}, "which is meant"),
        (("fd-001_t1 best.wav", "fd-001_t2 best.wav"), {}, "which is meant"),
        (("fd-001.wav",), {"fd-001": 3}, "no take 3"),
        (("fd-001 bad.wav",), {}, "marked as bad"),
    ],
)
def test_no_take_is_guessed(paths: tuple[str, ...], takes: dict[str, int], why: str) -> None:
    choice = chosen(*paths, takes=takes)
    assert choice.taken is None
    assert why in choice.why.said(words_of("en"))


def test_copies_of_one_recording_are_one() -> None:
    assert chosen("fd-001.wav", "FD001.wav", alike=True).taken is not None
