"""Problems of what refers to what, and of the ways through a story, in Ukrainian."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = "може, «{guess}»?"
REFERENCE = {
    "duplicate-id": Said(
        "{what} з назвою «{name}» тут уже є", "уперше в рядку {first}", "дайте одному з них інший id"
    ),
    "reserved-name": Said(
        "крок не можна назвати «{name}»",
        "",
        "так зветься те, що йде після кожної розповіді; оберіть інший id",
    ),
    "unknown-beat": Said("кроку «{name}» немає", _MEANT, "є: {names}"),
    "unknown-line": Said("репліки «{name}» тут немає", _MEANT, "є: {names}"),
    "unknown-object": Said("предмета «{name}» немає", _MEANT, ("є: {names}", "додайте його в «objects»")),
    "unknown-source": Said(
        "джерела «{name}» немає", _MEANT, ("є: {names}", "додайте його в «testimony», «sources»")
    ),
    "unknown-light": Said("світла «{name}» в камері немає", _MEANT, "є: {names}"),
    "unknown-sound": Said(
        "звуку «{name}» немає",
        _MEANT,
        ("є: {names}", "покладіть {name}.opus у теку сцени або в audio/effects"),
    ),
    "unknown-target": Said("цілі «{name}» немає в markers.yaml", _MEANT, ("є: {names}", "додайте її туди")),
    "unknown-flag": Said(
        "жоден крок не встановлює «{name}», тож ця умова ніколи не справдиться",
        _MEANT,
        ("встановлено: {names}", "напишіть set: {{name}: true}"),
    ),
    "unknown-button": Said("кнопки «{name}» тут немає", _MEANT, "є: {names}"),
    "line-elsewhere": Said(
        "«{name}» не звучить у цьому кроці, тож ефект ніколи не настане",
        "належить до «{beat}»",
        "прив’яжіть ефект до репліки його кроку або перенесіть туди",
    ),
    "missing-target": Said(
        "режиму «{mode}» потрібна ціль",
        "",
        ("додайте «target: …» або «targets: {{mode}: …}»; є: {names}", "додайте «target: …»"),
    ),
    "target-no-opening": Said(
        "у цілі «{name}» немає отвору, тож порталом вона бути не може",
        "",
        "оберіть плакат, у якого в markers.yaml є opening_mm",
    ),
    "target-hangs": Said(
        "ціль «{name}» висить на стіні, а діорама стоїть на тому, що лежить",
        "",
        "оберіть картку або режим portal",
    ),
    "leaves-content": Said(
        "{path} веде за межі вмісту", "", "скопіюйте в теку сам файл, а не посилання на нього"
    ),
    "bad-sound": Said("{path} неможливо відтворити: {why}", "", "збережіть як .opus, .ogg (Vorbis) або .wav"),
    "bad-voice": Said(
        "{path} неможливо відтворити: {why}",
        "цю репліку читатимуть із субтитрів",
        "збережіть як .opus, .ogg (Vorbis) або .wav",
    ),
    "missing-voice": Said(
        "для {line} немає голосу мовою «{language}»",
        "цю репліку читатимуть із субтитрів",
        "запишіть audio/{language}/{line}.opus",
    ),
    "no-voices": Said(
        "у цієї сцени немає жодного голосу мовою «{language}»",
        "її репліки читатимуть із субтитрів",
        "запишіть їх у audio/{language}/, кожну під id її репліки",
    ),
    "missing-translation": Said(
        "тут бракує мови, яка є в заголовку: {languages}",
        "",
        "перекладіть; доти буде показано іншу мову",
    ),
    "extra-language": Said(
        "у заголовку немає мови «{language}», тож цього ніхто не побачить", "", "додайте мову до заголовка"
    ),
    "mixed-letters": Said(
        "у слові «{word}» змішано кирилицю й латиницю",
        "латинські: {letters}",
        "наберіть слово наново однією абеткою: виглядає воно правильно, а читається і шукається ні",
    ),
    "id-not-folder": Said("сцена «{name}» лежить у теці з назвою «{folder}»", "", "назвіть їх однаково"),
    "outside-cell": Said(
        "«{name}» лежить поза камерою {size} м",
        "",
        "початок — посередині підлоги: x праворуч, y від дверей, z угору",
    ),
    "consent-missing": Said(
        "свідченню від першої особи потрібен запис згоди",
        "",
        "додайте consent: {scope, date, languages, withdraw}; без нього це не свідчення від першої особи",
    ),
    "no-sources": Said("складене свідчення посилається на джерела, а тут їх немає", "", "додайте «sources»"),
    "id-not-in-dictionary": Said("у словнику {dictionary} немає мітки {id}", "", "там id від 0 до {most}"),
    "marker-twice": Said(
        "мітка {id} вже є на цілі «{target}»", "", "кожну мітку словника можна вжити один раз"
    ),
    "one-marker": Said("ціль «{name}» виду marker має більше однієї мітки", "", "напишіть kind: board"),
    "marker-off-paper": Said(
        "мітка {id} виходить за край паперу {size}", "", "at_mm — центр мітки, відлік від середини паперу"
    ),
    "markers-overlap": Said("мітка {id} лежить поверх мітки {other}"),
    "opening-off-paper": Said("отвір виходить за край паперу {size}"),
    "action-without-url": Said("у дії «{name}» немає адреси", "", "додайте «url: https://…»"),
}
FLOW = {
    "no-then": Said("крок «{beat}» не каже, що буде далі", "", "додайте «then: » і назву кроку або actions"),
    "no-way-on": Said(
        "усі шляхи з кроку «{beat}» мають умову, тож відвідувач може застрягти",
        "",
        "закінчіть список шляхом, який є завжди: {go: …}",
    ),
    "dead-branch": Said("цим шляхом ніхто не піде: попередній є завжди", "", "спершу пишіть шляхи з умовою"),
    "trap": Said(
        "це очікування може не скінчитися: ніхто не мусить робити того, на що чекає «{beat}»",
        "",
        "додайте вихід, який настає сам: until: {any: […, {after: 25s}]}",
    ),
    "choice-trap": Said(
        "хто нічого не обере, лишиться в «{beat}» назавжди", "", "додайте until: {after: 20s} і then"
    ),
    "begin-trap": Said(
        "крок «{beat}» може ніколи не початися", "", "почніть із target-seen або any: […, {after: 20s}]"
    ),
    "hint-never": Said(
        "підказку видно, доки крок чекає, а цей не чекає", "", "додайте until або приберіть її"
    ),
    "hint-too-late": Said(
        "очікування скінчиться через {wait} с, раніше за підказку", "", "покажіть підказку раніше"
    ),
    "no-way-out": Said(
        "з кроку «{beat}» жоден шлях не веде до actions",
        "",
        ("так само з: {more}", "нехай один із його шляхів закінчується на actions"),
    ),
    "unreachable-beat": Said("до кроку «{beat}» не веде жоден шлях", "", "назвіть його в then або choice"),
    "endless-loop": Said(
        "розповідь може безкінечно ходити по колу з «{beat}», не гаючи часу",
        "",
        "нехай один із кроків кола щось скаже, зачекає або поведе далі",
    ),
    "skips-rest": Said(
        "«{beat}» веде до actions повз тишу",
        "",
        "перш ніж про щось просити, дайте тишу: ведіть до кроку з rest",
    ),
    "flashes": Said(
        "світло «{light}» змінюється тут {count} разів за секунду",
        "",
        "три спалахи за секунду можуть спричинити напад (WCAG 2.3.1): нехай змінюється повільніше",
    ),
    "unused-source": Said(
        "на джерело «{name}» не посилається жодна репліка", "", "пошліться на нього або приберіть"
    ),
}
