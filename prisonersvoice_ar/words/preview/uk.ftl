# Майстерня: що читає автор у попередньому перегляді. Коротко, бо стоїть поруч із картинкою.

## Стовпчик
beats = Кроки
lines = Репліки кроку
no-lines = У цьому кроці нічого не кажуть.
awaited = Чекає на (натисніть — станеться зараз)
nothing-awaited = Нічого не чекає: далі піде сам.
flags = Прапорці
now-said = зараз
was-said = сказано
fires-in = за { $seconds } с
has-fired = сталося
visited-beat = пройдено
way-of-choice = вибір
never-written = мовою { $language } не написано

## Як це видно
mode-diorama = картка
mode-portal = плакат
mode-seated = зсередини
tip-language = Мова розповіді (L)
tip-mode = Як видно камеру (V)
tip-target = На якій картці чи плакаті вона стоїть (T)
tip-file = Відкрити файл на цьому місці (E)

## Керування
tip-start = На початок (Home)
tip-previous-line = До попередньої репліки (Ctrl ←)
tip-step-back = Кадр назад (←)
tip-play = Відтворити (Пробіл)
tip-pause = Пауза (Пробіл)
tip-step = Кадр уперед (→)
tip-next-line = До наступної репліки (Ctrl →)
next = Далі
tip-next = До наступної події (Enter). Де далі може йти лише відвідувач, обирається перший шлях.
tip-speed = Швидкість ([ та ]). Голос чути лише на ×1.
tip-mute = Звук увімкнути чи вимкнути (M)
tip-help = Усі клавіші (F1)
replaying = повтор
tip-replaying = Цей відтинок уже пройдено: зроблене тоді робиться знову. Будь-яка дія зараз починає звідси наново.

## Часова шкала
lane-beats = кроки
lane-lines = репліки
lane-waits = очікування
wait-choices = { $count ->
    [one] { $count } вибір
    [few] { $count } вибори
    [many] { $count } виборів
   *[other] { $count } вибору
 }
wait-press = далі
lane-lights = світло
lane-sounds = звуки
lane-ambience = тло
lasts = { NUMBER($seconds, minimumFractionDigits: 1) } с
sure-past = уже сталося
sure-ahead = станеться, якщо відвідувач нічого не робитиме
sure-guess = припущення: після першого зі шляхів

## Що виміряно
fact-state = стан
fact-cell = камера
cell-stands-in = ще не збудовано, замість неї карцер
fact-pose = погляд
fact-pictures = кадри
fact-reload = збереження
fact-sound = звук
fact-source = джерело
state-begin = чекає початку
state-say = говорить
state-wait = чекає
state-leave = іде далі
state-ended = завершено
state-line = { $beat }: { $stage }
pose-orbit = за { $distance } см, { $around }° довкола, { $up }° угору
pose-source = за { $distance } см
pose-seated = зсередини камери
pose-lost = картки чи плаката не видно
pictures = { $fps } на секунду, по { $ms } мс
reload-ms = показано за { $ms } мс
reload-none = ще не було
sound-off = вимкнено
sound-speed = на цій швидкості мовчить
sound-on = увімкнено
sound-none = немає звукової карти

## Збережене з огріхами
broken = Останнє збережене показати не можна
broken-first = Сцену поки показати не можна
broken-count = { $count ->
    [one] { $count } помилка
    [few] { $count } помилки
    [many] { $count } помилок
   *[other] { $count } помилки
 }
still-shown = Ви бачите останню версію, яку вдалося прочитати. Виправте файл і збережіть: розповідь піде далі з того самого місця. Натисніть на помилку, щоб відкрити файл.
not-shown-yet = Виправте файл і збережіть: сцена з’явиться сама. Натисніть на помилку, щоб відкрити файл.
broken-also = (так само в рядках: { $lines })
broken-more = { $count ->
    [one] … і ще { $count }.
    [few] … і ще { $count }.
    [many] … і ще { $count }.
   *[other] … і ще { $count }.
 }
our-fault = Останнє збережене не прочитано: це наша помилка, не ваша
our-fault-advice = Ви бачите останню версію, яку вдалося прочитати; ваш файл такий, як ви його зберегли. Збережіть ще раз; якщо не мине, запустіть `check`: він запише звіт. ({ $fault })
deaf = Збереження більше не помічаються: це наша помилка
deaf-advice = Ви бачите останню версію, яку вдалося прочитати. Запустіть перегляд знову.
tip-open = Відкрити в редакторі на цьому місці

## Повідомлення
reloaded = Показано збережену версію.
reloaded-warnings = { $count ->
    [one] Показано збережену версію; `check` має { $count } зауваження.
    [few] Показано збережену версію; `check` має { $count } зауваження.
    [many] Показано збережену версію; `check` має { $count } зауважень.
   *[other] Показано збережену версію; `check` має { $count } зауваження.
 }
note-beat-gone = Кроку «{ $beat }» більше немає; далі — «{ $instead }».
note-line-gone = Репліки { $line } більше немає.
note-line-length = Репліка { $line } тепер має іншу тривалість.
note-wait-changed = Крок «{ $beat }» тепер чекає на інше.
note-language-gone = Мови { $language } у сцені більше немає; показано мовою { $instead }.
note-history-gone = Зроблене раніше повторити не вдалося; місце збережено.
note-begins-here = Зроблене раніше повторити не вдалося: шкала часу починається звідси.
jumped-along = До «{ $to }» пройдено шляхами, що до нього ведуть.
jumped-cold = Не знайдено проходження, що сягає «{ $to }»: починається там, ніби досі нічого не було.
jumped-unknown = Тут немає «{ $to }».
editor-opened = Відкрито { $place } програмою { $program }.
editor-opened-file = Відкрито { $file } програмою { $program }; як назвати їй рядок, невідомо: перейдіть до рядка { $line }.
editor-terminal = Він працює в окремому терміналі.
editor-system = { $file } передано програмі, яку обирає система; перейдіть до рядка { $line }.
editor-missing = { $variable } називає «{ $program }», а цієї програми тут запустити не можна.
editor-none = Немає редактора, щоб відкрити { $file }.
editor-no-command = { $variable } має значення «{ $value }», а це не команда.
editor-ended = Програма { $program } одразу завершилася (код { $code }) і нічого не відкрила.
editor-advice = Назвіть свій редактор у середовищі, наприклад VISUAL=code, і запустіть перегляд знову.
leaves-nothing = Тут відвідувач пішов би; перегляд лишається.
opens-nothing = Тут відвідувачеві показали б сторінку; перегляд не відкриває жодної.
other-scene = Це візит до сцени «{ $scene }»: робиться те, що підходить.
source-lost = Джерело не відповідає: { $what }

## Клавіші
keys = Клавіші
key-toggle = відтворити, пауза
key-step = кадр назад, уперед
key-line = попередня, наступна репліка
key-beat = попередній, наступний крок
key-next = до наступної події
key-start = на початок
key-skip = пропустити репліку
key-fire = перше, друге … з очікуваного
key-speed = повільніше, швидше
key-language = інша мова
key-mode = інший спосіб бачити
key-target = інша картка чи плакат
key-mute = звук увімкнути чи вимкнути
key-editor = відкрити файл у вашому редакторі
key-orbit = навколо камери (або тягніть мишею)
key-dolly = ближче, далі (або коліщатко)
key-reset = перший погляд (або подвійне клацання)
key-full = на весь екран
key-help = ці клавіші
key-quit = завершити
key-zoom = масштаб шкали (Shift: зсув)
key-space = Пробіл
wheel = коліщатко
pictured = { $file }: знімок вікна
