"""Whose a line's id is: voices lie in one folder for all scenes, each called by a line's id."""

import re
from functools import cached_property
from pathlib import Path

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.authoring.scenery import lines_of
from prisonersvoice_ar.core.script.model import Line, Scene
from prisonersvoice_ar.documents.advice import listed
from prisonersvoice_ar.documents.content import Content, shown_path
from prisonersvoice_ar.documents.disk import begun, entries, is_file
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.manifest import MANIFEST, read_manifest
from prisonersvoice_ar.documents.lower.spots import SHARED
from prisonersvoice_ar.documents.scenes import SCENE_FILE
from prisonersvoice_ar.documents.yaml import read_sheet
from prisonersvoice_ar.documents.yaml.reading import LARGEST

_WORD = re.compile(r"\bid[\"']?\s*:\s*[\"']?([a-z0-9_-]+)")
_TITLE = re.compile(r"^id\s*:\s*[\"']?([a-z0-9_-]+)", re.MULTILINE)
_NUMBERED = re.compile(r"(.+[-_])[0-9]+\Z")
_MOST_LINES = 6


def taken_lines(scene: Scene, content: Content, owners: "Owners | None" = None) -> dict[str, str]:
    """Return each line of ``scene`` whose id is another's → whose: a scene's folder, or "_shared/NAME.yaml".

    A line of a shared file belongs to every scene that includes it. Raises nothing; a file that cannot be read has no lines.
    """
    owners = owners or Owners(content)
    files = {shown_path(Path(file), content.root): Path(file).resolve() for file in scene.files}
    found = {}
    for beat in scene.beats.values():
        for line in beat.say:
            owner = owners.owner(line, files, scene.id)
            if owner:
                found[line.id] = owner
    return found


class Owners:
    """Every line that some scene or shared file of a content has, read when asked for."""

    def __init__(self, content: Content) -> None:
        """Look into ``content`` when asked."""
        self.content = content
        self._lines: dict[Path, frozenset[str]] = {}

    def owner(self, line: Line, files: dict[str, Path], scene: str) -> str:
        """Return who else owns ``line`` of the scene called ``scene``, written in ``files`` (resolved); nothing where it is its own."""
        own = files.get(line.place.file) if line.place else None
        mine = files.values()
        others = [path for path in self._named.get(line.id, ()) if path not in mine]
        others = [path for path in others if line.id in self._lines_in(path)]
        if own not in self._texts:  # a copy that lies elsewhere is the scene itself
            others = [path for path in others if self._ids.get(path) != scene]
        if own is None or not others:
            return ""
        voiced = self._voiced.get(line.id, frozenset())
        first = min((own, *others), key=lambda path: self._rank(path, line.id, voiced))
        return "" if first == own else _called(first)

    def _rank(self, path: Path, line: str, voiced: frozenset[str]) -> tuple[object, ...]:
        """Who has voices comes first, then what several scenes share, then whose letters the id begins with."""
        name = self._ids.get(path, "")
        initials = "".join(word[0] for word in re.split("[-_]+", path.parent.name) if word)
        return (
            name not in voiced,
            path.parent.name != SHARED,
            name != path.parent.name,
            not re.match(rf"{re.escape(initials)}[-_]?[0-9]", line),
            path.as_posix(),
        )

    def begins(self, letters: str) -> bool:
        """Whether something is called so already: an id that begins with ``letters``."""
        return any(word.startswith(letters) for word in self._named)

    @cached_property
    def _texts(self) -> dict[Path, str]:
        scenes = self.content.scenes
        files = [folder / SCENE_FILE for folder in entries(scenes) if not folder.name.startswith((".", "_"))]
        files += [path for path in entries(scenes / SHARED) if path.suffix == ".yaml"]
        return {path.resolve(): begun(path, LARGEST) for path in files if is_file(path)}

    @cached_property
    def _ids(self) -> dict[Path, str]:
        return {path: found[1] for path, text in self._texts.items() if (found := _TITLE.search(text))}

    @cached_property
    def _named(self) -> dict[str, list[Path]]:
        """Word → the files in which it is the id of something; whether of a line, ``_lines_in`` tells."""
        found: dict[str, list[Path]] = {}
        for path, text in self._texts.items():
            for word in dict.fromkeys(_WORD.findall(text)):
                found.setdefault(word, []).append(path)
        return found

    def _lines_in(self, path: Path) -> frozenset[str]:
        if path not in self._lines:
            sheet = read_sheet(path, str(path), Findings())
            every = lines_of(sheet.data) if sheet is not None else ()
            self._lines[path] = frozenset(str(line.get("id")) for _, line in every)
        return self._lines[path]

    @cached_property
    def _voiced(self) -> dict[str, frozenset[str]]:
        """Line → the scenes for which it was spoken, by each voices.yaml."""
        found: dict[str, frozenset[str]] = {}
        for folder in entries(self.content.audio):
            if is_file(folder / MANIFEST):
                for name, spoken in (
                    read_manifest(folder, self.content.root, Findings()).lines or {}
                ).items():
                    if spoken.scene:
                        found[name] = found.get(name, frozenset()) | {spoken.scene}
        return found


def check_owners(case: Case, owners: Owners) -> None:
    """Complain of lines whose ids are another scene's, once for each."""
    taken = taken_lines(case.scene, owners.content, owners)
    whose: dict[str, list[Line]] = {}
    for _, line in case.lines():
        if line.id in taken:
            whose.setdefault(taken[line.id], []).append(line)
    for owner, lines in whose.items():
        case.findings.add(
            "line-of-other",
            case.at(lines[0]),
            lines=listed((line.id for line in lines), _MOST_LINES),
            owner=owner,
            scene=case.path.parent.name,
            line=lines[0].id,
            **_other_letters(lines, case.path.parent.name, owners),
        )


def _other_letters(lines: list[Line], name: str, owners: Owners) -> dict[str, str]:
    """What the ids begin with, and what they may begin with instead; nothing for a single line, which is renamed."""
    prefixes = {found[1] for line in lines if (found := _NUMBERED.match(line.id))}
    if len(lines) == 1 or len(prefixes) != 1:
        return {}
    words = [word for word in re.split("[-_]+", name) if word]
    short = ("".join(word[:length] for word in words) for length in range(1, 4))
    other = next((letters for letters in short if not owners.begins(f"{letters}-")), name)
    return {"letters": prefixes.pop(), "other": f"{other}-"}


def _called(path: Path) -> str:
    return f"{SHARED}/{path.name}" if path.parent.name == SHARED else path.parent.name
