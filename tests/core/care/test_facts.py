"""Sentences that claim something to be looked up, and sentences that do not."""

import pytest

from prisonersvoice_ar.core.care.facts import claimed


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("У 2017 році тут було 20 людей.", "uk", "2017"),
        ("Спали на 42 м².", "uk", "42"),
        ("На п’ятнадцять людей — тринадцять ліжок.", "uk", "п’ятнадцять"),
        ("На п'ятнадцять людей — тринадцять ліжок.", "uk", "п’ятнадцять"),
        ("Близько двох тисяч людей.", "uk", "тисяч"),
        ("Це порушення, сказав Європейський суд.", "uk", "Європейський суд"),
        ("Вісім відсотків.", "uk", "відсотків"),
        ("За даними правозахисників, їх багато.", "uk", "За даними"),
        ("Fifteen men, thirteen beds.", "en", "Fifteen"),
        ("The European Court found a violation.", "en", "European Court"),
        ("About 2,500 are held there.", "en", "2,500"),
        ("By Russian law it may not be longer.", "en", "By Russian law"),
        ("Eight per cent.", "en", "per cent"),
        ("Im Jahr 2017.", "de", "2017"),
    ],
)
def test_what_reads_like_a_fact(text: str, lang: str, words: str) -> None:
    assert claimed(text, lang) == words


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Далі — два шляхи. Обидва короткі.", "uk"),
        ("А тепер — кілька секунд без слів.", "uk"),
        ("Кожна людина має ім’я.", "uk"),
        ("Сорока сіла на ґрати.", "uk"),
        ("Рука тримається за законоване скло.", "uk"),
        ("Two ways lead on from here. Both are short.", "en"),
        ("Often, one hears steps. Count to ten.", "en"),
        ("The sixteenth-note of a lock.", "uk"),
        ("A weight of stone.", "en"),
        ("", "en"),
    ],
)
def test_what_does_not(text: str, lang: str) -> None:
    assert claimed(text, lang) == ""
