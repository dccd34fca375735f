"""The characters that the screens' typeface has (the subset of Inter in stage/fonts; a test holds the two together)."""

import re

_DRAWN = (
    "\u0020-\u007e\u00a0-\u0148\u014a-\u01c3\u01c5-\u024f\u0259"  # Latin
    "\u02bb-\u02bd\u02c6\u02c7\u02d8-\u02dd\u0300-\u0304\u0306-\u030c\u0323\u0327\u0328"  # accents
    "\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1"  # Greek
    "\u03f0-\u049d\u04a0-\u04ff\u052f"  # Greek, Cyrillic
    "\u1e00-\u1eff"  # Latin with two accents: Vietnamese
    "\u2010-\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u20a0-\u20bf\u2116\u2122"  # signs
    "\u2190-\u2193\u21b5\u21e5\u21e7\u2212\u2303\u2318\u232b\u23ce\u25cf\u2713"  # arrows, keys
)
_UNDRAWN = re.compile(f"[^{_DRAWN}\\s]")


def undrawn(text: str) -> str:
    """Each character of ``text`` that would be shown as a box, once, in the order of the text."""
    return "".join(dict.fromkeys(_UNDRAWN.findall(text)))
