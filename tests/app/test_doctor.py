"""The doctor's list: what is needed, by name and version, whatever is missing."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from prisonersvoice_ar.app.commands import doctor
from prisonersvoice_ar.app.requirements import applies, needs, within
from prisonersvoice_ar.core.packages import PACKAGES, install_command

ROOT = Path(__file__).resolve().parents[2]
BROKEN = """
import sys
sys.path.insert(0, {root!r})
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}")
sys.meta_path.insert(0, Missing())
from prisonersvoice_ar.app import main
sys.exit(main(["doctor", "--json"]))
"""


@pytest.mark.parametrize(
    ("installed", "bounds", "fits"),
    [
        ("1.10.16", ">=1.10.16,<1.11", True),
        ("1.9.99", ">=1.10.16,<1.11", False),
        ("1.11", ">=1.10.16,<1.11", False),
        ("1.11.0", "<1.11", False),
        ("2.0", ">=2.0.0", True),
        ("2.14.3rc1", ">=2.12, <3", True),
        ("2.3.1", "~=2.2", True),
        ("3.0", "~=2.2", False),
        ("2.3.1", "==2.3.1", True),
        ("2.3.1", "!=2.3.1", False),
        ("0.1", "", True),
    ],
)
def test_versions_are_compared_as_numbers(installed: str, bounds: str, fits: bool) -> None:
    assert within(installed, bounds) is fits


def test_markers_hold_or_not() -> None:
    assert applies(f"sys_platform == '{sys.platform}' and python_version >= '3.9'", None)
    assert not applies("sys_platform == 'nowhere'", None)
    assert applies("(sys_platform == 'nowhere') or (extra == 'film')", "film")
    assert not applies("extra == 'film'", "dev")


def test_every_need_of_the_project_is_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    written = [*project["dependencies"], *project["optional-dependencies"]["film"]]
    # builders write names as PEP 503 has them: fluent.runtime becomes fluent-runtime
    looked_for = {need.name.replace(".", "-") for need in needs("film")}
    assert {line.split(">=")[0].replace(".", "-") for line in written if ";" not in line} <= looked_for
    assert "pytest" not in looked_for
    assert all(need.satisfied for need in needs())


@pytest.mark.parametrize("names", [(), ("platformdirs", "numpy"), ("panda3d",)])
def test_a_missing_package_does_not_end_the_list(names: tuple[str, ...], tmp_path: Path) -> None:
    code = BROKEN.format(root=str(ROOT), names=names)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert "Traceback" not in done.stderr
    findings = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert findings["Python"]["ok"]
    assert done.returncode == (3 if names else 0), done.stdout
    assert bool(names) == any(
        not finding["ok"] and finding["needed"] and finding["mend"] for finding in findings.values()
    )


def test_a_missing_list_of_models_is_a_finding(tmp_path: Path) -> None:
    copy = tmp_path / "prisonersvoice_ar"
    shutil.copytree(
        ROOT / "prisonersvoice_ar", copy, ignore=shutil.ignore_patterns("__pycache__", "*.mp4", "*.task")
    )
    (copy / "models" / "README.md").unlink()
    code = BROKEN.format(root=str(tmp_path), names=())
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    findings = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert not findings["models"]["ok"]
    assert done.returncode == 3  # there is no content either


@pytest.mark.parametrize("compiled", [True, False])
def test_whether_the_kernel_or_numpy_serves_is_said(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prisonersvoice_ar.perception.markers.native.available", lambda: compiled)
    (said,) = doctor._kernel()
    assert said.ok is compiled
    assert ("numpy" in said.detail) is not compiled
    assert not said.needed


def test_one_command_installs_all_that_is_missing() -> None:
    every = install_command(PACKAGES)
    assert every.startswith("sudo apt-get install libgl1 ")
    assert len(set(every.split())) == len(every.split())
    assert install_command([]) == ""


def test_what_is_not_made_for_this_machine_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = [need for need in needs("film") if need.name != "mediapipe"]
    monkeypatch.setattr(doctor, "needs", lambda *_extras: elsewhere)
    said = {finding.what: finding for finding in doctor._packages()}
    assert not said["package mediapipe"].ok
    assert not said["package mediapipe"].needed
    assert "hands" in said["package mediapipe"].detail
    assert said["package numpy"].ok
