"""What `new` asks and what it writes into a new scene for its author, in English and in Ukrainian."""

from collections.abc import Mapping

ASKED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "languages": "Languages of the scene, the one you write in first",
        "title": "Title",
        "summary": "Summary, one sentence that a visitor reads before choosing",
        "kind": "Whose words? composite (a narrator retells what is documented), first-person, archive",
        "source.title": "A source: title of the report, judgment or article",
        "source.publisher": "A source: who published it",
        "source.url": "A source: address on the web, or nothing",
        "consent.scope": "Consent: what the person agreed to",
        "consent.date": "Consent: the day, as 2026-11-30",
        "consent.languages": "Consent: for which languages",
        "consent.withdraw": "Consent: how it is taken back",
        "themes": "Themes that a visitor is warned of",
        "age": "From what age",
        "minutes": "How many minutes",
        "cell": "Cell",
        "size_m": "Its size in metres: width, depth, height",
        "mode": "How it is seen: diorama (on a card), portal (behind a poster), seated (without a camera)",
        "target": "Which card or poster",
        "beat": "Name of the first beat",
        "line": "The first line that is said",
    },
    "uk": {
        "languages": "Мови сцени; першою — та, якою ви пишете",
        "title": "Назва",
        "summary": "Одне речення, яке відвідувач читає перед вибором",
        "kind": "Чиї це слова? composite (оповідач переказує задокументоване), first-person, archive",
        "source.title": "Джерело: назва звіту, рішення суду чи статті",
        "source.publisher": "Джерело: хто оприлюднив",
        "source.url": "Джерело: адреса в мережі або нічого",
        "consent.scope": "Згода: на що саме погодилася людина",
        "consent.date": "Згода: день, як-от 2026-11-30",
        "consent.languages": "Згода: для яких мов",
        "consent.withdraw": "Згода: як її відкликати",
        "themes": "Теми, про які треба попередити відвідувача",
        "age": "Від якого віку",
        "minutes": "Скільки хвилин",
        "cell": "Камера",
        "size_m": "Її розміри в метрах: ширина, глибина, висота",
        "mode": "Як її видно: diorama (на картці), portal (за плакатом), seated (без вебкамери)",
        "target": "Яка картка чи плакат",
        "beat": "Назва першого кроку",
        "line": "Перша репліка",
    },
}

NOTES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "head": "Written by `prisonersvoice new`. The words are yours now: change all of them.",
        "help": "How to write scenes: docs/scene-language.md. Look at it: prisonersvoice preview {id}",
        "testimony": "Whose words these are. Each line that claims a fact cites a source: cites: [s1]",
        "notice": "What is shown before anything starts; specific, never moralising.",
        "place": "The cell. at_m: metres from the middle of its floor: to the right, away from the door, up.",
        "see": "How it is seen, and how else where that cannot be.",
        "first": "A beat: what begins it, what is said, where it leads.",
        "ids": "Ids are for ever: recorded voices hang on them. A new line needs none: prisonersvoice fmt {id}",
        "look": "A wait always has an `after`, so that nobody is trapped.",
        "rest": "A quiet end, before anything is asked of the visitor.",
        "actions": "what follows every story: the petition, the volunteers, a letter",
    },
    "uk": {
        "head": "Створено командою `prisonersvoice new`. Слова тепер ваші: змінюйте все.",
        "help": "Як писати сцени: docs/scene-language.md. Подивитися: prisonersvoice preview {id}",
        "testimony": "Чиї це слова. Кожна репліка, що стверджує факт, називає джерело: cites: [s1]",
        "notice": "Що показати ще до початку: конкретно й без повчань.",
        "place": "Камера. at_m: метри від середини підлоги: праворуч, від дверей, угору.",
        "see": "Як її видно і як інакше, коли так не можна.",
        "first": "Крок: з чого починається, що звучить, куди веде.",
        "ids": "id даються назавжди: на них тримаються записані голоси. Нова репліка id не потребує: prisonersvoice fmt {id}",
        "look": "В очікування завжди є `after`, щоб ніхто не застряг.",
        "rest": "Тихий кінець, перш ніж про щось просити відвідувача.",
        "actions": "що йде після кожної історії: петиція, волонтерство, лист",
    },
}

STUBS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "summary": "One sentence about the scene.",
        "source.title": "Title of the report that this scene leans on",
        "source.publisher": "Who published it",
        "line": "Before you is a cell. It is a model, not any particular cell.",
        "hint": "Look at the door. You may also simply wait.",
        "fact": "Here stands what the source documents.",
        "end": "The story is over. Stay in the quiet for a while.",
    },
    "uk": {
        "title": "Нова сцена",
        "summary": "Одне речення про сцену.",
        "source.title": "Назва звіту, на який спирається ця сцена",
        "source.publisher": "Хто його оприлюднив",
        "line": "Перед вами камера. Це макет, а не якась конкретна камера.",
        "hint": "Погляньте на двері. Можна й просто зачекати.",
        "fact": "Тут стоїть те, що задокументовано в джерелі.",
        "end": "Розповідь закінчено. Побудьте трохи в тиші.",
    },
}
"""texts that stand until the author writes others"""


def in_words(table: Mapping[str, Mapping[str, str]], lang: str, key: str) -> str:
    """An entry in ``lang``, or in English."""
    return table.get(lang, table["en"])[key]
