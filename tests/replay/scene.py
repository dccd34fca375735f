"""The scene that ships, and whether what was shown is what stands in it."""

from functools import cache
from itertools import pairwise
from typing import Any

from prisonersvoice_ar.documents import Content, load_scene
from tests.app.program import ROOT


@cache
def scene() -> Any:
    found = load_scene(ROOT / "scenes" / "fifteen-days", Content.at(ROOT))
    assert found.value is not None
    return found.value


def assert_captions(told: dict[str, Any], lang: str, least: int) -> None:
    """Captions follow the scene, and say what stands in it."""
    wanted = [(line.id, line.text[lang]) for beat in scene().beats.values() for line in beat.say]
    shown: dict[str, str] = {}
    for caption in told["captions"]:
        shown[caption["line"]] = f"{shown.get(caption['line'], '')} {caption['text']}".strip()
    assert len(shown) >= least
    order = [line for line, _ in wanted]
    assert list(shown) == order[: len(shown)]
    for index, (line, text) in enumerate(shown.items()):
        whole = " ".join(wanted[index][1].split())
        # the last may have been cut by the film's end
        assert " ".join(text.split()) == whole or (index == len(shown) - 1 and whole.startswith(text)), line
    times = [(caption["start_s"], caption["end_s"]) for caption in told["captions"]]
    assert all(a <= b for a, b in times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))
