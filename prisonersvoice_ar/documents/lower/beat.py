"""One beat from the author's words to the core's; every reference in it is checked."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower import triggers
from prisonersvoice_ar.documents.lower.names import Names
from prisonersvoice_ar.documents.lower.shelf import Shelf
from prisonersvoice_ar.documents.models.beat import BeatDoc, BranchDoc, ConditionDoc, LineDoc
from prisonersvoice_ar.documents.models.cues import LIGHTS, LightCueDoc, MomentDoc, SoundCueDoc
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STRAIGHT = re.compile("[\u0400-\u04ff]+(?:'[\u0400-\u04ff]+)+")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u04ff]")
# S, Y, U and most small letters pass for no Cyrillic one, so a word that has them was meant as it is
_LOOKALIKES = frozenset("aceiopxyABCEHIKMOPTX")

_MOST_GUESSES = 200
"""problems after which none is given a guess: difflib would take minutes over a file that is wrong throughout"""


@dataclass(frozen=True)
class Desk:
    """What lowering works with."""

    sheet: Sheet
    names: Names
    shelf: Shelf
    findings: Findings
    voices: dict[str, dict[str, model.Voice]]

    def known(self, code: str, name: str, names: Collection[str], loc: Loc) -> bool:
        """Complain with ``code`` where ``name`` is none of ``names``."""
        if name in names:
            return True
        guess = closest(name, names) if len(self.findings) < _MOST_GUESSES else ""
        every = listed(names)
        if code.removeprefix("unknown-") in self.names.doubtful and not guess:
            return False  # it may be called so in what is wrong elsewhere: a consequence, not a cause
        self.findings.add(code, self.sheet.place(loc), name=name, guess=guess, names=every)
        return False

    def words(self, text: dict[str, str], loc: Loc) -> dict[str, str]:
        """Warn where a language of the title is missing, or one is there that the title lacks."""
        check_words(text, loc, self.names.languages, self.sheet, self.findings)
        return text


def check_words(
    text: dict[str, str], loc: Loc, languages: tuple[str, ...], sheet: Sheet, findings: Findings
) -> None:
    """See ``Desk.words``; where the title itself is wrong nothing is said."""
    if not languages:
        return
    missing = [language for language in languages if language not in text]
    if missing:
        findings.add("missing-translation", sheet.place(loc), languages=", ".join(missing))
    for language, said in text.items():
        _check_letters(said, sheet.place((*loc, language)), findings)
        if language not in languages:
            findings.add("extra-language", sheet.place((*loc, language), key=True), language=language)


def _check_letters(said: str, place: Place, findings: Findings) -> None:
    """Warn of a Latin letter that passes for a Cyrillic one ("КримSOS" is meant: S passes for none), and of '."""
    for word in dict.fromkeys(_STRAIGHT.findall(said)):
        findings.add("straight-apostrophe", place, word=word, guess=word.replace("'", "’"))
    for word in _WORD.findall(said):
        latin = _LATIN.findall(word)
        if latin and _CYRILLIC.search(word) and set(latin) <= _LOOKALIKES:
            findings.add("mixed-letters", place, word=word, letters=", ".join(dict.fromkeys(latin)))


class BeatLowering:
    """Lowers one beat."""

    def __init__(self, doc: BeatDoc, loc: Loc, desk: Desk) -> None:
        """Prepare for ``doc``, which stands at ``loc``."""
        self.doc, self.loc, self.desk = doc, loc, desk
        self.own_lines = tuple(line.id for line in doc.say)
        self.choices = tuple(choice.id for choice in doc.choice or ())

    def lower(self) -> model.Beat:
        """Return the beat; what is wrong in it is in the findings."""
        doc = self.doc
        if doc.id == model.ACTIONS:
            self.desk.findings.add("reserved-name", self._place("id"), name=doc.id)
        return model.Beat(
            id=doc.id,
            then=self._ways(),
            begin=self._trigger(doc.begin, "begin"),
            once=doc.once,
            say=tuple(self._line(line, self._item("say", i)) for i, line in enumerate(doc.say)),
            cues=tuple(self._cue(cue, self._item("cue", i)) for i, cue in enumerate(doc.cue)),
            ambience=self._ambience(),
            light=doc.light,
            set=dict(doc.set),
            hint=self._hint(),
            choice=self._choices(),
            until=self._trigger(doc.until, "until"),
            rest=doc.rest,
        )

    def _item(self, key: str, index: int) -> Loc:
        """Return the loc of an item, which may have been written without a list."""
        return (*self.loc, key, index)

    def _place(self, *steps: str | int) -> Place:
        return self.desk.sheet.place((*self.loc, *steps))

    def _trigger(self, doc: Any, key: str) -> model.Trigger | None:
        if doc is None:
            return None
        return triggers.lower(doc, (*self.loc, key), self.desk, self.choices)

    def _line(self, doc: LineDoc, loc: Loc) -> model.Line:
        for index, cited in enumerate(doc.cites):
            self.desk.known("unknown-source", cited, self.desk.names.sources, (*loc, "cites", index))
        text = self.desk.words(doc.text, (*loc, "text"))
        voices = self.desk.voices.get(doc.id, {})
        return model.Line(doc.id, text, tuple(doc.cites), doc.note or "", voices)

    def _cue(self, doc: LightCueDoc | SoundCueDoc, loc: Loc) -> model.Cue:
        moment = self._moment(doc, loc)
        if isinstance(doc, LightCueDoc):
            self.desk.known("unknown-light", doc.light, LIGHTS, (*loc, "light"))
            return model.LightCue(doc.light, doc.to, doc.fade, moment)
        path, seconds = self.desk.shelf.sound(doc.sound, (*loc, "sound"))
        if doc.on is not None:
            self.desk.known("unknown-object", doc.on, self.desk.names.objects, (*loc, "on"))
        return model.SoundCue(doc.sound, path, seconds, doc.on, doc.level_db, moment)

    def _moment(self, doc: LightCueDoc | SoundCueDoc, loc: Loc) -> model.Moment:
        if doc.after is not None:
            return self._resolved(doc.after, (*loc, "after"), "end")
        given = doc.with_ or doc.at
        if given is None:
            return model.Moment()
        return self._resolved(given, (*loc, "with" if doc.with_ else "at"), "start")

    def _resolved(self, moment: MomentDoc, loc: Loc, edge: Any) -> model.Moment:
        """Hang a moment on a line of this beat, or on the beat itself."""
        ref, names = moment.ref, self.desk.names
        if ref is None:
            return model.Moment(None, "start", moment.offset)
        if ref in self.own_lines:
            return model.Moment(ref, edge, moment.offset)
        if ref == self.doc.id:
            last = self.own_lines[-1] if self.own_lines and edge == "end" else None
            return model.Moment(last, edge if last else "start", moment.offset)
        # the engine counts a moment from its own beat's lines: elsewhere the cue would silently never come
        if ref in names.lines or ref in names.beats:
            home = names.lines.get(ref, ref)
            self.desk.findings.add("line-elsewhere", self.desk.sheet.place(loc), name=ref, beat=home)
        else:
            self.desk.known("unknown-line", ref, (*self.own_lines, self.doc.id), loc)
        return model.Moment()

    def _ambience(self) -> model.Ambience | None:
        doc = self.doc.ambience
        if doc is None:
            return None
        path, _ = self.desk.shelf.sound(doc.sound, (*self.loc, "ambience", "sound"), looped=True)
        return model.Ambience(doc.sound, path, doc.level_db, doc.fade)

    def _hint(self) -> model.Hint | None:
        doc = self.doc.hint
        if doc is None:
            return None
        return model.Hint(doc.after, self.desk.words(doc.text, (*self.loc, "hint", "text")))

    def _choices(self) -> tuple[model.Choice, ...]:
        ways = []
        for index, doc in enumerate(self.doc.choice or ()):
            loc = (*self.loc, "choice", index)
            self._beat(doc.go, (*loc, "go"))
            ways.append(model.Choice(doc.id, self.desk.words(doc.text, (*loc, "text")), doc.go))
        return tuple(ways)

    def _ways(self) -> tuple[model.Branch, ...]:
        """Lower ``then``; the last way must hold always, and none may stand behind one that does."""
        docs, findings = self.doc.then, self.desk.findings
        if docs is None:
            findings.add("no-then", self._place("id"), beat=self.doc.id)
            return ()
        open_at = next((i for i, doc in enumerate(docs) if doc.when is None), None)
        if open_at is None:
            findings.add("no-way-on", self._place("then"), beat=self.doc.id)
        elif open_at < len(docs) - 1:
            findings.add("dead-branch", self._place("then", open_at + 1))
        return tuple(self._way(doc, self._item("then", i)) for i, doc in enumerate(docs))

    def _way(self, doc: BranchDoc, loc: Loc) -> model.Branch:
        self._beat(doc.go, (*loc, "go"))
        when = self._condition(doc.when, (*loc, "when")) if doc.when else None
        return model.Branch(doc.go, when)

    def _condition(self, doc: ConditionDoc, loc: Loc) -> model.Condition:
        names, known = self.desk.names, self.desk.known
        if doc.flag is not None:
            known("unknown-flag", doc.flag, names.flags, (*loc, "flag"))
        if doc.looked_at is not None:
            known("unknown-object", doc.looked_at, names.objects, (*loc, "looked_at"))
        if doc.visited is not None:
            known("unknown-beat", doc.visited, names.beats, (*loc, "visited"))
        return model.Condition(doc.flag, doc.looked_at, doc.visited, doc.negate)

    def _beat(self, name: str, loc: Loc) -> None:
        self.desk.known("unknown-beat", name, self.desk.names.ways, loc)
