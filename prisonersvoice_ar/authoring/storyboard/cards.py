"""What stands under each picture of a contact sheet, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from prisonersvoice_ar.authoring.phrases import end, say
from prisonersvoice_ar.authoring.ways import Edge, came_from, edges
from prisonersvoice_ar.core.script.model import ACTIONS, Beat, Choice, Scene
from prisonersvoice_ar.words import Interface


@dataclass(frozen=True)
class Arrow:
    """One way on."""

    to: str
    """number and name of the beat, or words for what is none"""
    why: str = ""
    """a condition, or the words of a choice"""
    next: bool = False
    """it leads to the card that follows"""


@dataclass(frozen=True)
class Card:
    """What is said of one beat."""

    number: int
    """from 1, in the scene's order"""
    beat: str
    marks: tuple[str, ...]
    """"3 lines", "once", …"""
    arrows: tuple[Arrow, ...]
    reached: bool
    """False: no way leads here"""


def cards(scene: Scene, lang: str) -> tuple[Card, ...]:
    """A card for each beat, in the scene's order; words in ``lang``."""
    ways = edges(scene)
    reached = came_from(scene, ways)
    numbers = {beat: index for index, beat in enumerate(scene.beats, 1)}
    leaving: dict[str, list[Edge]] = {}
    for edge in ways:
        leaving.setdefault(edge.source, []).append(edge)
    words = Interface(lang, "storyboard")
    return tuple(
        Card(
            numbers[beat.id],
            beat.id,
            tuple(_marks(beat, words)),
            tuple(_arrow(edge, numbers, lang, scene) for edge in leaving.get(beat.id, ())),
            beat.id in reached,
        )
        for beat in scene.beats.values()
    )


def _marks(beat: Beat, words: Interface) -> list[str]:
    marks = [words.text("sheet-lines", count=len(beat.say))] if beat.say else []
    if beat.rest is not None:
        marks.append(words.text("sheet-rest"))
    elif beat.until is not None or beat.choice:
        marks.append(words.text("sheet-wait"))
    if beat.once:
        marks.append(words.text("sheet-once"))
    return marks


def _arrow(edge: Edge, numbers: Mapping[str, int], lang: str, scene: Scene) -> Arrow:
    if edge.target == ACTIONS:
        return Arrow(end(ACTIONS, lang), reason(edge, lang, scene))
    number = numbers[edge.target]
    following = number == numbers[edge.source] + 1
    return Arrow(f"{number} {edge.target}", reason(edge, lang, scene), following)


def reason(edge: Edge, lang: str, scene: Scene) -> str:
    """When ``edge`` is taken: the words of a choice, a condition, "otherwise"; "" where it always is."""
    book = Interface(lang, "phrases")
    parts = []
    if edge.kind == "return":
        return book.text("reason-return")
    if isinstance(edge.way, Choice):
        parts.append(book.text("quoted", name=scene.words(edge.way.text, lang)))
    if edge.way.when is not None:
        parts.append(book.text("reason-when", clause=say(edge.way.when, lang)))
    elif edge.otherwise:
        parts.append(book.text("reason-otherwise"))
    elif edge.kind == "way" and scene.beats[edge.source].choice:
        parts.append(book.text("reason-unchosen"))
    if edge.kind == "aside":
        parts.append(book.text("reason-aside"))
    return ", ".join(parts)
