"""Captions: where a line of narration breaks, and when each part stands on the screen. Pure.

Numbers: BBC Subtitle Guidelines and Netflix's timed text style guide, gathered in testimony-and-care.md.
"""

from prisonersvoice_ar.core.captions.pages import CaptionPage, page_at, paged, pages
from prisonersvoice_ar.core.captions.timing import reading_time
from prisonersvoice_ar.core.captions.wrap import Fits, wrap

__all__ = ["CaptionPage", "Fits", "page_at", "paged", "pages", "reading_time", "wrap"]
