"""What loading and checking may bring into a process, shown in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def modules_after(code: str) -> set[str]:
    """Return the top-level modules that ``code`` leaves loaded in a fresh process."""
    script = (
        f"{code}\nimport sys, json\nprint(json.dumps(sorted(name.split('.')[0] for name in sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_documents_loads_neither_yaml_nor_pydantic() -> None:
    loaded = modules_after("import prisonersvoice_ar.documents")
    assert loaded.isdisjoint({"yaml", "pydantic", "cv2", "panda3d"})


def test_check_loads_no_engine() -> None:
    loaded = modules_after(
        "from pathlib import Path\n"
        "from prisonersvoice_ar.authoring.check import check\n"
        "from prisonersvoice_ar.documents import Content\n"
        "check([], Content.at(Path('.')))"
    )
    assert "pydantic" in loaded
    assert loaded.isdisjoint({"cv2", "panda3d", "direct", "mediapipe", "av", "fluent"})


def test_a_good_file_loads_without_the_words_for_bad_ones() -> None:
    """The Ukrainian catalogue and the explanations of syntax errors cost start-up time only where needed."""
    code = (
        "from pathlib import Path\n"
        "from prisonersvoice_ar.documents import Content, load_scene\n"
        "assert load_scene(Path('tests/scenes/valid/small.yaml'), Content.at(Path('.'))).texts\n"
        "import sys\n"
        "assert 'prisonersvoice_ar.documents.catalogue.ukrainian' not in sys.modules\n"
        "assert 'prisonersvoice_ar.documents.yaml.explaining' not in sys.modules"
    )
    assert "yaml" in modules_after(code)
