"""Edits on an author's files by exact spans: comments, quotes, blank lines and line ends stay as they are.

``page`` reads a file so that it can be edited; ``draft`` gathers edits and proves that the data came out as
meant; ``saving`` writes several files, all or none; ``history`` keeps what was there; ``undoing`` takes it back.
"""

from prisonersvoice_ar.authoring.edits.draft import Draft
from prisonersvoice_ar.authoring.edits.history import Change, History
from prisonersvoice_ar.authoring.edits.page import Page, read_page
from prisonersvoice_ar.authoring.edits.saving import Move, Write, save

__all__ = ["Change", "Draft", "History", "Move", "Page", "Write", "read_page", "save"]
