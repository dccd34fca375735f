"""A content of one's own under a folder with a space and Cyrillic letters: a scene, and voices of no length.

The scene is "Fifteen days" as it was in November 2026 (CC BY 4.0), so that a word mended in the one that ships is no
other test.
"""

import shutil
from pathlib import Path

from prisonersvoice_ar.documents import Content

ROOT = Path(__file__).resolve().parent.parent.parent


def own_content(root: Path) -> Content:
    """Copy what ships, but for its voices; a few are there by name."""
    content = Content.at(root / "мій вміст")
    for name in ("markers", "audio/effects", "audio/ambience"):
        shutil.copytree(ROOT / name, content.root / name, ignore=shutil.ignore_patterns(".history"))
    shutil.copy(ROOT / "actions.yaml", content.actions)
    scene_of(content).parent.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("fifteen-days.yaml"), scene_of(content))
    for language in ("uk", "en"):
        folder = content.audio / language
        folder.mkdir(parents=True)
        for line in ("fd-001", "fd-002"):
            (folder / f"{line}.opus").write_bytes(b"voice of " + line.encode())
        (folder / "voices.yaml").write_text(
            "synthetic: true\ngain_db: {fd-001: -2.0}\nlines:\n  fd-001:\n    file_hash: abc  # the first\n",
            "utf-8",
        )
    return content


def scene_of(content: Content) -> Path:
    """The scene's file."""
    return content.scenes / "fifteen-days" / "scene.yaml"


def add_line(content: Content, after: str, line: str) -> None:
    """Write a line of YAML into the scene, before the line called ``after``."""
    file = scene_of(content)
    text = file.read_text("utf-8")
    file.write_text(
        text.replace(f"      - id: {after}\n", f"      - {line}\n      - id: {after}\n", 1), "utf-8"
    )
