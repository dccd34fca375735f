"""A rehearsal: one scene, played, stopped, gone back and forth in, and changed under the author's hands.

It holds what was done and where the playhead stands; all else follows from that. Nothing here asks a clock: the
caller says how much time has passed. Seconds of story.
"""

from collections.abc import Sequence
from dataclasses import replace

from prisonersvoice_ar.core.rehearsal.carrying import Note, carry, kept_language
from prisonersvoice_ar.core.rehearsal.entries import RESTING, Deed, Entry, Fire, Skip, Turn
from prisonersvoice_ar.core.rehearsal.happenings import trigger_of
from prisonersvoice_ar.core.rehearsal.labels import leaf_label
from prisonersvoice_ar.core.rehearsal.playhead import Playhead
from prisonersvoice_ar.core.rehearsal.reel import Reel
from prisonersvoice_ar.core.rehearsal.results import Arrival, Change, Leaf, Reloading
from prisonersvoice_ar.core.rehearsal.retaking import carried_start, retake
from prisonersvoice_ar.core.rehearsal.running import Start, beginning, cold
from prisonersvoice_ar.core.rehearsal.walking import along, walk
from prisonersvoice_ar.core.script.model import Choice, Mode, Scene, Trigger
from prisonersvoice_ar.core.story.effects import StartLine
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.show import choices
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, StoryState
from prisonersvoice_ar.core.story.triggers import due, leaves


class Rehearsal(Playhead):
    """See the module. All calls are safe at any moment; none raises for what a scene holds."""

    def __init__(
        self, scene: Scene, lang: str, mode: Mode | None = None, *, target: str | None = None
    ) -> None:
        """Stand at the beginning of ``scene``, playing; the visitor has the target in view and does nothing."""
        self.lang = kept_language(lang, scene)
        self.mode: Mode = mode or scene.mode
        self.target = target
        self.muted = False
        self._lost: tuple[Reel, float] | None = None
        """the place that the last saves have taken away"""
        super().__init__(_from_the_beginning(scene, self.lang))

    def awaited(self) -> tuple[Leaf, ...]:
        """What the story waits for now."""
        state = self.state
        trigger = None if state.ended else trigger_of(self.scene, state)
        found = dict.fromkeys(leaves(trigger)) if trigger is not None else {}
        return tuple(Leaf(one, leaf_label(one), one in state.fired, due(one, state)) for one in found)

    def ways(self) -> tuple[Choice, ...]:
        """The choices that are open now."""
        return () if self.state.ended else choices(self.scene, self.state)

    def set_muted(self, muted: bool) -> None:
        """Sound or none; the story does not change."""
        self.muted = muted

    def switch_mode(self, mode: Mode, target: str | None = None) -> None:
        """Another way of seeing, and what it hangs on; the story does not change."""
        self.mode, self.target = mode, target

    # --- doing ---------------------------------------------------------------------------------------

    def fire(self, trigger: Trigger) -> Change:
        """``trigger``, a leaf of the awaited one, fires now; another does what a visitor would do for it."""
        return self._deed(Fire(trigger))

    def choose(self, choice: str) -> Change:
        """Take a choice that is open."""
        return self.do(StoryInput(pressed=(choice,)))

    def do(self, given: StoryInput) -> Change:
        """The visitor does something in this instant (a press, a touch, a key, a gesture), and is then as before."""
        self._lost = None
        held = self.state.held or RESTING
        lasting = replace(
            given,
            target_seen=given.target_seen or held.target_seen,
            distance_m=held.distance_m if given.distance_m is None else given.distance_m,
            looking_at=held.looking_at if given.looking_at is None else given.looking_at,
        )
        return Change(self._add(Entry(self.time, lasting, brief=True)))

    def turn_flag(self, flag: str, *, on: bool) -> Change:
        """Raise or lower a flag by hand; the beats that follow may set it otherwise."""
        return self._deed(Turn(flag, on))

    def skip_line(self) -> Change:
        """Cut the line that is being said."""
        return self._deed(Skip())

    def begin_again(self) -> Change:
        """Back to the beginning, and nothing was done."""
        return self._take(_from_the_beginning(self.scene, self.lang), 0.0)

    def follow(self, log: Sequence[tuple[float, StoryInput]]) -> Change:
        """Do what a visit did: ``log`` by its times in seconds of story. The playhead stands at the beginning."""
        entries = tuple(Entry(time, given) for time, given in sorted(log, key=lambda one: one[0]))
        return self._take(Reel(self.scene, beginning(self.scene, self.lang), entries), 0.0)

    def seek(self, time: float) -> Change:
        """See Playhead."""
        self._lost = None
        return super().seek(time)

    def _deed(self, deed: Deed) -> Change:
        self._lost = None
        return Change(self._add(Entry(self.time, self.state.held or RESTING, deed, brief=True)))

    def _take(self, reel: Reel, time: float) -> Change:
        self._lost = None
        self._put(reel, time)
        return Change(cut=True)

    # --- going elsewhere -----------------------------------------------------------------------------

    def jump(self, beat: str) -> Arrival:
        """To where ``beat`` begins.

        Walked: the take becomes the shortest visit that reaches it, so that flags, lights and sounds are those
        that such a visit leaves behind, and one can go back in it.
        """
        if beat not in self.scene.beats and beat != BUILT_IN_REST.id:
            return Arrival("unknown", beat, Change())
        walked = walk(self.scene, self.lang, beat)
        if walked is not None:
            reel = Reel(self.scene, walked.start, walked.entries)
            return Arrival("walked", beat, self._take(reel, walked.arrived))
        start = along(self.scene, self.lang, beat)
        if start is not None:
            return Arrival("along", beat, self._take(_reel(self.scene, start), 0.0))
        return Arrival("cold", beat, self._take(_reel(self.scene, cold(self.scene, self.lang, beat)), 0.0))

    def jump_to_line(self, line: str) -> Arrival:
        """To where ``line`` begins, in the first beat that says it."""
        beat = next(
            (one.id for one in self.scene.beats.values() if any(each.id == line for each in one.say)), None
        )
        if beat is None:
            return Arrival("unknown", line, Change())
        arrival = self.jump(beat)
        ahead = self._look_ahead().happened
        later = (*self._reel.since(0, self.known), *ahead)
        times = (one.time for one in later if isinstance(one.what, StartLine) and one.what.line.id == line)
        found = next((time for time in times if time >= self.time), None)
        return arrival if found is None else replace(arrival, change=self.seek(found))

    def go_to(self, name: str) -> Arrival:
        """To a beat or a line, whichever is called ``name``."""
        return self.jump(name) if name in self.scene.beats else self.jump_to_line(name)

    # --- the scene changes -----------------------------------------------------------------------------

    def switch_language(self, lang: str) -> Change:
        """The same moment in another language: beat and line, and as far into the line."""
        self._lost = None
        self._again_on(self._reel, self.time, self.scene, lang)
        self.lang = kept_language(lang, self.scene)
        return Change(cut=True)

    def reload(self, scene: Scene) -> Reloading:
        """The same moment of a scene that has changed, as far as it is still there. Raises nothing.

        What was done is done again where it belongs now, so that what was changed before the playhead shows at it;
        where the story does not come there any more, the state is carried over as it is. A place that was lost is
        come back to if a later save brings it back (a beat cut out and put in elsewhere, a slip undone), unless
        the author has gone elsewhere meanwhile.
        """
        lost, here = self._lost, (self._reel, self.time)
        self._lost = None
        done = self._reload_from(*lost, scene) if lost is not None else None
        if done is None or not _is_whole(done):
            done = self._reload_from(*here, scene)
            self._lost = lost or (None if _is_whole(done) else here)
        self.lang = kept_language(self.lang, scene)
        if self.mode not in scene.modes:
            self.mode = scene.mode
        return done

    def _reload_from(self, reel: Reel, time: float, scene: Scene) -> Reloading:
        before = reel.at(time)
        carried = carry(reel.scene, before, scene, self.lang)
        retaken = self._again_on(reel, time, scene, self.lang)
        now = self.state
        notes = tuple(_named(note, now.beat) for note in carried.notes)
        notes = notes if retaken else (*notes, Note("history-gone"))
        said = before.speaking.line.id if before.speaking is not None else None
        is_said = now.speaking.line.id if now.speaking is not None else None
        return Reloading(Change(cut=True), notes, now.beat == before.beat and is_said == said)

    def _again_on(self, before: Reel, time: float, scene: Scene, lang: str) -> bool:
        """Stand at the moment of ``scene`` that ``time`` is of ``before``; False: with nothing before it."""
        stood = before.at(time)
        wanted = carry(before.scene, stood, scene, lang).state
        done = retake(before, time, scene, wanted.lang)
        if done is not None:
            reel = Reel(scene, done.start, done.entries)
            there = reel.at(done.time)
            # a beat that is gone may have another name now: what led to it leads to one that was not there before
            gone = wanted.beat != stood.beat and not there.ended
            instead = gone and (there.beat == wanted.beat or there.beat not in before.scene.beats)
            if instead or _same_place(there, wanted):
                self._put(reel, done.time)
                return True
        self._put(Reel(scene, carried_start(before, time, scene, lang)), time)
        return False


def _is_whole(done: Reloading) -> bool:
    """Nothing of the place was lost."""
    return done.kept and not {note.kind for note in done.notes} & {"beat-gone", "line-gone", "history-gone"}


def _named(note: Note, beat: str) -> Note:
    """Where a beat is gone, ``beat`` is where one stands instead."""
    return Note(note.kind, {**note.facts, "instead": beat}) if note.kind == "beat-gone" else note


def _from_the_beginning(scene: Scene, lang: str) -> Reel:
    return _reel(scene, beginning(scene, lang))


def _reel(scene: Scene, start: Start) -> Reel:
    return Reel(scene, start, (Entry(start.state.time, RESTING),))


def _same_place(state: StoryState, wanted: StoryState) -> bool:
    lines = [one.speaking.line.id if one.speaking is not None else None for one in (state, wanted)]
    return (state.beat, state.stage, lines[0]) == (wanted.beat, wanted.stage, lines[1])
