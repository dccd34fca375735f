"""What each problem is called and how it is said, in every language of the catalogue."""

from prisonersvoice_ar.documents.catalogue.saying import (
    LANGUAGES,
    english_problem,
    forms_of,
    in_general,
    said_in,
    stage_of,
    summary,
)

__all__ = ["LANGUAGES", "english_problem", "forms_of", "in_general", "said_in", "stage_of", "summary"]
