"""Visits, ways and shares in a writer's words, in English or Ukrainian."""

from collections.abc import Sequence

from prisonersvoice_ar.authoring.phrases import trigger_words
from prisonersvoice_ar.core.script.model import AllOf
from prisonersvoice_ar.core.story.steps import Chooses, Does, Looks, Move
from prisonersvoice_ar.core.story.walk import Stop
from prisonersvoice_ar.words import Interface


class Said:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        """Choose the language; one that has no words reads English."""
        self.lang = lang
        self.words = Interface(lang, "play")

    def text(self, name: str, /, **facts: str | int | float) -> str:
        """A message of words/play."""
        return self.words.text(name, **facts)

    def way(self, stops: Sequence[Stop]) -> str:
        """A way through the story: "arrive → find-hatch (looks at “hatch”) → hatch"."""
        return " → ".join(self._stop(stop) for stop in stops)

    def _stop(self, stop: Stop) -> str:
        done = ", ".join(self.move(move) for move in stop.moves)
        return self.text("stop-doing", beat=stop.beat, done=done) if done else stop.beat

    def move(self, move: Move) -> str:
        """What a visitor does on a way."""
        match move:
            case Looks(name):
                return self.text("does-look", name=name)
            case Chooses(choice):
                return self.text("does-choose", name=choice)
            case Does(leaves):
                return trigger_words(leaves[0] if len(leaves) == 1 else AllOf(leaves), self.lang)
            case _:
                return ""

    def ending(self, beats: Sequence[str], rest: str) -> str:
        """The last beats of a visit; ``rest``: the id of the quiet that a scene without one is given."""
        named = [self.text("given-rest") if beat == rest else beat for beat in beats]
        return " → ".join([*named, self.text("the-actions")])

    def share(self, part: int, whole: int) -> str:
        """A share in per cent: "49 %", "0.3 %", "–" where there is none."""
        if part == 0 or whole == 0:
            return self.text("none")
        percent = 100.0 * part / whole
        number = f"{percent:.0f}" if percent >= 10.0 or part == whole else f"{percent:.1f}"
        if number == "100" and part < whole:
            number = "99.9"
        if number == "0.0":
            number = "< 0.1"
        return self.text("percent", number=number.replace(".", self.text("decimal")))


def clock(seconds: float) -> str:
    """A length: "3:07", "1:02:30"."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
