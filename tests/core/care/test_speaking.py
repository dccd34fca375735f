"""How long a text is spoken, against what a machine really took for the scene that ships."""

import pytest

from prisonersvoice_ar.core.care.speaking import far_from_text, spoken_seconds

# text, language, seconds of its voice in audio/ (measured)
SPOKEN = [
    ("Перед вами камера штрафного ізолятора. Це макет, а не якась конкретна камера.", "uk", 6.25),
    ("Удень ліжко мусить бути підняте й притулене до стіни.", "uk", 3.25),
    ("У 2021 році щонайменше дванадцять кримських в’язнів побували у штрафних ізоляторах.", "uk", 8.0),
    ("The lamp. We keep it lit so that you can see the cell.", "en", 4.77),
    (
        "In February 2025 the Mission of the President of Ukraine in Crimea knew of 221 Crimean political prisoners.",
        "en",
        10.71,
    ),
    ("Steps.", "en", 0.6),
]


@pytest.mark.parametrize(("text", "lang", "seconds"), SPOKEN)
def test_a_voice_is_near_its_text(text: str, lang: str, seconds: float) -> None:
    assert not far_from_text(seconds, text, lang)
    assert not far_from_text(0.8 * seconds, text, lang)
    assert not far_from_text(1.3 * seconds, text, lang)


@pytest.mark.parametrize(("text", "lang", "seconds"), SPOKEN[:-1])
def test_another_text_or_a_torn_file_is_far(text: str, lang: str, seconds: float) -> None:
    assert far_from_text(0.3 * seconds, text, lang)
    assert far_from_text(3.0 * seconds + 1.0, text, lang)


def test_numbers_are_spoken_as_words() -> None:
    assert spoken_seconds("221 people", "en") > 1.5 * spoken_seconds("the people", "en")


def test_a_language_that_is_not_known_has_a_pace_too() -> None:
    assert spoken_seconds("Ось камера.", "crh") == pytest.approx(spoken_seconds("Ось камера.", "uk"), rel=0.4)
    assert spoken_seconds("A cell.", "en-GB") == spoken_seconds("A cell.", "en")
