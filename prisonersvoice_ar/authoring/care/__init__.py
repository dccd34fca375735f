"""What care asks beyond a scene that works (testimony-and-care).

Voices that fit, captions that can be read, facts with their sources, a notice that names what comes, translations
and reviewers that were listened to.
"""

from prisonersvoice_ar.authoring.care.all import Further, Surroundings, care_of

__all__ = ["Further", "Surroundings", "care_of"]
