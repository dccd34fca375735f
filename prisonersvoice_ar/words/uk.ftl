# Українською: тепло, просто, коротко. «Вебкамера» бачить, «камера» тримає під замком: не плутати.
# Тут не кажуть «помилка» і нікому не дорікають.

language-name = Українська
language-title = Оберіть мову

## Запрошення
attract-invite = Підійдіть ближче. Це займе кілька хвилин.

## Застереження
notice-title = Перш ніж почати
notice-themes = Про що мова: { $themes }.
notice-length = { $minutes ->
    [one] Триває близько { $minutes } хвилини.
   *[other] Триває близько { $minutes } хвилин.
 }
notice-age = { $age ->
    [one] Розраховано на відвідувачів від { $age } року.
   *[other] Розраховано на відвідувачів від { $age } років.
 }
notice-senses = Спалахів немає. Звук: голос і тихі шуми.
notice-free = Зупинитися чи піти можна будь-якої миті.
notice-private = Нічого не записуємо. Зображення з вебкамери залишається в цьому комп’ютері.
theme-confinement = ув’язнення
theme-isolation = ізоляція
theme-overcrowding = переповнені камери
theme-ill-treatment = неналежне поводження
theme-violence = насильство
theme-sexual-violence = сексуальне насильство
theme-torture = катування
theme-death = смерть
theme-suicide = самогубство
theme-illness = хвороба
theme-separation = розлука з рідними
theme-trial = суд
theme-transfer = етапування
theme-interrogation = допит
theme-hunger = голод
theme-hunger-strike = голодування на знак протесту
theme-war = війна
theme-injustice = несправедливість

## Як дивитися
howto-title-diorama = Покажіть картку вебкамері
howto-text-diorama = Покладіть картку перед вебкамерою або тримайте її в руці. На картці постане камера. Роздивляйтеся її з усіх боків.
howto-title-portal = Наведіть вебкамеру на плакат
howto-text-portal = Двері на плакаті відчиняться. Рухайтеся й зазирайте всередину.
howto-title-surround = Станьте перед екраном
howto-text-surround = Ви побачите себе всередині камери. Стійте так, щоб вас було видно по пояс.
howto-title-window = Погляньте на екран
howto-text-window = Екран стане вікном у камеру. Рухайте головою, щоб зазирнути далі.
howto-title-seated = Роздивляйтеся камеру
howto-text-seated = Потягніть мишею або пальцем, чи натискайте стрілки. Або просто дивіться: погляд рухатиметься сам.
howto-seen = { $mode ->
    [portal] Так, плакат видно.
    [surround] Так, вас видно.
    [window] Так, вас видно.
   *[other] Так, картку видно.
 }

## Під час розповіді
mark-composite = Узагальнена розповідь із задокументованих умов; слів справжніх людей тут немає
mark-first-person = Слова людини, записані за її згодою
mark-archive = За опублікованими документами
mark-synthetic = Читає комп’ютерний голос
lost-diorama = Покажіть картку вебкамері
lost-portal = Наведіть вебкамеру на плакат
lost-surround = Станьте перед вебкамерою
lost-window = Поверніться обличчям до екрана
lost-seated = Потягніть мишею або пальцем
camera-lost = Вебкамера поки не відповідає. Ми її шукаємо, а розповідь триває.

## Пауза й вихід
paused-title = Пауза
paused-text = Розповідь чекає на вас. Поспішати нікуди.
leaving-title = Вийти з розповіді?
leaving-text = Можна піти зараз, почати спочатку або залишитися.

## Тиша
rest-title = Побудьте трохи в тиші
rest-text = Зараз від вас нічого не чекають.

## Що можна зробити
actions-title = Що можна зробити
actions-lead = Наведіть телефон на код, щоб відкрити сторінку в себе.
action-checked = Адресу перевірено: { $date }
open-title = Відкрити сторінку?
open-text = У браузері цього комп’ютера відкриється { $host }.
open-note = Сама програма до мережі не звертається: далі діятиме браузер.
unopened-title = Тут сторінка не відкривається
unopened-code = Наведіть телефон на її код.
unopened-address = Її адреса: { $host }.

## Подяки й прощання
credits-title = Подяки
credits-sources = Джерела розповіді
farewell-title = Дякуємо, що вислухали
farewell-text = Ми нічого про вас не зберегли. Бережіть себе.

## Кнопки
button-begin = Почати
button-start = Почати
button-continue = Далі
button-pause = Пауза
button-resume = Продовжити
button-leave = Вийти
button-stay = Залишитися
button-restart = Спочатку
button-again = Спочатку
button-skip = Пропустити
button-skip-rest = Далі, без паузи
button-yes = Так
button-no = Ні
button-open = Відкрити тут
button-open-yes = Так, відкрити
button-open-no = Ні, залишитися
button-credits = Подяки
button-close = Закрити
button-back = Назад
button-actions = Що можна зробити
button-finish = Завершити
button-done = Готово
button-seated = Дивитися просто на екрані
button-language = Мова

## Клавіші
key-space = Пробіл
key-escape = Esc
key-enter = Enter
key-tab = Tab
key-backspace = Backspace
key-arrow_left = ←
key-arrow_right = →
key-arrow_up = ↑
key-arrow_down = ↓

## Калібрування
calibrate-ask = { $what ->
    [show] Покажіть камері всю дошку.
    [still] Потримайте її мить нерухомо.
    [nearer-to-see] Піднесіть дошку ближче.
    [near] Піднесіть її близько: хай заповнить більшу частину кадру.
    [far] Відійдіть із нею далі: на третину ширини кадру.
    [done] Досить. Дякуємо.
    [tilt] { $where ->
        [left] Нахиліть її: лівий бік далі від камери.
        [right] Нахиліть її: правий бік далі від камери.
        [up] Нахиліть її: верхній край далі від камери.
       *[down] Нахиліть її: нижній край далі від камери.
     }
    [place] { $where ->
        [upper-left] Потримайте її вгорі ліворуч.
        [upper-middle] Потримайте її вгорі.
        [upper-right] Потримайте її вгорі праворуч.
        [middle-left] Потримайте її біля лівого краю.
        [middle-right] Потримайте її біля правого краю.
        [lower-left] Потримайте її внизу ліворуч.
        [lower-middle] Потримайте її внизу.
        [lower-right] Потримайте її внизу праворуч.
       *[middle] Потримайте її посередині.
     }
   *[other] Потримайте її інакше: в іншому місці чи під іншим нахилом.
 }
calibrate-look = { $look ->
    [taken] Є.
    [blurred] Розмито: потримайте її нерухомо або додайте світла.
    [moving] На місці потримайте її нерухомо.
    [alike] Такий вигляд уже є.
    [flat] Виглядів спереду вже досить.
    [tiny] Вона замала, щоб добре її бачити.
    [line] Її видно надто збоку.
   *[nothing] Дошки не видно.
 }
calibrate-solving = Обчислюємо. Це забере кілька секунд.
calibrate-keys = Enter: досить, обчислити · M: дзеркало · Esc: завершити без результату
calibrate-picture = Кадр
calibrate-tilt = Нахили
calibrate-distance = Відстані
calibrate-views = Вигляди
