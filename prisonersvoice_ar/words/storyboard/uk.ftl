# Розкадрування: оглядовий аркуш і сторінка. Їх читають рецензенти, автори й перекладачі, а не відвідувачі.

## Оглядовий аркуш
sheet-head = { $mode } · субтитри: { $language } · { $mark }
sheet-page = аркуш { $page } із { $pages }
sheet-lines = { $count ->
    [one] { $count } репліка
    [few] { $count } репліки
   *[other] { $count } реплік
 }
sheet-wait = чекає
sheet-unreached = сюди не потрапити
sheet-once = лише раз
sheet-rest = тиша
sheet-more = і ще { $count }
mode-diorama = макет на картці
mode-portal = за плакатом
mode-seated = зсередини

## На консолі
bar = розкадрування
bar-picture = зображення
made-page = { $path }: сторінка, { $megabytes } МБ
made-sheet = { $path }: оглядовий аркуш, { $megabytes } МБ
made-before = { $names }: лишилося від попереднього разу.
made-without-pictures = Стільки зображень зробили б сторінку заважкою; вони лише на аркушах.
made-next = Відкрийте { $path } у браузері або надішліть: це один файл, і мережі йому не треба.
made-notes = Далі: примітку до репліки залишає { $notes }; зробіть сторінку знову, і вона на ній буде

## Сторінка
page-title = { $title }: розкадрування
page-switch = Мова сторінки
page-skip = Перейти до розповіді
page-made = Зроблено програмою PrisonersVoice { $date }. Файл самодостатній: нічого не завантажує й нікуди не надсилає.
contents = На цій сторінці

draft = Чернетка: ще не для відвідувачів.
stand-in = Камеру «{ $cell }» ще не збудовано. На зображеннях замість неї камера штрафного ізолятора.
about = Про цю сцену
about-summary = Про що вона
about-kind = Чиї це слова
kind-composite = Узагальнена розповідь: оповідач переказує задокументовані умови. Слів справжніх людей тут немає.
kind-first-person = Слова людини, записані за її згодою.
kind-archive = За опублікованими документами.
about-notice = Що відвідувачеві кажуть наперед
notice-themes = Теми: { $themes }.
notice-for = { $age ->
    [one] Від { $age } року
   *[other] Від { $age } років
 }, { $minutes ->
    [one] близько { $minutes } хвилини
   *[other] близько { $minutes } хвилин
 }.
about-seen = Як це видно
seen-modes = Зроблено для: { $modes }. Тут на зображеннях: { $mode }.
about-place = Камера
place-size = { $width } × { $depth } м, заввишки { $height } м.
place-objects = У ній: { $objects }.
about-consent = Згода
consent-none = Не потрібна: нічиїх власних слів тут не чути.
consent-missing = Її немає. Без неї ці слова не можуть звучати.
consent-scope = На що
consent-on = Дано
consent-languages = Мови
consent-withdraw = Як її відкликати
about-reviews = Рецензії
reviews-none = Ще ніхто не рецензував.
review = { $role }, { $date }
about-pronounce = Складні слова
languages-of = Мови
languages-said = Написано мовою: { $written }; де тексту бракує, показуємо мову: { $fallback }.

numbers = У числах
numbers-beats = Кроків
numbers-lines = Реплік
numbers-time = Візит триває
numbers-choices = Виборів
numbers-unreached = Кроків, куди не потрапити
numbers-unsourced = Фактів без джерела
numbers-notes = Відкритих приміток
numbers-language = Мова
numbers-words = Слів
numbers-spoken = Хвилин мовлення чи читання
numbers-recorded = Записано
numbers-synthetic = Комп’ютерний голос
numbers-voiceless = Без голосу
numbers-missing = Не перекладено
numbers-stale = Переклад давніший за текст

graph = Шляхи через розповідь
graph-lead = Згори вниз. Кожна рамка веде до свого кроку нижче; пунктирні стрілки йдуть через відступ і назад.
graph-too-large = { $beats } кроків — забагато для одного рисунка. Куди веде кожен крок, сказано нижче.

beats = Розповідь крок за кроком
beat-starts = Починається
beat-lasts = триває
beat-unreached = Сюди не веде жоден шлях.
beat-leads = Веде
beat-cues = Світло і звук
beat-waits = Чекання
beat-notes = Примітки до цього кроку
beat-comes = Приходять із
range = { $shortest } – { $longest }
range-open = { $shortest } або довше
picture-line = { $beat }: звучить { $line }
picture-wait = { $beat }: чекає
picture-lights = Світло: { $lights }.
light = { $name } { $level }
bunk-up = Ліжко підняте.

row-line = репліка
row-hint = підказка після { $seconds }
row-choice = вибір
row-stale = давніший за текст
row-missing = немає перекладу
row-same = немає перекладу; показуємо мову: { $language }
row-voice = голос { $seconds }
row-synthetic = комп’ютерний голос { $seconds }
row-voiceless = без голосу, читання { $seconds }
row-voice-stale = інших слів
row-note = Для голосу
row-pronounce = Вимовляти
row-fact-unsourced = Факт без джерела
row-fact-likely = Схоже на факт, а джерела не названо
row-themes = Торкається: { $themes }
row-break = далі новий субтитр

note-by = { $by }, { $date }
note-done = враховано

sources = Джерела
source-cited = На нього посилаються
source-uncited = Жодна репліка на нього не посилається.
source-link = Читати

loose-notes = Примітки до того, чого вже немає
checked = Що каже check
checked-none = Перешкод немає.
checked-count = { $count ->
    [one] { $count } зауваження
    [few] { $count } зауваження
   *[other] { $count } зауважень
 }

language-uk = українська
language-en = англійська
language-de = німецька
language-pl = польська
language-crh = кримськотатарська
language-fr = французька
language-es = іспанська
language-it = італійська
mode-surround = довкола відвідувача
mode-window = крізь вікно
