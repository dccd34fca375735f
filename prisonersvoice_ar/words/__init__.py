"""The interface's languages: one Fluent file a language, ``Interface(lang).text(id)``."""

from prisonersvoice_ar.words.interface import LANGUAGES, Interface, UnknownMessage

__all__ = ["LANGUAGES", "Interface", "UnknownMessage"]
