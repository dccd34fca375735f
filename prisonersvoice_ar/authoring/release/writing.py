"""What is still to be written: words of a template, facts of which nobody has said so, sources that nobody can find."""

import re

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.authoring.creating.wording import STUBS
from prisonersvoice_ar.core.script.texts import texts_of

_ONLY_STUBS = ("title", "summary", "source.title", "source.publisher", "fact")
"""what `new` writes and no scene can mean; its other sentences are true of any scene"""
_STUBS = frozenset(words[key] for words in STUBS.values() for key in _ONLY_STUBS if key in words)
_UNWRITTEN = re.compile(r"\A[\s.…?_–—-]*\Z|\A(?:x{3,}|х{3,})\W*\Z|\b(?:TODO|FIXME|TBD|XXX)\b|\blorem ipsum\b")


def check_facts_settled(case: Case) -> None:
    """In a composite scene each line cites a source or says whether it is a fact; one problem for all that do not."""
    if case.scene.kind != "composite":
        return
    open_lines = [line.id for _, line in case.lines() if not line.cites and line.fact is None]
    if open_lines:
        case.findings.add("facts-unsettled", case.head("testimony"), lines=", ".join(open_lines))


def check_written(case: Case) -> None:
    """No words of the template are left, nor dots that stand for words; each source can be looked up."""
    places = case.places()
    for key, text in texts_of(case.scene).items():
        for said in dict.fromkeys(text.values()):
            if _is_unwritten(said):
                case.findings.add("left-to-write", places[key], key=key, text=said)
    for source in case.scene.sources.values():
        place = case.head("testimony", source.id)
        for key, said in (("title", source.title), ("publisher", source.publisher)):
            if _is_unwritten(said):
                case.findings.add("left-to-write", place, key=f"sources/{source.id}/{key}", text=said)
        if not source.url and not source.where:
            case.findings.add("left-to-write", place, source=source.id)
    consent = case.scene.consent
    for key, said in (("scope", consent.scope), ("withdraw", consent.withdraw)) if consent else ():
        if _is_unwritten(said):
            case.findings.add(
                "left-to-write", case.head("testimony", "consent"), key=f"consent/{key}", text=said
            )


def _is_unwritten(said: str) -> bool:
    return said.strip() in _STUBS or _UNWRITTEN.search(said) is not None
