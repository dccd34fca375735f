"""The words of themes: each finds itself, none finds what is meant otherwise."""

import json
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring import care
from prisonersvoice_ar.authoring.care.notice import lexicon
from prisonersvoice_ar.core.script.themes import THEMES

DATA = json.loads((Path(care.__file__).parent / "lexicon.json").read_text("utf-8"))
LANGUAGES = {"uk", "en", "de", "pl"}
PHRASES = [
    (theme, lang, phrase)
    for theme, languages in DATA["themes"].items()
    for lang, phrases in languages.items()
    for phrase in phrases
]


def test_every_theme_has_words_in_every_language() -> None:
    assert set(DATA["themes"]) == set(THEMES)
    assert {theme for theme, milder in DATA["covers"].items() for theme in (theme, *milder)} <= set(THEMES)
    assert [(t, set(w)) for t, w in DATA["themes"].items() if set(w) != LANGUAGES] == []
    assert set(DATA["except"]) == LANGUAGES


def test_none_stands_twice_and_each_is_written_as_it_is_looked_up() -> None:
    assert len(PHRASES) == len(set(PHRASES))
    for _, _, phrase in PHRASES:
        assert phrase == phrase.lower().strip()
        assert "'" not in phrase
        assert all(len(word) >= 4 for word in phrase.split() if word.endswith("*")), phrase


@pytest.mark.parametrize(("theme", "lang", "phrase"), PHRASES)
def test_each_is_found(theme: str, lang: str, phrase: str) -> None:
    said = " ".join(word.replace("*", "") for word in phrase.split())
    found = lexicon().touched(f"… {said.capitalize()}!", lang)
    assert theme in found
    assert lexicon().touched(said, f"{lang}-XX")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Європейський комітет із запобігання катуванням вимагає більшого.", "uk"),
        ("Конвенція ООН проти катувань забороняє це.", "uk"),
        ("Спеціальний доповідач з питань катувань писав про це.", "uk"),
        ("Світло померкло. Він допитливо дивиться на стіну.", "uk"),
        ("Країни засудили це. Побутова техніка й побита шибка.", "uk"),
        ("Тут стояв завод, збудований після війни.", "uk"),
        ("Смерек тут немає, лише бетон.", "uk"),
        ("The European Committee for the Prevention of Torture asks for more.", "en"),
        ("The Convention against Torture forbids it. The Rapporteur on Torture wrote of it.", "en"),
        ("A warning on the wall, a warm lamp, a heart beating, a dead end.", "en"),
        ("A factory from before the war, and a sentence of five words.", "en"),
        ("Das Komitee zur Verhütung von Folter fordert mehr.", "de"),
        ("Das war vor dem Krieg eine Fabrik; ein kriegerischer Ton ist es nicht.", "de"),
        ("Komitet do spraw zapobiegania torturom wymaga więcej.", "pl"),
        ("Fabryka sprzed lat, zamknięta po wojnie.", "pl"),
        ("Des mots que personne ne connaît: torture, mort.", "fr"),
    ],
)
def test_what_is_meant_otherwise_is_not(text: str, lang: str) -> None:
    assert lexicon().touched(text, lang) == {}


@pytest.mark.parametrize(
    ("text", "lang", "themes"),
    [
        ("Його били струмом і ґвалтували.", "uk", {"violence", "torture", "sexual-violence"}),
        ("В’язнів б’ють.", "uk", {"violence"}),
        ("Тут людину щодня били.", "uk", {"violence"}),
        ("Його закатували до смерті.", "uk", {"torture", "death"}),
        ("Мене допитали двічі.", "uk", {"interrogation"}),
        ("Він оголосив голодування.", "uk", {"hunger-strike", "hunger"}),
        ("Пізніше він наклав на себе руки.", "uk", {"suicide"}),
        ("The prisoners were often beaten.", "en", {"violence"}),
        ("He went on hunger strike.", "en", {"hunger-strike", "hunger"}),
        ("Häftlinge werden hier geschlagen.", "de", {"violence"}),
        ("Więźniów bito, a potem razili go prądem.", "pl", {"violence", "torture"}),
    ],
)
def test_ordinary_sentences_are_understood(text: str, lang: str, themes: set[str]) -> None:
    assert set(lexicon().touched(text, lang)) == themes


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Годинник б’є північ. Його чути всюди.", "uk"),
        ("Били на сполох. Дзвони били, і їх чули.", "uk"),
        ("Його обдало струмом повітря, його била лихоманка.", "uk"),
        ("Світло б’є йому в очі. Дощ б’є по даху, серце б’ється.", "uk"),
        ("Побита шибка, збитий поріг. Її душив кашель. Він допитується правди.", "uk"),
        ("Her heart beat. The beaten track of prisoners. The clock beats.", "en"),
        ("Die Uhr hat zwölf geschlagen. Alarm wurde geschlagen.", "de"),
        ("Zegar bije północ, dzwony biły.", "pl"),
    ],
)
def test_clocks_bells_and_currents_are_left_alone(text: str, lang: str) -> None:
    assert lexicon().touched(text, lang) == {}


def test_of_one_thing_the_gravest_word_is_asked() -> None:
    touched = lexicon().touched("Його били струмом.", "uk")
    assert lexicon().gravest(touched) == {"torture": "били струмом"}


def test_an_institutions_name_does_not_hide_the_thing_itself() -> None:
    text = "Комітет із запобігання катуванням записав: тут людей катували."
    assert lexicon().touched(text, "uk") == {"torture": "катували"}


def test_a_stress_mark_or_another_apostrophe_hides_nothing() -> None:
    assert "torture" in lexicon().touched("Його катува\u0301ли.", "uk")
    assert "isolation" in lexicon().touched("Одиночне ув'язнення.", "uk")


def test_the_graver_theme_warns_of_the_milder() -> None:
    assert {"violence", "ill-treatment"} <= lexicon().named(["torture"])
    assert "torture" not in lexicon().named(["violence"])
