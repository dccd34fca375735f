"""What a scene says, in a reader's words: every part of the model, in both languages."""

from typing import get_args

import pytest

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.phrases import beginning, say, waiting, ways
from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.core.script.model import (
    After,
    AllOf,
    Ambience,
    AnyOf,
    Beat,
    Branch,
    Choice,
    CloserThan,
    Condition,
    FartherThan,
    Gesture,
    Hint,
    KeyPressed,
    LightCue,
    LineEnded,
    LookAt,
    Moment,
    Pressed,
    SoundCue,
    StopCue,
    TargetLost,
    TargetSeen,
    Touched,
    VisitorArrived,
    VisitorLeft,
)

LEAVES = [
    (TargetSeen(), "the card or the poster is in view", "картку чи плакат стане видно"),
    (TargetLost(), "the card or the poster is out of view", "картка чи плакат зникне з кадру"),
    (VisitorArrived(), "somebody is there", "хтось підійде"),
    (VisitorLeft(), "nobody is there any more", "нікого вже не буде"),
    (LineEnded("gb-1"), "“gb-1” has been said", "репліку «gb-1» буде сказано"),
    (LookAt("slit", 1.5), "the visitor looks at “slit” for 1.5 s", "відвідувач подивиться на «slit» 1,5 с"),
    (CloserThan(0.4), "the camera is nearer than 40 cm", "вебкамера буде ближче ніж за 40 см"),
    (FartherThan(1.25), "the camera is farther away than 1.25 m", "вебкамера буде далі ніж за 1,25 м"),
    (Pressed("yes"), "“yes” is pressed", "буде натиснуто «yes»"),
    (Touched("hatch"), "“hatch” is clicked or touched", "«hatch» клацнуть або торкнуться"),
    (KeyPressed("space"), "the key “space” is pressed", "буде натиснуто клавішу «space»"),
    (Gesture("point"), "a hand points", "рука вкаже пальцем"),
    (Gesture("thumb_up"), "a hand shows “thumb up”", "рука покаже «thumb up»"),
    (After(150.0), "2.5 min have passed", "мине 2,5 хв"),
    (AnyOf(()), "never", "ніколи"),
]


@pytest.mark.parametrize(("trigger", "english", "ukrainian"), LEAVES)
def test_a_trigger_in_words(trigger: model.Trigger, english: str, ukrainian: str) -> None:
    assert say(trigger, "en") == english
    assert say(trigger, "uk") == ukrainian


def test_no_trigger_of_the_language_is_left_out() -> None:
    tried = {type(trigger) for trigger, *_ in LEAVES} | {Pressed, AllOf}
    assert set(get_args(model.Trigger)) == tried


def test_groups_are_joined_and_mixed_ones_bracketed() -> None:
    look, wait, key = LookAt("bunk", 2), After(15), Pressed("continue")
    assert say(AnyOf((look, wait))) == "the visitor looks at “bunk” for 2 s or 15 s have passed"
    mixed = AllOf((AnyOf((look, key)), wait))
    assert say(mixed) == (
        "(the visitor looks at “bunk” for 2 s or the visitor goes on (a key, a click, a touch))"
        " and 15 s have passed"
    )
    assert "(" not in say(AnyOf((AnyOf((look, wait)), LineEnded("a"))))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment(), "when the beat begins"),
        (Moment(offset=2), "2 s after the beat begins"),
        (Moment("a", "start"), "when “a” begins"),
        (Moment("a", "start", 1.25), "1.25 s after “a” begins"),
        (Moment("a", "end"), "when “a” ends"),
        (Moment("a", "end", 0.5), "0.5 s after “a” ends"),
    ],
)
def test_moments(moment: Moment, words: str) -> None:
    assert say(moment) == words


def test_cues() -> None:
    at = Moment("a", "end", 0.5)
    assert say(LightCue("slit", 0.8, 2.0, at)) == "Light “slit” goes to 80 % in 2 s, 0.5 s after “a” ends."
    assert say(LightCue("slit", 0.0, 0.0, at)) == "Light “slit” goes out, 0.5 s after “a” ends."
    bolt = SoundCue("bolt", "", 1.0, "door", -12.0, Moment())
    assert say(bolt) == "Sound “bolt” at “door”, −12 dB, when the beat begins."
    rising = SoundCue("drip", "", 1.0, None, -6.5, Moment(), fade=1.5)
    assert say(rising, "uk") == "Звук «drip», −6,5 дБ, на початку кроку, наростає за 1,5 с."
    assert say(StopCue("drip", "", 2.0, Moment())) == "Sound “drip” fades away in 2 s, when the beat begins."
    assert say(Ambience("", "")) == "Silence under everything."
    assert say(Ambience("hum", "", -28.0)) == "Under everything: “hum”, −28 dB."


def test_conditions_hold_together_and_are_negated_as_a_whole() -> None:
    both = Condition(flag="saw", visited="hatch")
    assert say(both) == "“saw” is so and “hatch” was gone through"
    assert say(Condition(flag="saw", visited="hatch", negate=True)) == (
        "“saw” is not so or “hatch” was not gone through"
    )
    assert say(Condition(looked_at="slit"), "uk") == "відвідувач дивився на «slit»"


def test_ways_on() -> None:
    beat = Beat("a", (Branch("b", Condition(flag="f")), Branch("c", aside="d"), Branch("actions")))
    assert ways(beat) == [
        "if “f” is so: to “b”",
        "through “d”, then to “c”",
        "otherwise: to what can be done",
    ]
    assert ways(Beat("a", (Branch("return"),))) == ["to where it was left"]
    choice = Choice("x", {"uk": "Лист", "en": "A letter"}, "b", Condition(visited="c"))
    assert say(choice) == "“A letter”: if “c” was gone through: to “b”"
    assert say(choice, "uk") == "«Лист»: якщо крок «c» уже пройдено: до «b»"


def test_what_a_beat_waits_for() -> None:
    then = (Branch("actions"),)
    two = (Choice("x", {"en": "X"}, "b"), Choice("y", {"en": "Y"}, "b"))
    assert waiting(Beat("a", then)) == []
    assert waiting(Beat("a", then, choice=two)) == ["Waits until the visitor chooses."]
    assert waiting(Beat("a", then, choice=two, until=After(16))) == [
        "Waits until the visitor chooses or 16 s have passed."
    ]
    assert waiting(Beat("a", then, rest=25)) == ["Rests for 25 s; the visitor may go on sooner."]
    assert beginning(Beat("a", then)) == ""
    assert (
        beginning(Beat("a", then, begin=TargetSeen()), "uk")
        == "Починається, коли картку чи плакат стане видно."
    )


def test_a_hint_speaks_the_readers_language_or_any() -> None:
    hint = Hint(6, {"uk": "Погляньте"})
    assert say(hint) == "After 6 s of waiting a hint is shown: “Погляньте”"


def test_numbers() -> None:
    assert phrases.number(-0.001) == "0"
    assert phrases.number(1.999) == "2"
    assert phrases.share(0.333, "uk") == "33,3 %"
    assert phrases.seconds(121.0) == "121 s"
    assert say(After(3), "pl") == "3 s have passed", "a language without a book reads English"
