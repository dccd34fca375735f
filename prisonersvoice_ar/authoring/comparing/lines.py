"""What changed in the lines of one beat: words, sources, directions, and where a line is said."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from prisonersvoice_ar.authoring.comparing.head import words_changes
from prisonersvoice_ar.authoring.comparing.matching import lines_of
from prisonersvoice_ar.authoring.comparing.saying import Said, Teller
from prisonersvoice_ar.authoring.phrases import themes_in
from prisonersvoice_ar.core.script.model import Beat, Line, Scene


class LineChanges:
    """Compares lines; the older ones have their new names already."""

    def __init__(self, old: Scene, new: Scene, teller: Teller) -> None:
        """``old``: the older version, its parts under the names that they have now."""
        self.before, self.after = lines_of(old), lines_of(new)
        self.old, self.new, self.teller = old, new, teller
        self.spoken = set(old.languages)
        """a language that is new to the scene is told once, and not at each line"""

    def of(self, beat: Beat, names: Mapping[str, str]) -> Iterator[Said]:
        """Of the lines that ``beat`` has now; ``names``: new name of a line → the one it had."""
        moved = self._moved(beat)
        for index, line in enumerate(beat.say):
            if line.id not in self.before:
                yield self.teller.text("line-added", self._text(line), line=line.id)
                continue
            old, home = self.before[line.id]
            if line.id in names:
                yield self.teller.say("line-renamed", old=names[line.id], new=line.id)
            if home.id != beat.id:
                yield self.teller.say("line-to-beat", line=line.id, beat=self.teller.name(home.id))
            elif line.id in moved:
                yield self._place(beat, index)
            yield from self.line(old, line)

    def gone_from(self, beat: Beat) -> Iterator[Said]:
        """Of the lines that the older ``beat`` had and no beat has now."""
        for line in beat.say:
            if line.id not in self.after:
                yield self.teller.text("line-removed", self._text(line), line=line.id)

    def line(self, old: Line, new: Line) -> Iterator[Said]:
        """What is another in one line."""
        say, name = self.teller.say, new.id
        yield from words_changes("line-text", old.text, new.text, self.teller, line=name)
        for lang, text in new.text.items():
            if lang not in old.text and lang in self.spoken:
                yield self.teller.text("line-text-added", text, line=name, lang=lang)
            elif old.text.get(lang) == text and old.pages.get(lang) != new.pages.get(lang):
                yield say("line-pages", line=name, lang=lang)
        yield from (
            say("line-text-removed", line=name, lang=lang) for lang in old.text if lang not in new.text
        )
        yield from self._cites(old, new)
        if new.note and new.note != old.note:
            yield self.teller.text("line-note", new.note, old.note or None, line=name)
        elif old.note and not new.note:
            yield self.teller.text("line-note-removed", old.note, line=name)
        if old.fact != new.fact:
            yield say("line-fact", line=name, fact="none" if new.fact is None else str(new.fact).lower())
        if old.contains != new.contains:
            themes = themes_in(new.contains or (), self.teller.lang) or self.teller.words.text(
                "nothing-named"
            )
            yield say("line-contains", line=name, themes=themes)

    def _cites(self, old: Line, new: Line) -> Iterator[Said]:
        added = [name for name in new.cites if name not in old.cites]
        removed = [name for name in old.cites if name not in new.cites]
        for message, names in (("line-cites", added), ("line-cites-removed", removed)):
            if names:
                yield self.teller.say(message, line=new.id, sources=self.teller.listed(names))

    def _moved(self, beat: Beat) -> set[str]:
        """Lines that stayed in the beat and stand in another order: as few as explain it."""
        now = [
            line.id for line in beat.say if line.id in self.before and self.before[line.id][1].id == beat.id
        ]
        was = [line.id for line in self.old.beats[beat.id].say if line.id in now] if now else []
        blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        kept = {now[block.b + step] for block in blocks for step in range(block.size)}
        return set(now) - kept

    def _place(self, beat: Beat, index: int) -> Said:
        line = beat.say[index].id
        if index == 0:
            return self.teller.say("line-moved-first", line=line)
        return self.teller.say("line-moved-after", line=line, other=beat.say[index - 1].id)

    def _text(self, line: Line) -> str:
        return self.new.words(line.text, self.teller.lang)
