"""An author's desk for tests: a small campaign on disk, and editors that save as real ones do."""

import shutil
import time
from pathlib import Path

from prisonersvoice_ar.documents import Content

SCENE = """\
format: 1
id: small
title: {{uk: Мала сцена, en: A small scene}}
summary: {{uk: Коротко, en: In short}}
testimony:
  kind: composite
  sources:
    s1: {{title: A report, publisher: A group, year: 2021}}
notice: {{themes: [confinement], age: 14, minutes: 1}}
place: {{cell: punishment-cell, size_m: [2, 3, 2.5]}}
see: {{mode: diorama, target: card, else: [seated]}}
beats:
  - id: arrive
    begin: target-seen
    say: {{id: x-001, text: {{uk: "{text}", en: "{text}"}}, cites: [s1]}}
    then: rest
  - {{id: rest, rest: 20s, then: actions}}
"""
MARKERS = """\
format: 1
targets:
  card: {kind: marker, dictionary: DICT_4X4_50, size_mm: [60, 60], markers: [{id: 1, size_mm: 50, at_mm: [0, 0]}]}
"""


def written(text: str) -> str:
    """A scene whose only line says ``text``."""
    return SCENE.format(text=text)


def content_in(root: Path) -> Content:
    """A campaign with one scene, scenes/small, under ``root``."""
    for folder in ("scenes/small", "scenes/_shared", "audio/uk", "audio/en", "markers"):
        (root / folder).mkdir(parents=True)
    (root / "scenes" / "small" / "scene.yaml").write_text(written("one"), "utf-8")
    (root / "markers" / "markers.yaml").write_text(MARKERS, "utf-8")
    return Content.at(root)


def save_plain(path: Path, text: str) -> None:
    """Notepad, nano: truncated, then written."""
    path.write_text(text, "utf-8")


def save_slowly(path: Path, text: str) -> None:
    """A full disk, a network: the first half is there before the second."""
    raw = text.encode()
    with path.open("wb") as stream:
        stream.write(raw[: len(raw) // 2])
        stream.flush()
        time.sleep(0.06)
        stream.write(raw[len(raw) // 2 :])


def save_vim(path: Path, text: str) -> None:
    """Vim: tries whether it can write ("4913"), moves the old one aside, writes a new one, deletes the old."""
    probe = path.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = path.with_name(path.name + "~")
    path.replace(backup)
    path.write_text(text, "utf-8")
    backup.unlink()


def save_gedit(path: Path, text: str) -> None:
    """GLib's replace: a hidden new one, moved over the old."""
    beside = path.with_name(".goutputstream-K3X1Q2")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def save_jetbrains(path: Path, text: str) -> None:
    """Safe write: new one beside, old one aside, new one in place, old one away."""
    new, old = path.with_name(path.name + "___jb_tmp___"), path.with_name(path.name + "___jb_old___")
    new.write_text(text, "utf-8")
    path.replace(old)
    new.replace(path)
    old.unlink()


def save_emacs(path: Path, text: str) -> None:
    """Emacs: a lock, an auto-save file, a backup that is a copy."""
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("ann@desk.1234:5678")
    path.with_name(f"#{path.name}#").write_text(text, "utf-8")
    shutil.copy(path, path.with_name(path.name + "~"))
    path.write_text(text, "utf-8")
    path.with_name(f"#{path.name}#").unlink()
    lock.unlink()


def save_by_folder(path: Path, text: str) -> None:
    """A synchronised folder, or git: the whole folder goes and comes again."""
    aside = path.parent.with_name("aside")
    shutil.copytree(path.parent, aside)
    shutil.rmtree(path.parent)
    (aside / path.name).write_text(text, "utf-8")
    aside.replace(path.parent)


SAVES = {
    "plain": save_plain,
    "slowly": save_slowly,
    "vim": save_vim,
    "gedit": save_gedit,
    "jetbrains": save_jetbrains,
    "emacs": save_emacs,
    "folder": save_by_folder,
}
