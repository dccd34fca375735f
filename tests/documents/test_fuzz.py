"""Whatever the bytes: loading gives problems with places and a way to say them, and never raises."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.script.problem import Problem
from prisonersvoice_ar.documents import Content, Loaded, load_campaign, load_scene, load_targets, render
from prisonersvoice_ar.documents.lens import read_lens

CORPUS = Path(__file__).resolve().parent.parent / "scenes"
SEEDS = [path.read_bytes() for path in sorted(CORPUS.glob("*/*.yaml"))]
TEXTS = [seed.decode("utf-8", errors="replace") for seed in SEEDS]
PIECES = [
    *"\t:#&*!|>'\"%@`{}[],-?\\ \n\x85\u00a0\u2028\ufeff~",
    "no",
    "null",
    "1:30",
    "---\n",
    "<<",
    "'",
    "- ",
    "9" * 400,
    "1e999",
    ".nan",
    "-0",
    "x-001",
    "arrive",
    "actions",
    "я",
    "😀",
]

relaxed = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def scratch(content: Content) -> Path:
    folder = content.scenes / "fuzz"
    folder.mkdir()
    return folder / "scene.yaml"


def check_all(path: Path, content: Content) -> None:
    for loaded in (load_scene(path, content), load_targets(path), load_campaign(path), read_lens(path)):
        check(loaded)


def check(loaded: Loaded[object]) -> None:
    assert (loaded.value is None) == bool(loaded.errors)
    for problem in loaded.problems:
        check_place(problem, loaded.texts.get(problem.place.file, ""))
    for lang in ("en", "uk"):
        text = render(loaded.problems, lang, loaded.texts.get)
        assert text.count("-->") >= min(100, len(loaded.problems))


def check_place(problem: Problem, text: str) -> None:
    place = problem.place
    assert problem.message
    assert "\n" not in problem.message + problem.label + problem.advice
    assert place.line >= 1
    assert place.column >= 1
    assert place.line <= max(1, len(text) + 1)
    if place.end_line is not None and place.end_column is not None:
        assert (place.line, place.column) <= (place.end_line, place.end_column)


@relaxed
@given(raw=st.binary(max_size=300))
@example(raw=b"\xff\xfe\x00")
@example(raw=b"? \n: ")
@example(raw=b"[" * 3000)
@example(raw=b"{a: " * 2000)
@example(raw=b"- " * 3000)
@example(raw=b"!!binary |\n x")
@example(raw=b"%YAML 9.9\n---\na")
@example(raw=b"%TAG ! tag:x,2000:\n---\n!a b")
@example(raw=b"a: &x\n  *x : b")
@example(raw=b"format: 1\ntargets: {1: 2}")
def test_any_bytes(raw: bytes, scratch: Path, content: Content) -> None:
    scratch.write_bytes(raw)
    check_all(scratch, content)


@relaxed
@given(text=st.text(max_size=200))
def test_any_text(text: str, scratch: Path, content: Content) -> None:
    scratch.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    check_all(scratch, content)


@relaxed
@given(data=st.data())
def test_a_file_with_slips(data: st.DataObject, scratch: Path, content: Content) -> None:
    """A file of the corpus with one to four pieces cut out, put in or doubled."""
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        piece = data.draw(st.sampled_from([*PIECES, text[start : start + length] * 2]))
        text = text[:start] + piece + text[start + length :]
    scratch.write_text(text, encoding="utf-8", errors="replace")
    check_all(scratch, content)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["arrive", "rest", "actions", "x-001", "target-seen", "1.5s", "40cm", "slit"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "say", "then", "go", "when", "until", "any", "after", "light", "uk", "text"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@relaxed
@given(data=st.data())
def test_a_well_written_file_of_the_wrong_shape(data: st.DataObject, scratch: Path, content: Content) -> None:
    """A good document in which one value has become another of any kind, written as JSON (which is YAML)."""
    import json

    import yaml

    name = data.draw(st.sampled_from(["small", "all-triggers", "all-cues", "markers-two", "actions-two"]))
    document = yaml.safe_load((CORPUS / "valid" / f"{name}.yaml").read_text(encoding="utf-8"))
    paths = list(_paths(document, ()))
    *way, last = data.draw(st.sampled_from(paths))
    inside = document
    for step in way:
        inside = inside[step]
    inside[last] = data.draw(VALUES)
    scratch.write_text(
        json.dumps(document, ensure_ascii=False, default=str), encoding="utf-8", errors="replace"
    )
    check_all(scratch, content)


def _paths(value: object, path: tuple[object, ...]) -> object:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _paths(inner, (*path, key))
