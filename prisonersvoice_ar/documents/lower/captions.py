"""Where an author wants a line's caption to break: " | " begins a new one."""

from collections.abc import Mapping

from prisonersvoice_ar.core.script.texts import captions_of, spoken
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.spots import Spot


def split(
    text: Mapping[str, str], spot: Spot, findings: Findings
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return each language's text without the marks, and its captions where there are marks."""
    clean: dict[str, str] = {}
    pages: dict[str, tuple[str, ...]] = {}
    for language, said in text.items():
        parts = captions_of(said)
        if len(parts) > 1:
            if not all(parts):
                findings.add("empty-caption", spot.place(language))
            pages[language] = tuple(part for part in parts if part)
        clean[language] = spoken(said)
    return clean, pages
