"""Every example of docs/scene-language.md is read as it stands there: who copies one gets no problem."""

import re
import textwrap
from pathlib import Path

import pytest

from prisonersvoice_ar.documents import Content, load_scene

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "scene-language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml (scene|head|beats?)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
WHOLE = next(text for kind, text in BLOCKS if kind == "scene")
# sounds of the examples are those that ship; what is missing is no mistake of the language
SILENT = {"no-voices", "missing-voice"}


def _scene(kind: str, block: str) -> str:
    head, beats = WHOLE.split("beats:\n")
    rest = beats[beats.index("  - id: rest") :]
    if kind == "scene":
        return block
    if kind == "head":
        return f"{head}{textwrap.dedent(block)}\nbeats:\n{beats}"
    return f"{head}beats:\n{block}\n{rest}"


def test_the_guide_has_examples_of_each_kind() -> None:
    assert {kind for kind, _ in BLOCKS} == {"scene", "head", "beat", "beats"}
    assert len(BLOCKS) >= 8


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_an_example_is_a_scene_without_a_problem(number: int, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    file = tmp_path / "small" / "scene.yaml"
    file.write_text(_scene(*BLOCKS[number]), encoding="utf-8")
    loaded = load_scene(file, Content.at(ROOT))
    said = [
        f"{problem.code}:{problem.place.line}" for problem in loaded.problems if problem.code not in SILENT
    ]
    # a report that an example has no line to cite for is still one that another example cites
    assert [problem for problem in said if not problem.startswith("unused-source")] == []
    assert loaded.value is not None
