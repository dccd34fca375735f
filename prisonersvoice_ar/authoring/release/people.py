"""Whose words and whose judgement a scene leans on: consent, reviews, and a person's voice."""

from datetime import date

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.documents.advice import listed

REVIEWERS = ("legal", "psychologist")
"""two people of different professions: what may be said, and what it does to who hears it"""
_MOST_LINES = 6


def check_draft(case: Case) -> None:
    """Its author does not call it a draft any more."""
    if case.scene.draft:
        case.findings.add("still-draft", case.head("draft"))


def check_consent(case: Case, today: date) -> None:
    """A first-person testimony's consent was given, and covers each language in which it is shown."""
    consent = case.scene.consent
    if case.scene.kind != "first-person" or consent is None:  # without one it could not be read
        return
    if consent.on > today:
        case.findings.add("consent-future", case.head("testimony", "consent"), date=consent.on.isoformat())
    for lang in case.scene.languages:
        if lang not in consent.languages:
            case.findings.add(
                "consent-language",
                case.head("testimony", "consent"),
                language=lang,
                names=listed(consent.languages),
            )


def check_reviews(case: Case, today: date) -> None:
    """A lawyer and a psychologist have read it, on a day that has been."""
    place = case.head("testimony", "reviews")
    done = {review.role for review in case.scene.reviews if review.on <= today}
    for review in case.scene.reviews:
        if review.on > today:
            case.findings.add(
                "review-future",
                place,
                role=review.role,
                who=f"@role-{review.role}" if review.role in REVIEWERS else "",
                date=review.on.isoformat(),
            )
    announced = {review.role for review in case.scene.reviews}
    for role in REVIEWERS:
        if role not in done | announced:
            case.findings.add("review-wanted", place, role=role, who=f"@role-{role}")


def check_voices(case: Case) -> None:
    """No line is spoken by a machine; one problem for each language."""
    for lang in case.scene.languages:
        synthetic = [
            line.id
            for _, line in case.lines()
            if (voice := line.voices.get(lang)) is not None and voice.synthetic
        ]
        if synthetic:
            case.findings.add(
                "voices-synthetic",
                case.head("title", lang),
                language=lang,
                count=len(synthetic),
                lines=listed(synthetic, _MOST_LINES),
            )
