"""The picture of a target that has no tags: where it lies, and whether it can be what is printed."""

from pathlib import Path

from prisonersvoice_ar.core.tracking.target import Picture
from prisonersvoice_ar.documents.advice import closest
from prisonersvoice_ar.documents.content import why_refused
from prisonersvoice_ar.documents.disk import is_there
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.models.markers import ImageDoc
from prisonersvoice_ar.documents.yaml import Loc, Sheet
from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.exif import turned
from prisonersvoice_ar.media.kinds import PICTURES, inside
from prisonersvoice_ar.media.picture import PictureFile, probe_picture

_OFF = 0.02
"""that a picture's proportions may be off its paper's"""
_LEAST_PX = 160
"""of the longer side"""


class Pictures:
    """Reads the headers of the pictures that one markers.yaml names; each may stand for one target."""

    def __init__(self, folder: Path, sheet: Sheet, findings: Findings) -> None:
        """``folder`` holds markers.yaml; no picture may lie outside."""
        self._folder, self._sheet, self._findings = folder, sheet, findings
        self._owners: dict[Path, str] = {}

    def take(self, name: str, doc: ImageDoc, loc: Loc) -> Picture | None:
        """The picture of the target ``name``; None with a problem where it cannot be one."""
        place, add = self._sheet.place((*loc, "picture")), self._findings.add
        path = self._path(doc.picture, (*loc, "picture"))
        if path is None:
            return None
        try:
            header = probe_picture(path)
        except MediaError as error:
            add("bad-picture", place, path=doc.picture, why=why_refused(error, path.name))
            return None
        if turned(path):
            add("picture-turned", place, path=doc.picture)
        owner = self._owners.setdefault(path, name)
        if owner != name:
            add("picture-twice", place, path=doc.picture, target=owner)
        if max(header.width, header.height) < _LEAST_PX:
            size = f"{header.width} × {header.height}"
            add("picture-small", place, path=doc.picture, size=size, least=_LEAST_PX)
        self._check_proportions(header, doc, (*loc, "size_mm"))
        return Picture(str(path), (doc.size_mm[0] / 1000, doc.size_mm[1] / 1000))

    def _path(self, name: str, loc: Loc) -> Path | None:
        """Where the picture lies; None with a problem where it cannot lie there or does not."""
        place, add = self._sheet.place(loc), self._findings.add
        if Path(name).is_absolute() or ".." in Path(name).parts:
            add("picture-outside", place, path=name)
            return None
        try:
            path = inside(self._folder, name)
        except MediaError as error:
            if (self._folder / name).is_symlink():
                add("leaves-content", place, path=name)
            else:
                add("bad-picture", place, path=name, why=why_refused(error, name))
            return None
        if not is_there(path):
            near = [p.name for p in path.parent.glob("*") if p.suffix.lower() in PICTURES]
            add("no-picture", place, path=name, guess=closest(path.name, near))
            return None
        return path

    def _check_proportions(self, header: PictureFile, doc: ImageDoc, loc: Loc) -> None:
        w, h = doc.size_mm
        share = header.width / header.height
        if abs(share / (w / h) - 1) <= _OFF:
            return
        exchanged = abs(share / (h / w) - 1) <= _OFF
        guess = f"[{h:g}, {w:g}]" if exchanged else f"[{w:g}, {w / share:.4g}]"
        self._findings.add(
            "picture-proportions",
            self._sheet.place(loc),
            picture=f"{header.width} × {header.height}",
            paper=f"{w:g} × {h:g} mm",
            guess=guess,
        )
