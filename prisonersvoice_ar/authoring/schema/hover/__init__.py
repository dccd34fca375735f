"""What an editor shows when the mouse rests on a key, in the author's words: definition → key → text.

The key "" tells of a whole file. tests/authoring/test_schema.py holds these against the models' keys.
"""

from collections.abc import Mapping

from prisonersvoice_ar.authoring.schema.hover import english

Hover = Mapping[str, Mapping[str, str]]

HOVER: Mapping[str, Hover] = {"en": english.HOVER}
WORDS: Mapping[str, Mapping[str, str]] = {"en": english.WORDS}
"""what is said of single words: a text's language, a trigger"""
