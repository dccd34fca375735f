# Що `prisonersvoice voice` каже авторові.

plain = { $text }
and-more = { $names } і ще { $count }

## Хто промовляє (--missing)
head = { $scene }, { $language }: { $count ->
    [one] { $count } репліка
    [few] { $count } репліки
   *[other] { $count } реплік
 }, голосів на { $minutes } хв
state-missing = немає
state-stale = застарів
state-unknown = невідомий
state-synthetic = комп’ютер
state-recorded = людина
state-changed = інші слова
state-broken = зіпсовано
state-unsaid = не внесено
state-wordless = без слів
state-orphan = зайвий
note-missing = ніхто цього не озвучив
note-stale = слова змінилися після запису
note-unknown = покладено сюди вручну, тож вважається комп’ютерним: імпортуйте його або видаліть
note-synthetic = читає комп’ютерний голос, і на екрані це сказано
note-recorded = записала людина
note-changed = комп’ютерний голос прочитав інші слова: зробіть тимчасові голоси знову
note-broken = з тих, яких немає: файл є, але його неможливо відтворити; запишіть чи експортуйте його знову або видаліть
note-unsaid = чути два тони комп’ютерного голосу, а voices.yaml цього файлу не знає: зробіть тимчасові голоси знову
note-wordless = цією мовою ще не перекладено
note-orphan = голоси реплік, яких у сцені вже немає
all-recorded = Усі репліки записано. Далі: { $check }
next-record = Далі: { $script } — для актора, { $taking } забирає записи
next-record-or-placeholder = Далі: { $script } — для актора, { $taking } забирає записи; а доти { $placeholder }

## Тимчасові голоси
bar-placeholders = голоси
made = { $language }: озвучено { $made }, без змін { $kept }
made-recorded = записано людиною, не чіпаємо: { $count }
made-unknown = покладено вручну, не чіпаємо (імпортуйте або заберіть): { $count }
made-removed = прибрано: { $count }
made-wordless = без слів: { $count }
made-where = Тимчасові голоси лежать у { $folder }; voices.yaml каже, що читає комп’ютер, і екран теж.

## Імпорт
bar-recordings = записи
bar-step = крок
column-recording = запис
column-line = репліка
column-seconds = секунд
column-in = яким прийшов
column-out = яким став
instead-synthetic = замість тимчасового голосу
instead-recorded = замість давнішого запису
instead-same = як і був
level = { $language }: разом { $before } LUFS; одне підсилення { $gain } дБ, { $why }
level-known = як у попередніх записів
level-whole = виміряне за всіма репліками
level-some = виміряне за { $count ->
    [one] { $count } реплікою
   *[other] { $count } репліками
 }
level-few = виміряне лише за { $count ->
    [one] { $count } реплікою
   *[other] { $count } репліками
 }; коли буде записано всю сцену, імпортуйте її разом
level-softer = виміряне за { $count ->
    [one] { $count } реплікою
   *[other] { $count } репліками
 }, бо їх записано на { $decibels } дБ тихіше
level-louder = виміряне за { $count ->
    [one] { $count } реплікою
   *[other] { $count } репліками
 }, бо їх записано на { $decibels } дБ гучніше
look = Погляньте на ці (їх усе одно взято):
files = { $what } ({ $count ->
    [one] { $count } файл
    [few] { $count } файли
   *[other] { $count } файлів
 })
left-out = Не взято:
other-takes = є ще { $names }: попросіть його так: --take { $line }=N
others = Пропущено, бо це не записи: { $names }
unasked = Пропущено, бо іншою мовою, ніж просили: { $count }
dry = { $count ->
    [one] { $count } запис був би взятий
    [few] { $count } записи були б узяті
   *[other] { $count } записів було б узято
 } до { $folder }; нічого не записано (--dry-run).
next-in-earnest = Далі: те саме без --dry-run
taken = { $count ->
    [one] { $count } запис узято
    [few] { $count } записи взято
   *[other] { $count } записів узято
 } до { $folder }, Opus, 48 кГц; voices.yaml там каже, чиї це слова.
none-taken = Жодного запису не взято, і нічого не змінено.
next-name = Далі: назвіть кожен файл за його реплікою, як-от { $example }; які є репліки, каже { $script }
kept-in = Те, що вони замінили, лежить у { $folder }.
licence = { $language }/voices.yaml каже «{ $licence }» про все, що там лежить: узгодьте це з тим, хто читав, або змініть.
to-undo = Щоб повернути все назад: { $undo }
next-listen = Далі: { $missing }; потім послухайте: { $run }

## Який файл до якої репліки
no-line = у цій сцені немає репліки з такою назвою
several-lines = назва підходить до кількох реплік: { $names }
several-languages = назва каже про кілька мов: { $names }
no-language = мова невідома: покладіть файл у теку з її назвою або додайте --lang
no-words = { $line } не має слів мовою { $language }
take-asked = дубль { $take }, як просили
take-picked = позначено як найкращий
take-highest = дубль { $take }, найбільший номер
take-none = дубля { $take } немає
take-bad = кожен дубль позначено як невдалий
take-unsure = не зрозуміло, який із них потрібен: { $names }
take-left = { $why }; лишилися: { $names }

## Що з файлом не так
silent = у ньому ніхто не говорить (запишіть знову, ближче до мікрофона)
other-set-up = на { $decibels } дБ гучніший за інші, тож записаний інакше (запишіть його так само, як інші, або імпортуйте окремо: тоді його буде виміряно самого)
file-no-file = це не файл (назвіть файл)
file-empty = файл порожній (скопіюйте чи експортуйте його знову)
file-unreadable = його неможливо прочитати: { $why } (перевірте дозволи файлу)
file-large = { $megabytes } МБ (розріжте на репліки, по файлу на кожну; щонайбільше 256 МБ)
file-unknown = такого виду записів тут не знають (експортуйте як WAV або FLAC, 48 кГц)
file-long = триває { $minutes } хв (розріжте на репліки, по файлу на кожну; щонайбільше 3 хв)
file-truncated = файл закінчується раніше за звук (скопіюйте чи експортуйте його знову)
file-no-sound = у файлі немає звуку (запишіть знову або експортуйте звук)
file-damaged = зіпсований або не те, що каже закінчення назви: { $why } (експортуйте знову як WAV або FLAC)
file-no-values = зіпсований: у ньому є значення, що не є звуком (експортуйте знову)
file-channels = каналів: { $count } (експортуйте як моно)
file-rate = відліків за секунду: { $hertz } (експортуйте з частотою 48000 Гц)

## Що викликає сумнів у записі
clipped = перевантажено: запишіть тихіше
places = місць: { $count }
noise = чути шум: він менш ніж на 34 дБ тихіший за голос
decibels = { $decibels } дБ
dull = глухо: записано з частотою, меншою за 32000 Гц
hertz = { $hertz } Гц
coarse = грубо: 8 бітів на відлік
lossy = уже стиснуто: WAV або FLAC зберігає більше
mixed = узято не всі канали
mixed-one = канал { $channel } із { $count }: решта мовчить
mixed-loudest = канал { $channel } із { $count }, найгучніший: разом вони не сходяться
mixed-silent = мовчать канали: { $silent } із { $count }
quick = зашвидко, щоб прочитати субтитр
quick-by = { $seconds } с, а читають { $read } с
louder = гучніше за інші, а підсилення одне на всіх
softer = тихіше за інші, а підсилення одне на всіх
limited = обмежувач багато забирає в найгучніший момент
other-language = тривалості краще пасують до слів мовою { $other }: чи це справді { $language }?
short = закоротко для своїх слів: інша репліка чи обрізано?
long = задовго для своїх слів: інша репліка чи сказано двічі?

## Повернуто назад
undone = Повернуто назад: { $what }. Знову такі, як були: { $lines }.
undone-nothing = нічого
undone-count = { $count } мовою { $language }
undone-left = Не чіпали, бо їхні голоси відтоді змінилися: { $lines }.
what-import = імпорт із теки «{ $folder }»
what-undo = повернення того, що зробив { $what }
to-redo = Щоб скасувати й це: { $undo }

## Сцена осторонь
stray = { $scene } не лежить у теці scenes, тож її голоси йдуть до голосів цього проєкту: { $audio }. Щоб тримати їх окремо, покладіть сцену у власну теку scenes: MY/scenes/NAME має голоси в MY/audio.
