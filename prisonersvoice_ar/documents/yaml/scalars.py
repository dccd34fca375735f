"""What an unquoted word means: the restricted resolver.

Only ``true`` and ``false`` are booleans; ``no``, ``on``, ``1:30``, ``0x1F``, ``017``, ``1_000`` and dates stay
text, as YAML 1.2's core schema has them, so that editors and we agree.
"""

import math
import re

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Scalar = str | int | float | bool | None


def resolve(text: str) -> Scalar:
    """Return the value of a plain (unquoted) scalar; never raises."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if len(text) < 64 and _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
