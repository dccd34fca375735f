"""Where each beat of a scene may lead, asides and their ways back included; conditions are taken to hold."""

from collections.abc import Mapping

from prisonersvoice_ar.core.script.model import RETURN, Beat, Scene

Ways = Mapping[str, tuple[str, ...]]
"""beat → beats"""


def ways_on(scene: Scene) -> Ways:
    """Return where each beat leads; out of an aside to wherever some aside may lead back to."""
    back = backs(scene)
    return {beat.id: tuple(_goals(beat, back, scene)) for beat in scene.beats.values()}


def backs(scene: Scene) -> tuple[str, ...]:
    """Return where a ``return`` can lead: on from any way into an aside."""
    every = (way for beat in scene.beats.values() for way in beat.ways)
    return tuple(dict.fromkeys(way.go for way in every if way.aside is not None))


def _goals(beat: Beat, back: tuple[str, ...], scene: Scene) -> dict[str, None]:
    return {
        goal: None
        for way in beat.ways
        for goal in ((way.aside,) if way.aside is not None else back if way.go == RETURN else (way.go,))
        if goal in scene.beats
    }
