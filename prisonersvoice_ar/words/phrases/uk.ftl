# Що написано в сцені, словами читача: на розкадруванні, у тексті для запису, у порівнянні версій.
# Частини речень, що починаються з «when-», стоять після «поки», «коли» та «якщо».

quoted = «{ $name }»
decimal = ,
or-last = { $first } або { $last }
and-last = { $first } і { $last }
grouped = ({ $clause })

## Міри
seconds = { $number } с
minutes = { $number } хв
metres = { $number } м
centimetres = { $number } см
decibels = { $number } дБ
percent = { $number } %

## На що чекає крок
when-target-seen = картку чи плакат стане видно
when-target-lost = картка чи плакат зникне з кадру
when-visitor-arrived = хтось підійде
when-visitor-left = нікого вже не буде
when-line-ended = репліку { $line } буде сказано
when-look-at = відвідувач подивиться на { $object } { $seconds }
when-closer = вебкамера буде ближче ніж за { $length }
when-farther = вебкамера буде далі ніж за { $length }
when-continue = відвідувач піде далі (клавіша, клацання, дотик)
when-pressed = буде натиснуто { $button }
when-touched = { $object } клацнуть або торкнуться
when-key = буде натиснуто клавішу { $key }
when-gesture = рука покаже { $gesture }
when-gesture-point = рука вкаже пальцем
when-after = мине { $seconds }
when-never = ніколи

waits-until = Чекає, поки { $clause }.
waits-choice = Чекає, поки відвідувач обере.
waits-choice-or = Чекає, поки відвідувач обере або { $clause }.
begins-when = Починається, коли { $clause }.
rests = Тиша { $seconds }; відвідувач може піти далі й раніше.

## Коли щось стається в межах кроку
at-beat = на початку кроку
at-beat-later = через { $offset } після початку кроку
at-start = на початку { $line }
at-start-later = через { $offset } після початку { $line }
at-end = наприкінці { $line }
at-end-later = через { $offset } після кінця { $line }

## Що стається
light-cue = Світло { $light }: до { $level }{ $fade ->
    [none] { "" }
   *[other] { " " }за { $fade }
 }, { $moment }.
light-out = Світло { $light } згасає{ $fade ->
    [none] { "" }
   *[other] { " " }за { $fade }
 }, { $moment }.
sound-cue = Звук { $sound }{ $place ->
    [none] { "" }
   *[other] { " " }біля { $place }
 }, { $level }, { $moment }{ $fade ->
    [none] { "" }
   *[other] , наростає за { $fade }
 }.
stop-cue = Звук { $sound } стихає{ $fade ->
    [none] { "" }
   *[other] { " " }за { $fade }
 }, { $moment }.
ambience = Тло: { $sound }, { $level }.
ambience-none = Тло: тиша.
light-leads = Головне світло тут { $light }.
hint = Після { $seconds } чекання з’являється підказка: { $text }
sets = Ставить прапорець { $flag }.
unsets = Знімає прапорець { $flag }.
once = Лише раз: хто прийде знову, одразу піде далі.

## Шляхи далі
if-flag = стоїть прапорець { $name }
if-not-flag = прапорець { $name } не стоїть
if-looked-at = відвідувач дивився на { $name }
if-not-looked-at = відвідувач не дивився на { $name }
if-visited = крок { $name } уже пройдено
if-not-visited = крок { $name } ще не пройдено
otherwise = інакше: { $way }
way = до { $go }
way-when = якщо { $clause }: до { $go }
way-aside = через { $aside }, потім до { $go }
way-aside-when = якщо { $clause }: через { $aside }, потім до { $go }
choice = { $text }: { $way }
to-actions = того, що можна зробити
to-return = місця, звідки прийшли

## Why a way is taken
reason-when = якщо { $clause }
reason-otherwise = інакше
reason-aside = відступ
reason-return = кінець відступу
reason-unchosen = якщо ніхто не обере
end-actions = що можна зробити
end-return = назад
