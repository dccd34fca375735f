"""How long a line lasts: its voice's length, else the time to read it."""

from prisonersvoice_ar.core.script.model import Line, Scene

CHARACTERS_PER_SECOND = 15.0
"""under the 17 that the BBC's and Netflix's guidelines allow: people also look at the cell"""
SETTLE = 0.5
"""seconds until the eye has found the caption"""
SHORTEST = 1.0
GAP = 0.35
"""seconds of breath between two lines"""


def reading_seconds(text: str) -> float:
    """Seconds to read ``text`` as a caption."""
    return max(SHORTEST, len(text) / CHARACTERS_PER_SECOND + SETTLE)


def line_seconds(scene: Scene, line: Line, lang: str) -> float:
    """Seconds that the story gives ``line`` in ``lang``."""
    voice = line.voices.get(lang)
    if voice is not None and voice.seconds > 0.0:
        return voice.seconds
    return reading_seconds(scene.words(line.text, lang))
