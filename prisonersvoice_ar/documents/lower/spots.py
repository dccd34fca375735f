"""Where each beat of a scene is written: in its own file, or in one that it includes from scenes/_shared."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content, shown_path
from prisonersvoice_ar.documents.disk import closed, entries, is_file
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.scene import SourceDoc
from prisonersvoice_ar.documents.models.shared import IncludeDoc, SharedDoc
from prisonersvoice_ar.documents.shape import take
from prisonersvoice_ar.documents.yaml import read_sheet
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

SHARED = "_shared"
_MOST = 100
"""files that one scene includes; more is a slip that makes files include each other"""


@dataclass(frozen=True)
class Spot:
    """A part of a sheet."""

    sheet: Sheet
    loc: Loc

    def at(self, *steps: str | int) -> "Spot":
        """The part that ``steps`` lead to in this one."""
        return Spot(self.sheet, (*self.loc, *steps))

    def place(self, *steps: str | int, key: bool = False) -> Place:
        """Where the part, or what ``steps`` lead to in it, stands."""
        return self.sheet.place((*self.loc, *steps), key=key)


@dataclass
class Spread:
    """A scene's beats in the order in which they are told, whatever files they stand in."""

    spots: list[Spot] = field(default_factory=list)
    """of what is no include; it may be no beat either"""
    sources: dict[str, tuple[SourceDoc, Spot]] = field(default_factory=dict)
    """of the included files"""
    files: list[Path] = field(default_factory=list)
    """those that are included"""
    whole: bool = True
    """every included file could be read"""


def shared_folders(folder: Path, content: Content) -> tuple[Path, ...]:
    """Where a scene in ``folder`` finds what is shared: beside it, and in the content."""
    return tuple(dict.fromkeys((folder.absolute().parent / SHARED, content.scenes.absolute() / SHARED)))


def spread(sheet: Sheet, folder: Path, content: Content, findings: Findings) -> Spread:
    """Lay out the beats of the scene in ``sheet`` and of all that it includes.

    Circles are named, and not followed.
    """
    found = Spread()
    _Reader(shared_folders(folder, content), content.root, findings, found).take(sheet, ())
    return found


class _Reader:
    def __init__(self, folders: tuple[Path, ...], root: Path, findings: Findings, found: Spread) -> None:
        self.folders, self.root, self.findings, self.found = folders, root, findings, found
        self.first: dict[str, Place] = {}
        """where each file was included"""

    def take(self, sheet: Sheet, chain: tuple[str, ...]) -> None:
        """Take the beats of ``sheet``; ``chain`` are the names of the files that led to it."""
        beats = sheet.data.get("beats") if isinstance(sheet.data, dict) else None
        for index, raw in enumerate(beats if isinstance(beats, list) else ()):
            spot = Spot(sheet, ("beats", index))
            if isinstance(raw, dict) and "include" in raw:
                self._include(spot, chain)
            else:
                self.found.spots.append(spot)

    def _include(self, spot: Spot, chain: tuple[str, ...]) -> None:
        doc = take(IncludeDoc, spot.sheet, spot.loc, self.findings)
        if doc is None:
            self.found.whole = False
            return
        name, place = doc.include, spot.place("include")
        if name in chain:
            circle = " → ".join((*chain[chain.index(name) :], name))
            self.findings.add("include-circle", place, name=name, circle=circle)
        elif name in self.first:
            self.findings.add("included-twice", place, name=name, **first_at(self.first[name], place))
        elif len(self.first) >= _MOST:
            self.findings.add("too-many-includes", place, limit=_MOST)
        else:
            self.first[name] = place
            self._read(name, place, (*chain, name))

    def _read(self, name: str, place: Place, chain: tuple[str, ...]) -> None:
        paths = [folder / f"{name}.yaml" for folder in self.folders]
        path = next((path for path in paths if is_file(path)), None)
        if path is None and tell_closed(self.folders, self.root, self.findings):
            self.found.whole = False
            return
        if path is None:
            names = sorted(
                {path.stem for folder in self.folders for path in entries(folder) if path.suffix == ".yaml"}
            )
            guess = closest(name, names)
            self.findings.add("no-such-include", place, name=name, guess=guess, names=listed(names))
            self.found.whole = False
            return
        self.found.files.append(path)
        sheet = read_sheet(path, shown_path(path, self.root), self.findings)
        if sheet is None or not isinstance(sheet.data, dict):
            if sheet is not None:
                self.findings.add("not-a-mapping", sheet.place(()), what="@shared")
            self.found.whole = False
            return
        doc = take(SharedDoc, sheet, (), self.findings)
        self.found.whole &= doc is not None
        for key, source in (doc.sources if doc else {}).items():
            self.found.sources.setdefault(key, (source, Spot(sheet, ("sources", key))))
        self.take(sheet, chain)


def tell_closed(folders: Iterable[Path], root: Path, findings: Findings) -> bool:
    """Tell of each of ``folders`` that is there and cannot be looked into; whether one is: what lies in it is not missing."""
    shut = [(folder, why) for folder in folders if (why := closed(folder))]
    for folder, why in shut:
        shown = shown_path(folder, root)
        findings.add("file-unreadable", Place(shown), file=shown, why=why)
    return bool(shut)


def first_at(place: Place, seen_from: Place) -> dict[str, str]:
    """The facts that say where something stands first: its line, and its file where that is another."""
    return {"first": str(place.line), "other": "" if place.file == seen_from.file else place.file}
