"""Carries a visit's effects out: to the speaker, the stage's lights, the browser and the report."""

import logging
from dataclasses import dataclass, field

from prisonersvoice_ar.app.browser import Browser
from prisonersvoice_ar.app.report import Report
from prisonersvoice_ar.core.actions import check_address
from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.core.story.effects import (
    EndLine,
    EndSound,
    EnterBeat,
    FadeLight,
    PlaySound,
    SetAmbience,
    StartLine,
    StoryEnded,
)
from prisonersvoice_ar.core.story.lights import Lights
from prisonersvoice_ar.core.visit.effects import (
    LanguageChosen,
    OpenLink,
    PauseSound,
    PhaseEntered,
    ResumeSound,
    StopSound,
    SwitchMode,
    VisitEffect,
    VisitEnded,
)
from prisonersvoice_ar.speaker import Speaker

_log = logging.getLogger(__name__)


@dataclass
class Hands:
    """What effects reach; one call an effect."""

    speaker: Speaker
    lights: Lights
    report: Report
    may_open_browser: bool
    """False where nobody is there to have asked for it"""
    browser: Browser = field(default_factory=Browser)
    mode: Mode | None = None
    """the mode that a visit has switched to, until the loop takes it"""
    ended: bool = False
    """a visit has come to its end"""

    def carry_out(self, effects: tuple[VisitEffect, ...], now: float) -> None:
        """Do all of ``effects``, in order; ``now`` in seconds of the experience."""
        for effect in effects:
            self._do(effect, now)

    def _do(self, effect: VisitEffect, now: float) -> None:
        match effect:
            case StartLine(line, lang, seconds):
                voice = line.voices.get(lang)
                self.speaker.say(voice.path if voice is not None else None, seconds)
                self.report.start_line(line.id, lang)
            case EndLine(_, cut):
                if cut:  # one that ends by itself is heard to its end
                    self.speaker.stop_line()
                    self.report.cut_line()
            case PlaySound(cue):
                self.speaker.effect(cue.path, cue.level_db, cue.fade)
            case EndSound(cue):
                self.speaker.end_effect(cue.path, cue.fade)
            case SetAmbience(ambience, fade):
                if ambience is None:
                    self.speaker.ambience(None, 0.0, fade)
                else:
                    self.speaker.ambience(ambience.path, ambience.level_db, fade)
            case FadeLight(light, level, fade):
                self.lights.fade(light, level, fade, now)
            case EnterBeat(beat):
                self.report.enter_beat(beat)
            case _:
                self._do_visit(effect)

    def _do_visit(self, effect: VisitEffect) -> None:
        match effect:
            case PhaseEntered(phase):
                self.report.enter_phase(phase.value)
            case PauseSound():
                self.speaker.pause()
            case ResumeSound():
                self.speaker.resume()
            case StopSound(fade):
                self.speaker.silence(fade)
            case SwitchMode(mode):
                self.mode = mode
            case OpenLink(action, url):
                if self.may_open_browser:
                    self.browser.open(action, check_address(url))
            case VisitEnded():
                self.ended = True
                self.lights.reset()
            case StoryEnded() | LanguageChosen():
                pass
            case _:
                _log.warning("nobody carries out %s", type(effect).__name__)
