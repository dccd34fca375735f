# Що змінилося між двома версіями сцени, словами читача.

title = { $scene }: { $old } → { $new }
nothing = Нічого з того, що відвідувач бачить, чує чи робить, не змінилося.
was = було: { $text }
quote = «{ $text }»
scene = Сцена
beat = Крок { $beat }
words-only = Лише слова: в одній із версій є що виправити (`prisonersvoice check`)
words-of-part = Лише слова: цей файл — частина сцен
words-same = Жодного слова не змінено.
consequences = Що з цього випливає
working = як є зараз
page = { $path }: { $count ->
    [one] { $count } зміна
    [few] { $count } зміни
   *[other] { $count } змін
 }. Відкрийте у браузері.

## Сцена загалом
text-title = Назва ({ $lang }) тепер { $text }
text-summary = Опис ({ $lang }) тепер каже: { $text }
language-added = Сцена тепер має мову { $lang }: { $count } з { $all } текстів.
language-removed = Сцена вже не має мови { $lang }.
written = Її пишуть тепер мовою { $new }; досі мовою { $old }.
fallback = Де тексту бракує мови відвідувача, показують { $new }; досі { $old }.
kind = Тепер це { $new }; досі було { $old }.
theme-added = Застереження тепер називає тему { $theme }.
theme-removed = Застереження вже не називає теми { $theme }.
age = У застереженні вік від { $new }; досі від { $old }.
minutes = У застереженні { $new } хв; досі { $old } хв.
mode = Її видно як { $new }; досі як { $old }.
fallbacks = Де так не можна, її видно як { $new }; досі як { $old }.
target = Ціль для { $mode } тепер { $new }; досі { $old }.
scale = Масштаб макета 1:{ $new }; досі 1:{ $old }.
cell = Камера тепер { $new }; досі { $old }.
cell-size = Розміри камери { $new } м; досі { $old } м.
cell-light = Головне світло камери інше.
object-added = У камері новий предмет, { $name }.
object-removed = Предмета { $name } у камері вже немає.
object-moved = { $name } стоїть в іншому місці камери: { $new } м; досі { $old } м.
source-added = Нове джерело { $name }: { $source }
source-removed = Джерела { $name } вже немає: { $source }
source-renamed = Джерело { $old } тепер зветься { $new }; воно те саме.
source-changed = Джерело { $name } інше: { $text }
consent = Запис про згоду змінився.
review-added = Нова рецензія: { $role }, { $day }.
review-removed = Рецензії вже немає: { $role }, { $day }.
pronounce = Змінилося, як вимовляти складні слова ({ $lang }): { $words }.

## Кроки й репліки
beat-added = Новий: { $summary }
beat-removed = Більше немає: { $summary }
beat-renamed = Має нову назву: { $new }; досі { $old }.
beat-first = Розповідь тепер починається з { $new }; досі з { $old }.
summary-lines = { $count ->
    [0] у ньому нічого не кажуть
    [one] { $count } репліка
    [few] { $count } репліки
   *[other] { $count } реплік
 }
line-text = Репліка { $line } ({ $lang }) тепер каже: { $text }
line-text-added = Репліка { $line } тепер має мову { $lang }: { $text }
line-text-removed = Репліка { $line } вже не має мови { $lang }.
line-added = Нова репліка { $line }: { $text }
line-removed = Репліки { $line } вже немає: { $text }
line-nameless = Нова репліка, ще без id: { $text }
line-nameless-removed = Репліки без id вже немає: { $text }
line-renamed = Репліка { $old } тепер зветься { $new }; каже те саме.
line-to-beat = Репліку { $line } тепер кажуть тут; досі в кроці { $beat }.
line-moved-after = Репліку { $line } тепер кажуть після { $other }.
line-moved-first = Репліку { $line } тепер кажуть першою.
line-cites = Репліка { $line } тепер посилається на { $sources }.
line-cites-removed = Репліка { $line } вже не посилається на { $sources }.
line-note = Вказівка до { $line } тепер { $text }
line-note-removed = Вказівки до { $line } вже немає: { $text }
line-pages = Субтитри репліки { $line } ({ $lang }) діляться в інших місцях.
line-fact = { $fact ->
    [true] Про репліку { $line } тепер сказано, що вона стверджує факт.
    [false] Про репліку { $line } тепер сказано, що вона не стверджує факту.
   *[none] Уже не сказано, чи репліка { $line } стверджує факт.
 }
line-contains = Чого торкається репліка { $line }, тепер сказано так: { $themes }.
nothing-named = нічого

## Що відбувається в кроці
begins-at-once = Тепер починається одразу.
waits-not = Тепер нічого не чекає.
rest = Тиша { $new }; досі { $old }.
rest-added = Тепер це тиша, { $new }.
rest-removed = Це вже не тиша.
once-added = Тепер його розповідають лише раз.
once-removed = Тепер його розповідають щоразу, а не лише раз.
light = Головне світло тепер { $new }.
light-removed = Головного світла в ньому вже немає.
sets-removed = Прапорця { $flag } вже не чіпає.
hint-text = Підказка ({ $lang }) тепер каже: { $text }
hint-added = Нова підказка: { $text }
hint-removed = Підказки вже немає: { $text }
hint-after = Підказка з’являється після { $new } чекання; досі після { $old }.
choice-added = Новий вибір: { $text }
choice-removed = Вибору вже немає: { $text }
choice-text = Вибір { $choice } ({ $lang }) тепер каже: { $text }
choice-way = Вибір { $choice } тепер веде { $new }; досі { $old }.
ways = Веде: { $ways }.
ambience-removed = Власного тла вже не має.

## Світло і звук
cue-light = світло { $name }
cue-sound = звук { $name }
cue-stop = кінець звуку { $name }
cue-later = { $cue } тепер на { $seconds } пізніше ({ $moment }).
cue-sooner = { $cue } тепер на { $seconds } раніше ({ $moment }).
cue-moment = { $cue } тепер { $new }; досі { $old }.
cue-level = { $cue } тепер до { $new }; досі до { $old }.
cue-loudness = { $cue } тепер { $new }; досі { $old }.
cue-fade = { $cue } тепер триває { $new }; досі { $old }.
cue-place = { $cue } тепер чути біля { $new }; досі біля { $old }.
cue-nowhere = всього навколо
cue-added = Нове: { $text }
cue-removed = Більше немає: { $text }

## Що з цього випливає
voice-stale = { $count ->
    [one] У записі репліки { $lines } ({ $lang }) ще старі слова: перезапишіть.
   *[other] У записах реплік { $lines } ({ $lang }) ще старі слова: перезапишіть.
 }
voice-new = { $count ->
    [one] Репліка { $lines } ще не має голосу мовою { $lang }.
   *[other] Репліки { $lines } ще не мають голосу мовою { $lang }.
 }
voice-unused = { $count ->
    [one] Голос репліки { $lines } більше не потрібен.
   *[other] Голоси реплік { $lines } більше не потрібні.
 }
translation-stale = { $count ->
    [one] Переклад
   *[other] Переклади
 } { $lang ->
    [uk] українською
    [en] англійською
   *[other] мовою { $lang }
 } зроблено { $count ->
    [one] зі старого тексту
   *[other] зі старих текстів
 }: { $texts }.
uncited = { $count ->
    [one] Репліка { $lines } більше не має джерела.
   *[other] Репліки { $lines } більше не мають джерел.
 }
review-old = { $count ->
    [one] Рецензія стосувалася старих слів.
   *[other] Рецензії стосувалися старих слів.
 }

## Чого не можна: повідомлення і порада до нього, NAME-advice
git-no-scene = у { $revision } немає { $file }
git-no-scene-advice = Тоді сцена звалася інакше? Назвіть її як REV:PATH. Її ще немає в жодному коміті? Порівняйте дві теки: diff OLD NEW.
git-no-revision = у git немає версії «{ $revision }»
git-no-revision-advice = Наприклад HEAD, HEAD~3, гілка, мітка, хеш коміту.
git-missing = git не встановлено
git-missing-advice = Установіть git або порівняйте дві теки: diff OLD NEW.
git-silent = git не відповідає
git-silent-advice = Спробуйте ще раз або порівняйте дві теки: diff OLD NEW.
git-refuses = git: { $said }
git-refuses-advice = Порівняйте натомість дві теки: diff OLD NEW.
cannot-two-named = --git порівнює одну сцену з версією, а названо дві сцени
cannot-two-named-advice = Приберіть щось одне.
cannot-two-revisions = --git { $revision }: { $scene } уже називає версію
cannot-two-revisions-advice = Приберіть щось одне.
cannot-no-scene = «{ $name }» не називає сцени
cannot-no-scene-advice = Назвіть версію шляхом або як REV:PATH.
