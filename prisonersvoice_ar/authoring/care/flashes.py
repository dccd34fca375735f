"""Lights that strobe for a visitor who does nothing; what only a quick hand makes flash is looked for in the film."""

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.care.joining import UNTOUCHED
from prisonersvoice_ar.core.care.lightplay import light_plays
from prisonersvoice_ar.core.care.strobing import strobes


def check_flashes(case: Case) -> None:
    """Refuse a light that goes to and fro over three times a second, over however many beats; each run is told once.

    Lines take what they take at present: their voices where there are some, else the time to read them.
    """
    told: set[str] = set()
    for lang in case.scene.languages:
        for play in light_plays(case.scene, lang, (UNTOUCHED,)):
            found = strobes(play)
            for light, count in found.items() if play.beat not in told else ():
                case.findings.add("flashes", case.at(case.scene.beats[play.beat]), light=light, count=count)
            told.update(play.through if found else ())
