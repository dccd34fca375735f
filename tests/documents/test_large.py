"""A file near the cap costs time in proportion: counted in steps, not timed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prisonersvoice_ar.documents import Content, load_scene

HEAD = (Path(__file__).resolve().parent.parent / "scenes" / "valid" / "small.yaml").read_text(
    encoding="utf-8"
).split("beats:")[0] + "beats:\n"


def chain(count: int) -> str:
    beats = "".join(f"  - {{id: b{i}, then: b{i + 1}}}\n" for i in range(count))
    return f"{HEAD}{beats}  - {{id: b{count}, then: actions}}\n"


def unknown(count: int) -> str:
    return HEAD + "".join(f"  - {{id: b{i}, rest: 1s, then: zz{i}}}\n" for i in range(count))


def wrong(count: int) -> str:
    return HEAD + "".join(f"  - {{id: b{i}, rst: 1s, then: b{i}}}\n" for i in range(count))


def aliases(count: int) -> str:
    return "a: [" + "*a, " * count + "]\n"


def steps_of(path: Path, content: Content) -> int:
    """Count calls of Python functions while ``path`` is loaded: the same on every machine."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        load_scene(path, content)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("make", [chain, unknown, wrong, aliases])
def test_twice_the_file_is_twice_the_work(
    make: Callable[[int], str], content: Content, tmp_path: Path
) -> None:
    path = tmp_path / "large.yaml"
    counted = []
    for count in (300, 600, 1200):
        path.write_text(make(count), encoding="utf-8")
        counted.append(steps_of(path, content))
    assert counted[2] - counted[1] < 2.5 * (counted[1] - counted[0])
