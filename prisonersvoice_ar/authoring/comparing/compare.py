"""Two versions of a scene, told as one list of changes, beat by beat."""

from dataclasses import dataclass

from prisonersvoice_ar.authoring.comparing.beats import beat_changes
from prisonersvoice_ar.authoring.comparing.consequences import consequences
from prisonersvoice_ar.authoring.comparing.head import head_changes
from prisonersvoice_ar.authoring.comparing.lines import LineChanges
from prisonersvoice_ar.authoring.comparing.matching import Match, matched, renamed, without_files
from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.core.script.model import Beat, Scene


@dataclass(frozen=True)
class Chapter:
    """What changed in one place."""

    heading: str
    changes: tuple[Said, ...]


def compare(old: Scene, new: Scene, lang: str = "en") -> list[Chapter]:
    """What changed from ``old`` to ``new``, in ``lang`` (uk, en); an empty list where nothing did."""
    return _Comparison(old, new, Teller(lang, (new.fallback, *new.languages))).chapters()


class _Comparison:
    def __init__(self, old: Scene, new: Scene, teller: Teller) -> None:
        old, new = without_files(old), without_files(new)
        self.old, self.new, self.teller = old, new, teller
        self.match: Match = matched(old, new)
        self.renamed = renamed(old, self.match)
        self.before = self.renamed.beats
        self.old_beats = {new: old for old, new in self.match.beats.items()}
        self.old_lines = {new: old for old, new in self.match.lines.items()}
        self.lines = LineChanges(self.renamed, new, teller)

    def chapters(self) -> list[Chapter]:
        words = self.teller.words
        found = [Chapter(words.text("scene"), tuple(self._head()))]
        found += [self._beat(beat) for beat in self.new.beats.values()]
        found += [self._gone(beat) for name, beat in self.before.items() if name not in self.new.beats]
        found.append(
            Chapter(
                words.text("consequences"),
                tuple(consequences(self.old, self.new, self.match.lines, self.teller)),
            )
        )
        return [chapter for chapter in found if chapter.changes]

    def _head(self) -> list[Said]:
        found = list(head_changes(self.renamed, self.new, self.teller))
        for name, other in self.match.sources.items():
            found.append(self.teller.say("source-renamed", old=name, new=other))
        was = self.match.beats.get(self.old.first, self.old.first)
        if was != self.new.first:
            facts = {"old": self.teller.name(was), "new": self.teller.name(self.new.first)}
            found.append(self.teller.say("beat-first", **facts))
        return found

    def _beat(self, beat: Beat) -> Chapter:
        name = self.teller.name(beat.id)
        heading = self.teller.words.text("beat", beat=name)
        old = self.before.get(beat.id)
        if old is None:
            return Chapter(heading, (self._summary("beat-added", beat), *self.lines.of(beat, self.old_lines)))
        changes = []
        if beat.id in self.old_beats:
            changes.append(
                self.teller.say("beat-renamed", new=name, old=self.teller.name(self.old_beats[beat.id]))
            )
        changes += self.lines.of(beat, self.old_lines)
        changes += self.lines.gone_from(old)
        changes += beat_changes(old, beat, self.teller)
        return Chapter(heading, tuple(changes))

    def _gone(self, beat: Beat) -> Chapter:
        heading = self.teller.words.text("beat", beat=self.teller.name(beat.id))
        return Chapter(heading, (self._summary("beat-removed", beat), *self.lines.gone_from(beat)))

    def _summary(self, message: str, beat: Beat) -> Said:
        summary = self.teller.words.text("summary-lines", count=len(beat.say))
        return self.teller.say(message, summary=summary)
