"""One scene as the rules of care see it: what it says, where that is written, and what they have found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prisonersvoice_ar.core.script.model import Beat, Line, Scene
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.core.script.texts import SUMMARY, TITLE, choice_key, hint_key, line_key
from prisonersvoice_ar.documents.findings import Findings


@dataclass(frozen=True)
class Case:
    """What a rule works with."""

    scene: Scene
    path: Path
    """the scene's file"""
    shown: str
    """the same as the author knows it"""
    text: str
    """what stands in it"""
    findings: Findings

    def lines(self) -> Iterator[tuple[Beat, Line]]:
        """Every line with its beat, in the file's order."""
        return ((beat, line) for beat in self.scene.beats.values() for line in beat.say)

    def at(self, item: Line | Beat) -> Place:
        """Where a line or a beat is written."""
        return item.place or Place(self.shown)

    def head(self, key: str, inner: str = "") -> Place:
        """Where a key of the scene's head stands, or one within it; the file's beginning where it is not found."""
        outer = re.search(rf"^{re.escape(key)}(?=\s*:)", self.text, re.MULTILINE)
        if outer is None:
            return Place(self.shown)
        start, end = outer.span()
        if inner:
            following = re.compile(r"^\w", re.MULTILINE).search(self.text, end)
            found = re.compile(rf"\b{re.escape(inner)}(?=\s*:)").search(
                self.text, end, following.start() if following else len(self.text)
            )
            start, end = found.span() if found else (start, end)
        return self._place(start, end)

    def places(self) -> dict[str, Place]:
        """Where each text of the scene is written, by its key, as exactly as the scene knows."""
        found = {TITLE: self.head("title"), SUMMARY: self.head("summary")}
        for beat in self.scene.beats.values():
            found.update({line_key(line.id): self.at(line) for line in beat.say})
            found[hint_key(beat.id)] = self.at(beat)
            found.update({choice_key(beat.id, choice.id): self.at(beat) for choice in beat.choice})
        return found

    def _place(self, start: int, end: int) -> Place:
        line = self.text.count("\n", 0, start) + 1
        column = start - self.text.rfind("\n", 0, start)
        return Place(self.shown, line, column, line, column + end - start)
