"""The set-up scripts notice a changed lock; every link in the documents leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import rules

MODULE = "prisonersvoice_ar.app.locked"


def locked(root: Path, *words: object) -> int:
    # -S: no installed package is there when it is run for the first time
    command = [sys.executable, "-S", "-m", MODULE, *map(str, words)]
    return subprocess.run(command, cwd=root, check=False).returncode


def test_a_stamp_is_stale_once_the_lock_has_changed(root: Path, tmp_path: Path) -> None:
    stamp, lock = tmp_path / ".ready", tmp_path / "requirements.lock"
    lock.write_bytes(b"numpy==2.0\nsegno==1.6\n")
    assert locked(root, stamp, lock) == 1
    stamp.touch()  # what an older set-up left
    assert locked(root, stamp, lock) == 1
    assert locked(root, "--write", stamp, lock) == 0
    assert locked(root, stamp, lock) == 0
    lock.write_bytes(b"numpy==2.0\r\nsegno==1.6\r\n")
    assert locked(root, stamp, lock) == 0
    lock.write_bytes(b"numpy==2.1\nsegno==1.6\n")
    assert locked(root, stamp, lock) == 1


@pytest.mark.parametrize(
    ("script", "lock"), [("run.bat", "requirements.lock"), ("test.bat", "requirements-dev.lock")]
)
def test_a_script_compares_and_writes_the_stamp_of_the_lock_it_installs(
    script: str, lock: str, root: Path
) -> None:
    lines = (root / script).read_text("utf-8").splitlines()
    asks = [line for line in lines if f"-m {MODULE} .venv" in line]
    writes = [line for line in lines if f"-m {MODULE} --write .venv" in line]
    assert len(asks) == len(writes) == 1
    assert all(lock in line for line in (*asks, *writes))
    assert any("-m pip install" in line and f"-r {lock}" in line for line in lines)


def links(text: str) -> list[str]:
    """Relative links of a Markdown text, with their line; code is left aside."""
    text = re.sub(r"```.*?```|`[^`\n]*`", lambda code: "\n" * code[0].count("\n"), text, flags=re.DOTALL)
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        targets = re.findall(r"\]\(<?([^)>\s]+)", line) + re.findall(r"^\s*\[[^]]+\]:\s*(\S+)", line)
        targets += re.findall(r"""(?:src|href)=["']([^"']+)""", line)
        found += [f"{number}: {one}" for one in targets if not re.match(r"[a-z]+:|#|//", one)]
    return found


def test_every_relative_link_leads_to_a_file(root: Path) -> None:
    documents = list(rules.files(root, ".md"))
    assert any(document.name == "README.md" for document in documents)
    dead = []
    looked_at = 0
    for document in documents:
        for link in links(document.read_text("utf-8")):
            looked_at += 1
            target = link.partition(": ")[2].partition("#")[0]
            if not (document.parent / target).exists():
                dead.append(f"{document.relative_to(root)}:{link}")
    assert looked_at > 0
    assert dead == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see [this](docs/a.md#part), ![that](<b.png>)", ["1: docs/a.md#part", "1: b.png"]),
        ('<img src="c.png">\n[d]: e.md', ["1: c.png", "2: e.md"]),
        ("[x](https://prisonersvoice.app) [y](#here) [z](mailto:a@b)", []),
        ("`[not](a.link)`\n```\n[nor](this.one)\n```\n[but](it.md)", ["5: it.md"]),
    ],
)
def test_links_are_found(text: str, found: list[str]) -> None:
    assert links(text) == found
