"""Which sounds will soon be wanted, so that they are ready before they are asked for."""

from prisonersvoice_ar.core.script.model import Beat, Scene, SoundCue


def sounds_ahead(scene: Scene, beat: str, lang: str) -> list[str]:
    """Give the paths of the sounds of ``beat`` and then of the beats that can follow it, each once, in order.

    For ``Speaker.prepare`` when a beat is entered (and for the first beat, while the notice is read). A name
    that is no beat (``actions``) has none.
    """
    first = scene.beats.get(beat)
    if first is None:
        return []
    beats = [first, *(scene.beats[name] for name in first.goals if name in scene.beats)]
    return list(dict.fromkeys(path for each in beats for path in _sounds(each, lang) if path))


def _sounds(beat: Beat, lang: str) -> list[str]:
    ambience = [beat.ambience.path] if beat.ambience is not None else []
    voices = [line.voices[lang].path for line in beat.say if lang in line.voices]
    cues = [cue.path for cue in beat.cues if isinstance(cue, SoundCue)]
    return ambience + voices[:1] + cues + voices[1:]
