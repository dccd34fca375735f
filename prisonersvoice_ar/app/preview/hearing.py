"""The speaker follows the rehearsal: plays on, holds, and where the playhead leaps begins again from there."""

from prisonersvoice_ar.app.effects import Hands
from prisonersvoice_ar.app.report import Report
from prisonersvoice_ar.core.rehearsal import Change, Rehearsal
from prisonersvoice_ar.core.story.lights import Lights
from prisonersvoice_ar.speaker import Speaker

_SETTLED_S = 0.12
"""a playhead that is being dragged says nothing until it has rested so long"""
_CUT_S = 0.08


class Hearing:
    """What is heard of a rehearsal; call ``take`` after every change and ``step`` once a frame."""

    def __init__(self, speaker: Speaker) -> None:
        """Nothing is heard yet."""
        self._speaker = speaker
        # the lights are the stage's own affair here (Rehearsal.standing), and nobody reads the report
        self._hands = Hands(speaker, Lights(), Report(lambda: 0.0), may_open_browser=False)
        self._audible = False
        self._lost = True
        """what the speaker plays is not what the rehearsal says"""
        self._ever = False
        self._cut_at = -1.0

    def take(self, change: Change, rehearsal: Rehearsal, now: float) -> None:
        """Carry out what a call has done; ``now``: seconds of a steady clock."""
        if change.cut:
            self._forget(now)
        elif change.effects:
            if self._audible:
                self._hands.carry_out(change.effects, rehearsal.time)
            else:
                self._lost = True

    def step(self, rehearsal: Rehearsal | None, now: float) -> None:
        """Play on, hold, or begin again from where the playhead is."""
        audible = rehearsal is not None and can_be_heard(rehearsal)
        if audible and self._lost and now - self._cut_at >= _SETTLED_S and rehearsal is not None:
            self._speaker.resume()
            self._begin(rehearsal)
        elif audible != self._audible and not self._lost:
            self._hold(rehearsal) if not audible else self._speaker.resume()
        self._audible = audible and not self._lost
        self._ever = self._ever or audible
        if self._ever:  # who never wants to hear anything has no sound card opened
            self._speaker.update(now)

    def _hold(self, rehearsal: Rehearsal | None) -> None:
        if rehearsal is not None and not rehearsal.playing:
            self._speaker.pause()
        else:  # muted, or too fast for a voice: when it comes back, the story is elsewhere
            self._speaker.silence(_CUT_S)
            self._lost = True

    def _forget(self, now: float) -> None:
        self._cut_at = now
        if not self._lost:
            self._speaker.silence(_CUT_S)
        self._lost, self._audible = True, False

    def _begin(self, rehearsal: Rehearsal) -> None:
        """Set ambience and line from the playhead; effects in mid-air are left out."""
        self._lost = False
        standing = rehearsal.standing()
        ambience = standing.ambience
        if ambience is not None and ambience.path:
            self._speaker.ambience(ambience.path, ambience.level_db, 0.4)
        else:
            self._speaker.ambience(None, 0.0, 0.2)
        if standing.line is not None:
            voice = standing.line.voices.get(standing.lang)
            path = voice.path if voice is not None else None
            self._speaker.say(path, standing.line_seconds, standing.line_offset)


def can_be_heard(rehearsal: Rehearsal) -> bool:
    """A voice is heard at its own speed only."""
    return rehearsal.playing and not rehearsal.muted and rehearsal.speed == 1.0
