"""A beat's cues: each is hung on a line or on the beat, whatever the author hung it on."""

from dataclasses import replace
from typing import Literal

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.core.story.lights import LIGHTS
from prisonersvoice_ar.documents.lower.desk import Desk
from prisonersvoice_ar.documents.lower.spots import Spot
from prisonersvoice_ar.documents.models.beat import BeatDoc
from prisonersvoice_ar.documents.models.cues import (
    LightCueDoc,
    MomentDoc,
    SoundCueDoc,
    StopCueDoc,
)

Edge = Literal["start", "end"]
_ENTRY = model.Moment()


class CueLowering:
    """Lowers the cues of one beat.

    A cue that hangs on another is hung where that one is, so that a sound of another length moves what
    follows it (as a follow-on of a show controller does) and the engine knows lines alone.
    """

    def __init__(self, doc: BeatDoc, spot: Spot, desk: Desk) -> None:
        """Prepare for the cues of ``doc``, which stands at ``spot``."""
        self.doc, self.spot, self.desk = doc, spot, desk
        self.lines = tuple(line.id for line in doc.say)
        self.named = {cue.id: index for index, cue in enumerate(doc.cue) if cue.id is not None}
        self.sounds = [self._sound(index) for index in range(len(doc.cue))]
        self._moments: dict[int, model.Moment] = {}
        self._open: list[int] = []
        """the cues whose moments are being looked for: each hangs on the next"""

    def lower(self) -> tuple[model.Cue, ...]:
        """Return the cues; what is wrong with them is in the findings."""
        return tuple(self._cue(index) for index in range(len(self.doc.cue)))

    def _cue(self, index: int) -> model.Cue:
        doc, spot, moment = self.doc.cue[index], self.spot.at("cue", index), self._moment(index)
        if isinstance(doc, LightCueDoc):
            self.desk.known("unknown-light", doc.light, LIGHTS, spot.at("light"))
            return model.LightCue(doc.light, doc.to, doc.fade, moment, doc.id)
        path, seconds = self.sounds[index]
        if isinstance(doc, StopCueDoc):
            return model.StopCue(doc.stop, path, doc.fade, moment, doc.id)
        if doc.on is not None:
            self.desk.known("unknown-object", doc.on, self.desk.names.objects, spot.at("on"))
        return model.SoundCue(doc.sound, path, seconds, doc.on, doc.level_db, moment, doc.fade, doc.id)

    def _sound(self, index: int) -> tuple[str, float]:
        doc = self.doc.cue[index]
        if isinstance(doc, LightCueDoc):
            return "", 0.0
        if isinstance(doc, SoundCueDoc):
            return self.desk.shelf.sound(doc.sound, self.spot.place("cue", index, "sound"))
        named = self.doc.cue[self.named[doc.stop]] if doc.stop in self.named else None
        where = self.spot.place("cue", index, "stop")
        if isinstance(named, SoundCueDoc) and not self.desk.shelf.has(doc.stop):
            self.desk.findings.add("stop-names-cue", where, name=doc.stop, sound=named.sound)
            return "", 0.0
        return self.desk.shelf.sound(doc.stop, where)

    def _seconds(self, index: int) -> float:
        """How long a cue lasts: a sound's length, a fade."""
        doc = self.doc.cue[index]
        return self.sounds[index][1] if isinstance(doc, SoundCueDoc) else doc.fade

    def _moment(self, index: int) -> model.Moment:
        if index in self._moments:
            return self._moments[index]
        if index in self._open:
            names = [self.doc.cue[i].id or "" for i in self._open[self._open.index(index) :]]
            place = self.spot.place("cue", index)
            self.desk.findings.add("cue-circle", place, circle=" → ".join((*names, names[0])))
            return _ENTRY
        self._open.append(index)
        moment = self._looked_for(index)
        self._open.pop()
        self._moments[index] = _later(moment, self.doc.cue[index].wait)
        return self._moments[index]

    def _looked_for(self, index: int) -> model.Moment:
        doc = self.doc.cue[index]
        if doc.follow:
            if index == 0:
                self.desk.findings.add("follow-first", self.spot.place("cue", index, "follow", key=True))
                return _ENTRY
            return _later(self._moment(index - 1), self._seconds(index - 1))
        if doc.after is not None:
            return self._resolved(doc.after, index, "after", "end")
        given = doc.with_ or doc.at
        if given is None:
            return _ENTRY
        return self._resolved(given, index, "with" if doc.with_ else "at", "start")

    def _resolved(self, moment: MomentDoc, index: int, key: str, edge: Edge) -> model.Moment:
        """Hang a moment on a line of this beat, on the beat itself, or where another of its cues hangs."""
        ref, names = moment.ref, self.desk.names
        if ref is None:
            return model.Moment(None, "start", moment.offset)
        if ref in self.lines:
            return model.Moment(ref, edge, moment.offset)
        if ref == self.doc.id:
            last = self.lines[-1] if self.lines and edge == "end" else None
            return model.Moment(last, edge if last else "start", moment.offset)
        if ref in self.named:
            other = self.named[ref]
            return _later(
                self._moment(other), moment.offset + (self._seconds(other) if edge == "end" else 0.0)
            )
        # the engine counts a moment from its own beat's lines: elsewhere the cue would silently never come
        where = self.spot.at("cue", index, key)
        if ref in names.lines or ref in names.beats:
            self.desk.findings.add("line-elsewhere", where.place(), name=ref, beat=names.lines.get(ref, ref))
        else:
            self.desk.known("unknown-line", ref, (*self.lines, *self.named, self.doc.id), where)
        return _ENTRY


def _later(moment: model.Moment, seconds: float) -> model.Moment:
    return replace(moment, offset=moment.offset + seconds) if seconds else moment
