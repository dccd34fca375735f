"""Where one stands in a take: time goes on, stands still, goes back. Nothing here asks a clock."""

from types import UnionType

from prisonersvoice_ar.core.rehearsal.entries import Entry, acts
from prisonersvoice_ar.core.rehearsal.foreseeing import Ahead, foresee
from prisonersvoice_ar.core.rehearsal.lanes import lanes
from prisonersvoice_ar.core.rehearsal.reel import Reel
from prisonersvoice_ar.core.rehearsal.results import Change
from prisonersvoice_ar.core.rehearsal.running import next_time
from prisonersvoice_ar.core.rehearsal.standing import Standing, standing
from prisonersvoice_ar.core.rehearsal.timeline import Extent, Timeline
from prisonersvoice_ar.core.script.model import CloserThan, FartherThan, Scene
from prisonersvoice_ar.core.story.clock import in_ticks
from prisonersvoice_ar.core.story.effects import EnterBeat, StartLine, StoryEffect
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.story.triggers import leaves

SLOWEST, FASTEST = 0.1, 16.0
"""speeds"""
JUST_NOW = 0.75
"""seconds after a beginning in which going back means the one before it, as on a player of music"""

Effects = tuple[StoryEffect, ...]


class Playhead:
    """A take of one scene, and where in it one stands. Seconds of story."""

    def __init__(self, reel: Reel, time: float = 0.0) -> None:
        """Stand at ``time`` of what ``reel`` holds, playing."""
        self.playing = True
        self.speed = 1.0
        self.revision = 0
        self._put(reel, time)

    def _put(self, reel: Reel, time: float) -> None:
        """Stand at ``time`` of another take."""
        self._reel = reel
        self.time = max(in_ticks(time), reel.begins)
        self._farthest = self.time
        self._heard = reel.counted(self.time)
        self._last_felt: object = None
        self._distances = _distances(reel.scene)
        self._forget()

    def _forget(self) -> None:
        """The timeline is another now."""
        self.revision += 1
        self._ahead: Ahead | None = None
        self._timeline: tuple[int, Timeline] | None = None

    @property
    def scene(self) -> Scene:
        """What is rehearsed."""
        return self._reel.scene

    # --- where it stands -----------------------------------------------------------------------------

    @property
    def state(self) -> StoryState:
        """The story at the playhead."""
        return self._reel.at(self.time)

    @property
    def known(self) -> float:
        """Up to here something was played or done."""
        return max(self._farthest, self._reel.ends)

    @property
    def replaying(self) -> bool:
        """Something was done after the playhead: it is done again, and live samples are not heard."""
        return self.time < self._reel.ends

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was done, by time."""
        return tuple(self._reel.entries)

    def standing(self) -> Standing:
        """All that is to be seen and heard at the playhead."""
        return standing(self.state, self._reel.happened(self.time))

    def timeline(self) -> Timeline:
        """The visit so far and what lies ahead. Made anew only when ``revision`` has grown."""
        if self._timeline is None or self._timeline[0] != self.revision:
            self._timeline = self.revision, self._draw()
        return self._timeline[1]

    def _draw(self) -> Timeline:
        known, ahead = self.known, self._look_ahead()
        happened = self._reel.happened(known)
        happened += [one for one in ahead.happened if one.time > known]
        extent = Extent(self._reel.begins, known, ahead.sure_until, max(ahead.ends, known))
        return Timeline(extent.start, known, extent.end, lanes(self.scene, tuple(happened), extent))

    def _look_ahead(self) -> Ahead:
        """Looked for once after each thing done, and again where time has gone past what was foretold."""
        if self._ahead is None:
            self._ahead = foresee(self.scene, self._reel.at(self.known))
        return self._ahead

    # --- time ----------------------------------------------------------------------------------------

    def tick(self, seconds: float, live: StoryInput | None = None) -> Change:
        """Go on by ``seconds`` of real time, the visitor as ``live`` at their end; stand still while paused."""
        if not self.playing or seconds < 0:
            return Change()
        time = in_ticks(self.time + seconds * self.speed)
        effects = self._play_to(time)
        if live is not None and not self.replaying and not self.state.ended:
            effects += self._hear(live)
        return Change(effects)

    def _hear(self, live: StoryInput) -> Effects:
        """Only what can matter to the scene is noted: a card that trembles in a hand is no deed."""
        felt = self._felt(live)
        if felt == self._last_felt and not acts(live):
            return ()
        self._last_felt = felt
        return self._add(Entry(self.time, live))

    def _felt(self, live: StoryInput) -> object:
        distance = live.distance_m
        sides = (
            None if distance is None else tuple((distance < one, distance > one) for one in self._distances)
        )
        return live.target_seen, live.looking_at, live.gesture, live.visitor, sides

    def play(self) -> None:
        """Go on."""
        self.playing = True

    def pause(self) -> None:
        """Stand still."""
        self.playing = False

    def toggle(self) -> None:
        """Play or pause."""
        self.playing = not self.playing

    def set_speed(self, speed: float) -> None:
        """``speed`` 1 is life; kept within SLOWEST and FASTEST."""
        self.speed = min(max(speed, SLOWEST), FASTEST)

    def seek(self, time: float) -> Change:
        """Put the playhead at ``time``, or at the timeline's end where that is sooner.

        Back: as it was. Forward: what was done, then what the timeline shows.
        """
        time = max(in_ticks(time), self._reel.begins)
        while self._look_ahead().sure_until <= time and time > self.known:
            guess = self._look_ahead().guesses[0]
            self._add(guess)
        self.time = min(time, max(self.known, self._look_ahead().ends))
        self._settle()
        return Change(cut=True)

    def step_frame(self, count: int = 1, fps: float = 25.0) -> Change:
        """Pause, and go ``count`` frames on, or back where negative."""
        self.pause()
        if count < 0:
            return self.seek(self.time + count / fps)
        return Change(self._play_to(in_ticks(self.time + count / fps)))

    def step_happening(self) -> Change:
        """Pause, and go on to the next thing that happens."""
        self.pause()
        later = self._reel.since(self._heard, max(self.known, self.time))
        at = later[0].time if later else next_time(self.scene, self.state)
        return self._leap_to_next(StoryEffect) if at is None else Change(self._play_to(in_ticks(at)))

    def to_next_line(self) -> Change:
        """Pause where the next line begins."""
        self.pause()
        return self._leap_to_next(StartLine)

    def to_next_beat(self) -> Change:
        """Pause where the next beat begins."""
        self.pause()
        return self._leap_to_next(EnterBeat)

    def to_previous_line(self) -> Change:
        """Pause where this line began, or the one before it where that is just now."""
        self.pause()
        return self._leap_to_previous(StartLine)

    def to_previous_beat(self) -> Change:
        """Pause where this beat began, or the one before it where that is just now."""
        self.pause()
        return self._leap_to_previous(EnterBeat)

    # --- within --------------------------------------------------------------------------------------

    def _leap_to_next(self, kind: type | UnionType) -> Change:
        """To the next happening of a ``kind``, as the timeline tells it; where there is none, to its end."""
        there = self._reel.since(self._heard, self.known)
        ahead = self._look_ahead()
        there += [one for one in ahead.happened if one.time > max(self.known, self.time)]
        found = next((one.time for one in there if isinstance(one.what, kind)), None)
        return self.seek(max(self.known, ahead.ends, self.time) if found is None else found)

    def _leap_to_previous(self, kind: type | UnionType) -> Change:
        just_now = self.time - JUST_NOW
        times = [one.time for one in self._reel.happened(self.time) if isinstance(one.what, kind)]
        return self.seek(max((time for time in times if time < just_now), default=self._reel.begins))

    def _play_to(self, time: float) -> Effects:
        """Go on to ``time``, the visitor as before or as it was."""
        self.time = max(time, self.time)
        news = self._reel.since(self._heard, self.time)
        self._heard += len(news)
        self._reach(news=bool(news))
        return tuple(one.what for one in news if isinstance(one.what, StoryEffect))

    def _add(self, entry: Entry) -> Effects:
        """Do something at the playhead's time or later; what was done after it is forgotten."""
        self._reel.cut(entry.time)
        self._reel.add(entry)
        self._forget()
        self.time = max(self.time, entry.time)
        self._farthest = self.time
        return self._play_to(self.time)

    def _settle(self) -> None:
        """The playhead has leapt."""
        self._heard = self._reel.counted(self.time)
        self._reach(news=True)

    def _reach(self, *, news: bool) -> None:
        """Something new was played, with ``news`` in it or without."""
        if self.time <= self._farthest:
            return
        self._farthest = self.time
        if self._ahead is not None and self._ahead.outlived(self.known):
            self._forget()
        else:
            self.revision += news


def _distances(scene: Scene) -> tuple[float, ...]:
    """The distances that a scene asks about, metres."""
    triggers = [one for beat in scene.beats.values() for one in (beat.begin, beat.until) if one is not None]
    every = {
        leaf.metres for one in triggers for leaf in leaves(one) if isinstance(leaf, CloserThan | FartherThan)
    }
    return tuple(sorted(every))
