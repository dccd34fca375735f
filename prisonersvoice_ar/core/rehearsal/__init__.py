"""Rehearsing a scene: play, stop, go back and forth, jump, fire triggers, and go on while the scene changes.

Pure: time is an argument. ``preview`` stands on it.
"""

from prisonersvoice_ar.core.rehearsal.carrying import KINDS, Carried, Note, carry
from prisonersvoice_ar.core.rehearsal.entries import RESTING, Entry, Fire, Skip, Turn
from prisonersvoice_ar.core.rehearsal.labels import leaf_label
from prisonersvoice_ar.core.rehearsal.results import Arrival, Change, Leaf, Reloading
from prisonersvoice_ar.core.rehearsal.session import Rehearsal
from prisonersvoice_ar.core.rehearsal.standing import Standing
from prisonersvoice_ar.core.rehearsal.timeline import LANES, Lane, Mark, Span, Sure, Timeline

__all__ = [
    "KINDS",
    "LANES",
    "RESTING",
    "Arrival",
    "Carried",
    "Change",
    "Entry",
    "Fire",
    "Lane",
    "Leaf",
    "Mark",
    "Note",
    "Rehearsal",
    "Reloading",
    "Skip",
    "Span",
    "Standing",
    "Sure",
    "Timeline",
    "Turn",
    "carry",
    "leaf_label",
]
