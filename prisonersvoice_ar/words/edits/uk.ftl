# Що кажуть авторові команди, які пишуть у сцені: new, fmt, rename, notes, translate, undo.
# Повідомлення і порада до нього: NAME і NAME-advice.

## Усі
taken-back = Скасувати: { $command }
meant = Можливо, «{ $guess }»?
take-another = Візьміть іншу назву.
unreadable = { $file } не можна прочитати однозначно, тож файл лишено, як є
unreadable-advice = Спершу виправте це (`prisonersvoice check` скаже те саме) і спробуйте ще раз.
edits-meet = дві зміни припадають на ті самі слова, тож нічого не записано
edits-meet-advice = Зробіть одну, потім другу.
unproved = { $file }: зміна вийшла б не такою, як задумано, тож нічого не записано
unproved-advice = Щось там написано в незвичний спосіб: змініть це вручну.
outside = { $path } лежить поза вмістом, де нічого не можна скасувати, тож нічого не записано
outside-advice = Туди веде посилання? Покладіть сам файл на місце посилання.

## new
new-made = { $file } створено.
new-next = Далі: { $preview }, { $check }
new-no-name = «{ $name }» не може бути назвою сцени
new-no-name-advice = У назві теки та в id малі латинські літери, цифри й дефіси: glass-box.
new-device = «{ $name }» не може бути назвою теки у Windows
new-there = { $folder } уже є, і в ній нічого не змінено
new-no-default = { $key }: { $why }
new-no-default-advice = Тут немає відповіді за замовчуванням: дайте її у файлі --answers або відповідайте на запитання в терміналі.
new-unmakable = { $folder } не можна створити: { $why }
new-unmakable-advice = Дозвольте там запис або назвіть інше місце.
new-no-terminal = для запитань потрібен термінал
new-no-terminal-advice = Дайте --answers FILE.yaml (title, summary, kind, themes …) або --yes, щоб узяти все за замовчуванням.
new-ended = запитання урвалися зарано, тож нічого не записано
new-ended-advice = Почніть знову.

## fmt
fmt-nothing = { $scene }: усе вже впорядковано
fmt-would = { $file }: було б змінено ({ $what })
fmt-run = Зробити це: { $command }
fmt-kept = { $file }: написано так, що, крім id, нічого не змінено (можливо, є «? ключ» або дужки навколо всієї сцени?)
fmt-ids = { $count ->
    [one] { $count } новий id
    [few] { $count } нові id
   *[other] { $count } нових id
 }: { $ids }
fmt-laid = ключі впорядковано, відступи по два пробіли
fmt-noted = translations.yaml: { $count ->
    [one] записано { $count } переклад як зроблений із теперішнього тексту
    [few] записано { $count } переклади як зроблені з теперішніх текстів
   *[other] записано { $count } перекладів як зроблені з теперішніх текстів
 }

## rename
kind = { $kind ->
    [beat] крок
    [line] репліка
    [object] предмет
    [source] джерело
    [flag] прапорець
   *[cue] ефект
 }
rename-said = { $what } { $old } тепер зветься { $new }
rename-head = { $what } { $old } → { $new }
rename-places = { $count ->
    [one] { $count } місце
    [few] { $count } місця
   *[other] { $count } місць
 } у { $files ->
    [one] { $files } файлі
   *[other] { $files } файлах
 }{ $others ->
    [none] { "" }
   *[other] ; також у { $others }
 }
rename-remarks = У цих коментарях і далі { $old }; це ваші слова, тож їх не змінено:
rename-dry = Нічого не записано: --dry-run.
rename-several = «{ $old }» тут — це { $kinds }
rename-several-advice = Скажіть, що саме: { $options }.
rename-nothing = у сцені { $scene } немає ні кроку, ні репліки, ні предмета, ні джерела, ні прапорця «{ $old }»
rename-it-has = Є: { $names }.
rename-absent = { $kind ->
    [beat] немає кроку
    [line] немає репліки
    [object] немає предмета
    [source] немає джерела
    [flag] немає прапорця
   *[cue] немає ефекту
 } «{ $old }»
rename-no-name = «{ $new }» не може бути назвою
rename-no-name-advice = У назві малі латинські літери, цифри й дефіси: saw-hatch, fd-041.
rename-reserved = «{ $new }» — слово самої мови сцен
rename-taken = назву «{ $new }» вже зайнято: так зветься { $what } ({ $place })
a-kind = { $kind ->
    [beat] крок
    [line] репліка
    [object] предмет
    [source] джерело
    [flag] прапорець
   *[cue] ефект
 }

## notes
notes-head = { $scene }: { $count ->
    [one] { $count } примітка
    [few] { $count } примітки
   *[other] { $count } приміток
 }, відкритих { $open }
notes-gone = у сцені цього вже немає
notes-quote = «{ $text }»
notes-open = відкрито: { $text } — { $by }, { $date }
notes-done = враховано: { $text } — { $by }, { $date }
notes-none = Залишити примітку: { $command }
notes-added = Записано до { $key } ({ $place })
notes-added-text = Записано до { $key } ({ $place }): «{ $text }»
notes-next = Усі примітки: { $list }; скасувати: { $undo }
notes-is-done = Примітку { $number } до { $key } враховано: { $text }
notes-was-done = Примітку { $number } враховано раніше.
notes-said = примітка до { $key }
notes-said-done = примітку { $number } до { $key } враховано
notes-misplaced = --text і --by потрібні лише з --add
notes-misplaced-advice = Скажіть, про що примітка: --add fd-008.
notes-unknown = нічого в цій сцені не зветься «{ $name }»
notes-unknown-advice = Назвіть репліку (fd-008), крок або ключ тексту (hint/find-bunk).
notes-absent = примітки { $number } немає
notes-absent-advice = Усього їх { $count }; список дає `prisonersvoice notes`.
notes-wordless = примітці потрібні слова та ім’я або роль
notes-wordless-advice = Напишіть --text "…" --by "юрист".
notes-no-text = у словах примітки є байти, що не є текстом
notes-no-text-advice = Наберіть їх наново, в UTF-8.

## translate
texts = { $count ->
    [one] { $count } текст
    [few] { $count } тексти
   *[other] { $count } текстів
 }
translate-status = { $scene }: { $texts }, мова оригіналу { $lang }
translate-nameless = { $count ->
    [one] { $count } репліка ще не має id, тож перекласти її не можна
    [few] { $count } репліки ще не мають id, тож перекласти їх не можна
   *[other] { $count } реплік ще не мають id, тож перекласти їх не можна
 }. Спершу: { $command }
translate-language = { $lang }: готових { $done }, застарілих { $stale }, бракує { $missing }
translate-stale = застаріли: { $keys }
translate-missing = бракує: { $keys }
translate-file = { $path }: { $texts }
translate-next = Віддайте це перекладачам. Потім: { $command }
translate-blind = У сцені { $scene } є що виправити (`prisonersvoice check`), тож перекладачам не сказано, що стоїть довкола тексту.
translate-one = сцена { $scene } написана лише однією мовою
translate-one-advice = Назвіть мову, якою перекладати: --to pl.
translate-folder = --out: { $path } — файл
translate-folder-advice = Назвіть теку.
translate-no-language = --to { $lang }: такої мови немає
translate-no-language-advice = Наприклад uk, en, pl, crh.
translate-is-written = { $lang } — мова, якою сцену написано
translate-is-written-advice = Назвіть іншу мову: --to.
translate-unimported = { $path } має переклади, яких немає у сцені: { $count } ({ $keys }); тож його не перезаписано
translate-unimported-advice = Спершу внесіть його (--import) або назвіть іншу теку: --out.
translate-other-scene = { $path } вивантажено з іншої сцени, { $scene }, тож нічого не внесено
translate-other-scene-advice = Назвіть ту сцену; чи, може, це не той файл?
translate-others-file = { $path } вивантажено з іншої сцени, { $scene }, тож його не перезаписано
translate-others-file-advice = Назвіть окрему теку для цієї сцени: --out.
translate-one-to = з --import може бути лише одна мова --to
translate-one-to-advice = Вносьте мови по черзі.
translate-came = { $path }: { $lang }: внесено { $taken }, без змін { $same }, ще не перекладено { $empty }
translate-fuzzy = позначено як непевні (fuzzy), тож не внесено: { $count }; внести їх: --fuzzy: { $keys }
translate-old = зроблено зі старого тексту, тож застаріли: { $count }: { $keys }
translate-unknown = у цій сцені немає: { $count }: { $keys }
translate-keyless = без ключа (рядок { $line })
translate-keyed = { $key } (рядок { $line })
translate-unseen = { $key } (рядок { $line }) має невидимі знаки ({ $signs }); їх збережено й записано кодами
translate-breaks = { $key }: субтитри розбито не там, де в оригіналі ({ $lang }): знаки ( | )
translate-title = назви мовою { $lang } ще немає, тож поки що там «{ $title }»: перекладіть і її
translate-control = { $path }:{ $line }: у { $key } є керівний символ ({ $sign })
translate-control-advice = Видаліть його й наберіть слова довкола наново.
translate-nothing = Записувати нічого: усе, що можна внести, вже є у сцені.
translate-written = Записано: { $files }
translate-then = Далі: { $check }; скасувати: { $undo }
translate-said = { $texts } мовою { $lang }
translate-no-header = { $path }: заголовок файлу не називає мови
translate-no-header-advice = Назвіть її: --to.
translate-two-languages = { $path }: заголовок каже { $said }, а --to каже { $to }
translate-two-languages-advice = Що з цього правильне?
translate-region = { $path }: заголовок каже { $said }, а в цій сцені є { $has }
translate-region-advice = Це вона? --to { $has }. Окрема мова? --to { $said }.
translate-bad-language = { $path }: мови «{ $lang }» немає
translate-bad-language-advice = Мови: uk, en, pl, crh …
translate-original = { $path }: { $lang } — мова, якою сцену написано, тож нічого не внесено
translate-original-advice = Чи правильна мова в заголовку файлу?
translate-not-stale = Нічого з цього не застаріло.
translate-accepted = { $keys }: уже не застаріло
translate-accepted-said = прийнято { $count ->
    [one] { $count } переклад
    [few] { $count } переклади
   *[other] { $count } перекладів
 }
translate-no-text = у сцені { $scene } немає тексту «{ $key }»
translate-no-text-advice = Тексти звуться: { $keys } …
translate-no-title = { $file } не має назви з мовою, тож перекладати нічого
translate-no-title-advice = Напишіть title: {"{"}uk: "…"{"}"}; що ще негаразд, скаже `prisonersvoice check`.

## Файли PO
po-unreadable = { $path } не можна прочитати: { $why }
po-unreadable-advice = Назвіть файл PO.
po-no-file = це не звичайний файл
po-large = { $path } більший за { $megabytes } МБ
po-large-advice = Чи це той файл?
po-none = { $path } — не файл PO: { $why }
po-none-advice = Відкрийте його в програмі для файлів PO (наприклад, Poedit) і збережіть в UTF-8.
po-charset = { $path }: заголовок називає невідоме кодування «{ $charset }»
po-charset-advice = { po-none-advice }
po-bytes = { $path }:{ $line }: це не { $charset }, хоч так сказано в заголовку
po-bytes-advice = { po-none-advice }
po-line = { $path }:{ $line }: такого рядка у файлі PO бути не може: { $said }
po-line-advice = { po-none-advice }
po-plural = { $path }:{ $line }: форм множини у сценах немає
po-plural-advice = Вивантажте сцену ще раз (--export).
po-twice = { $path }:{ $line }: msgctxt "{ $key }" стоїть двічі, уперше в рядку { $first }
po-twice-advice = Лишіть один.

## undo
undo-took = Скасовано { $change }
undo-would = Було б скасовано { $change }
undo-line = { $number }  { $when } UTC  { $command }: { $said }
undo-line-undone = { $number }  { $when } UTC  { $command }: { $said }  (скасовано)
undo-none-kept = Жодної зміни не збережено.
undo-no-other = Інших змін немає.
undo-more = Ще раз { $command } — і буде скасовано: { $change }
undo-is-as-before = { $file }: і так уже як було
undo-as-before = { $file }: як було
undo-removed = { $file }: прибрано
undo-merged = { $file }: як було, а змінене відтоді збережено
undo-another = { $file }: тепер це інший файл, його лишено
undo-moved = { $file } → { $name }
undo-no-change = у сцені { $scene } немає що скасувати
undo-no-change-advice = fmt, rename, translate і notes зберігають те, що змінили; що зберіг редактор, скасовує редактор.
undo-absent = у сцені { $scene } немає зміни { $number }, яку можна скасувати
undo-absent-advice = Є: { $numbers }.
undo-edited = { $file } правлено після зміни { $number } ({ $command }), у тих самих місцях, тож нічого не скасовано
undo-edited-advice = Що там було раніше, стоїть у { $kept }. undo --list називає всі зміни; --change N скасовує одну з них.
undo-copy = «{ $said }» зроблено в { $home }, і не лише в самій теці, тож у копії цього не скасувати
undo-copy-advice = Скасуйте це в { $home } або видаліть { $folder }, якщо це вам не потрібно.
undo-outside = { $folder } називає { $name }, що лежить поза вмістом, тож нічого не скасовано
undo-outside-advice = Теку змінив хтось інший? Видаліть її .history, якщо це вам не потрібно.
