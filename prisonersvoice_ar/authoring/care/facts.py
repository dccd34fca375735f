"""Facts and their sources: in a composite scene each cites one."""

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.care.facts import claimed
from prisonersvoice_ar.core.script.model import Line


def check_facts(case: Case) -> None:
    """A line that its author calls a fact needs a source; one that reads like a fact is asked about.

    Of a person's own words (``first-person``) nothing is asked, nor of an archive's.
    """
    if case.scene.kind != "composite":
        return
    for _, line in case.lines():
        if line.cites or line.fact is False:
            continue
        if line.fact:
            case.findings.add("fact-uncited", case.at(line), line=line.id)
        elif words := _claim(line):
            case.findings.add("fact-likely", case.at(line), line=line.id, words=words)


def _claim(line: Line) -> str:
    return next((words for lang, text in line.text.items() if (words := claimed(text, lang))), "")
