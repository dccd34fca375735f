"""One beat from the author's words to the core's; every reference in it is checked."""

from typing import Any

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.lower import captions, triggers
from prisonersvoice_ar.documents.lower.cues import CueLowering
from prisonersvoice_ar.documents.lower.desk import Desk
from prisonersvoice_ar.documents.lower.spots import Spot
from prisonersvoice_ar.documents.models.beat import (
    SILENCE,
    BeatDoc,
    BranchDoc,
    ChoiceDoc,
    ConditionDoc,
    LineDoc,
)


class BeatLowering:
    """Lowers one beat."""

    def __init__(self, doc: BeatDoc, spot: Spot, desk: Desk, *, whole: bool = True) -> None:
        """Prepare for ``doc``, which stands at ``spot``; unless it is ``whole``, that a key is missing says nothing."""
        self.doc, self.spot, self.desk, self.whole = doc, spot, desk, whole
        self.choices = tuple(choice.id for choice in doc.choice or ())

    def lower(self) -> model.Beat:
        """Return the beat; what is wrong in it is in the findings."""
        doc = self.doc
        if doc.id in (model.ACTIONS, model.RETURN):
            self.desk.findings.add("reserved-name", self.spot.place("id"), name=doc.id)
        return model.Beat(
            id=doc.id,
            then=self._ways(),
            begin=self._trigger(doc.begin, "begin"),
            once=doc.once,
            say=tuple(self._line(line, self.spot.at("say", i)) for i, line in enumerate(doc.say)),
            cues=CueLowering(doc, self.spot, self.desk).lower(),
            ambience=self._ambience(),
            light=doc.light,
            set=dict(doc.set),
            hint=self._hint(),
            choice=self._choices(),
            until=self._trigger(doc.until, "until"),
            rest=doc.rest,
            place=self.spot.place("id"),
        )

    def _trigger(self, doc: Any, key: str) -> model.Trigger | None:
        return None if doc is None else triggers.lower(doc, self.spot.at(key), self.desk, self.choices)

    def _line(self, doc: LineDoc, spot: Spot) -> model.Line:
        for index, cited in enumerate(doc.cites):
            self.desk.known("unknown-source", cited, self.desk.names.sources, spot.at("cites", index))
        self.desk.words(doc.text, spot.at("text"))
        text, pages = captions.split(doc.text, spot.at("text"), self.desk.findings)
        return model.Line(
            id=doc.id,
            text=text,
            cites=tuple(doc.cites),
            note=doc.note or "",
            voices=self.desk.shelf.against(doc.id, text, self.desk.voices.get(doc.id, {})),
            pages=pages,
            fact=doc.fact,
            contains=None if doc.contains is None else tuple(doc.contains),
            place=spot.place("id"),
        )

    def _ambience(self) -> model.Ambience | None:
        doc = self.doc.ambience
        if doc is None:
            return None
        if doc.sound == SILENCE:
            return model.Ambience("", "", fade=doc.fade)
        path, _ = self.desk.shelf.sound(doc.sound, self.spot.place("ambience", "sound"), looped=True)
        return model.Ambience(doc.sound, path, doc.level_db, doc.fade)

    def _hint(self) -> model.Hint | None:
        doc = self.doc.hint
        if doc is None:
            return None
        return model.Hint(doc.after, self.desk.words(doc.text, self.spot.at("hint", "text")))

    def _choices(self) -> tuple[model.Choice, ...]:
        return tuple(
            self._choice(doc, self.spot.at("choice", i)) for i, doc in enumerate(self.doc.choice or ())
        )

    def _choice(self, doc: ChoiceDoc, spot: Spot) -> model.Choice:
        if doc.id == model.CONTINUE:  # whatever act stands for going on would take this choice
            self.desk.findings.add("reserved-name", spot.place("id"), choice=doc.id)
        way = self._way(doc, spot)
        return model.Choice(doc.id, self.desk.words(doc.text, spot.at("text")), way.go, way.when, way.aside)

    def _ways(self) -> tuple[model.Branch, ...]:
        """Lower ``then``; the last way must hold always, and none may stand behind one that does."""
        docs, findings = self.doc.then, self.desk.findings
        if docs is None:
            if self.whole:
                findings.add("no-then", self.spot.place("id"), beat=self.doc.id)
            return ()
        open_at = next((i for i, doc in enumerate(docs) if doc.when is None), None)
        if open_at is None:
            findings.add("no-way-on", self.spot.place("then"), beat=self.doc.id)
        elif open_at < len(docs) - 1:
            findings.add("dead-branch", self.spot.place("then", open_at + 1))
        return tuple(self._way(doc, self.spot.at("then", i)) for i, doc in enumerate(docs))

    def _way(self, doc: BranchDoc | ChoiceDoc, spot: Spot) -> model.Branch:
        names, known = self.desk.names, self.desk.known
        known("unknown-beat", doc.go, names.ways, spot.at("go"))
        if doc.aside is not None:
            known("unknown-beat", doc.aside, names.beats, spot.at("aside"))
        when = self._condition(doc.when, spot.at("when")) if doc.when else None
        return model.Branch(doc.go, when, doc.aside)

    def _condition(self, doc: ConditionDoc, spot: Spot) -> model.Condition:
        names, known = self.desk.names, self.desk.known
        if doc.flag is not None:
            known("unknown-flag", doc.flag, names.flags, spot.at("flag"))
        if doc.looked_at is not None:
            known("unknown-object", doc.looked_at, names.objects, spot.at("looked_at"))
        if doc.visited is not None:
            known("unknown-beat", doc.visited, names.beats, spot.at("visited"))
        return model.Condition(doc.flag, doc.looked_at, doc.visited, doc.negate)
