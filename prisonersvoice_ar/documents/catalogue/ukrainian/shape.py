"""Problems of single values and of keys, in Ukrainian."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = "може, «{guess}»?"
SHAPE = {
    "unknown-key": Said("{owner} немає ключа «{key}»", _MEANT, "{what} може мати: {names}"),
    "missing-key": Said(
        "{owner} бракує ключа «{key}»", "", ("його дасть `prisonersvoice {tool}`", "додайте рядок «{key}: …»")
    ),
    "wrong-type": Said("має бути {wanted}, а тут {got}", "", ("пишіть {example}", "")),
    "list-length": Said(
        "тут має бути {wanted}, а в цьому списку елементів: {count}",
        "",
        (
            "десяткові дроби пишуть із крапкою, а не комою: {guess}",
            "пишіть {example}: {order}",
            "пишіть {example}",
            "",
        ),
    ),
    "wants-quotes": Said("це читається як число {got}", "", 'якщо це текст, пишіть у лапках: "{got}"'),
    "unknown-value": Said("{what}: немає «{value}»", _MEANT, "є: {names}"),
    "mode-not-built": Said("режиму «{name}» ще не зроблено", "", "зроблено: {names}"),
    "unknown-theme": Said("теми «{name}» немає", _MEANT, "є: {names}"),
    "bare-duration": Said(
        "тривалості потрібна одиниця", "секунд? пишіть {value}s", "одиниці: ms, s та min, наприклад 1.5s"
    ),
    "clock-time": Said(
        "«{value}» може бути хвилинами й секундами або часом доби",
        "пишіть {seconds}s",
        "пишіть тривалість з одиницею: 90s, 1.5min",
    ),
    "bad-duration": Said(
        "«{value}» не є тривалістю", _MEANT, "пишіть число і ms, s або min: 300ms, 1.5s, 2min"
    ),
    "bare-length": Said("довжині потрібна одиниця", "", "одиниці: mm, cm та m, наприклад 40cm, 1.2m"),
    "bad-length": Said("«{value}» не є довжиною", _MEANT, "пишіть число і mm, cm або m: 40cm, 1.2m"),
    "bad-level": Said("«{value}» не є гучністю", "", "пишіть децибели, 0 або менше: -28"),
    "out-of-range": Said("{value} поза межами", "", "можна від {low} до {high}"),
    "empty-text": Said("тут немає тексту", "", "напишіть його або приберіть ключ"),
    "cyrillic-name": Said(
        "у назві «{value}» є кириличні літери",
        ("латинкою: {guess}", "деякі схожі на латинські"),
        "назви, на які сцена посилається, пишуть літерами a–z, цифрами, дефісами й підкресленнями",
    ),
    "bad-name": Said(
        "«{value}» не може бути назвою",
        _MEANT,
        "у назвах малі латинські літери, цифри, дефіси й підкреслення: glass-box",
    ),
    "path-for-name": Said(
        "«{value}» — це шлях, а потрібна назва",
        _MEANT,
        "звуки й спільні кроки пишуть самою назвою: bolt, letters; шукають їх лише в теці сцени, у scenes/_shared та в audio",
    ),
    "not-boolean": Said("«{value}» тут є текстом", "пишіть {guess}", "так і ні пишуть лише як true та false"),
    "bad-language": Said("«{value}» не є кодом мови", _MEANT, "пишіть uk, en, pl, de …"),
    "country-code": Said("«{value}» — це країна, а не мова", _MEANT, "мови: uk, en, pl, de …"),
    "bad-address": Said("«{value}» не є вебадресою", "", "пишіть її повністю: https://example.org/page"),
    "bad-date": Said("«{value}» не є датою", "", "пишіть рік-місяць-день: 2026-11-30"),
    "bad-scale": Said("«{value}» не є масштабом", "", "пишіть 1:20"),
    "wants-languages": Said(
        "те, що відвідувач читає чи чує, пишуть кожною мовою",
        ('пишіть {uk: "{cyrillic}", en: "…"}', 'пишіть {uk: "…", en: "{latin}"}'),
        'кожна мова окремо: {uk: "…", en: "…"}',
    ),
    "palm-is-pause": Said(
        "розкрита долоня завжди означає паузу",
        "",
        "візьміть інший жест: {names}",
    ),
    "unknown-trigger": Said(
        ("на «{value}» крок чекати не може", "тут не сказано, на що чекати"),
        _MEANT,
        "чекати можна на: {names}",
    ),
    "list-of-triggers": Said(
        "зі списку не видно, чи має статися щось одне, чи все", "", "напишіть any: [ … ] або all: [ … ]"
    ),
    "two-triggers": Said(
        "одна умова називає щось одне, а тут «{first}» і «{second}»",
        "",
        "напишіть список: any: [{{first}: …}, {{second}: …}]",
    ),
    "empty-list": Said("«{key}» порожнє", "", "додайте щось або приберіть ключ"),
    "bad-moment": Said("це не є моментом", "", "напишіть id репліки і, якщо треба, час: gb-001 + 0.5s"),
    "negative-offset": Said(
        "ефект не може настати раніше за те, до чого його прив’язано",
        "",
        "прив’яжіть його до попередньої репліки: «after: gb-001 + 0.5s»",
    ),
    "two-moments": Said("в ефекту один момент, а тут «{first}» і «{second}»", "", "залиште один"),
    "two-cues": Said("один ефект — це світло або звук, а тут і те, і те", "", "зробіть із нього два"),
    "unknown-cue": Said(
        ("ефекту «{value}» немає", "ефект називає світло або звук, а тут не названо нічого"),
        _MEANT,
        "ефект починається з: {names}",
    ),
    "empty-condition": Said("ця умова нічого не питає", "", "напишіть flag, looked_at або visited"),
    "choice-count": Said(
        "у виборі два або три шляхи, а тут {count}",
        "",
        (
            "нехай третій веде до кроку з власним вибором (go: more), а решту ({more}) запропонуйте там",
            "для одного шляху пишіть then: і назву кроку; або додайте ще один: {id: on, text: …, go: …}",
        ),
    ),
    "bad-format": Said("формат «{value}» тут не відомий", "пишіть 1", "ця версія читає формат 1"),
    "absurd-size": Said(
        "нічого розміром {value} мм не друкують",
        "",
        "розміри в міліметрах, від 5 до 3000; може, виміряно в сантиметрах чи метрах?",
    ),
    "not-https": Said(
        "«{value}» не є адресою https, яку можна показати",
        _MEANT,
        "пишіть її повністю: https://example.org/page",
    ),
    "bad-lens": Said("такого об’єктива не буває: {why}"),
    "centre-off-picture": Said(
        "головна точка («{key}») лежить поза кадром {size}",
        "",
        "може, ці параметри для кадру іншого розміру?",
    ),
}
