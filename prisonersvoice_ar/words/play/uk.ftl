# Що `prisonersvoice play` каже авторові.

decimal = ,
percent = { $number } %
none = –

## Звіт
head = { $scene }: { $visits ->
    [one] { $visits } випадковий візит
    [few] { $visits } випадкові візити
   *[other] { $visits } випадкових візитів
 }, випадкове зерно { $seed }
head-walk = { $scene }: лише обхід, без візитів
mend-first = Спершу виправте це: сцену з помилками зіграти не можна.
announced = Застереження обіцяє { $minutes } хв.
lengths = Скільки триває візит
shortest = найкоротший
median = медіана
longest = найдовший
visits = візитів
visitors = За відвідувачами
endings = Чим закінчуються візити
unended = не закінчилися
given-rest = (додана тиша)
the-actions = що можна зробити
choices = Що обирають
chose-nothing = нічого: час вийшов
beats = Скільки візитів доходить до кроку
walk = Обхід усього, що може статися: різних ситуацій { $spots }.
walk-good = Доведено: до кожного кроку можна дійти, і з кожної ситуації є шлях до того, що можна зробити.
walk-bad = Що він доводить, сказано нижче.
walk-partial = Їх більше, тож нічого не доведено; див. нижче.
all-good = Виправляти нічого.
next-mend = Далі: виправте першу проблему й запустіть play знову з тим самим зерном.
next-see = Далі: подивіться один візит крок за кроком і запишіть його для `preview`:
next-one = { $command }
shortest-visit = найкоротший
longest-visit = найдовший
stuck-visit = той, що не закінчився

## Відвідувачі
visitor-patient = терплячий
visitor-impatient = нетерплячий
visitor-curious = допитливий
visitor-wandering-gaze = погляд блукає
visitor-walks-off = відходить і вертається
visitor-presses-everything = тисне все підряд
visitor-does-nothing = не робить нічого

## Шляхи
stop-doing = { $beat } ({ $done })
does-look = дивиться на «{ $name }»
does-choose = обирає «{ $name }»

## Один візит
replay-head = { $scene }, візит { $run }, випадкове зерно { $seed }: відвідувач «{ $visitor }», мова { $lang }
says = репліка { $line }: { $text }
does = – { $done }
act-look = дивиться на «{ $name }»
act-look-away = відводить погляд
act-shows = знову показує картку
act-takes = забирає картку
act-comes = вертається
act-goes = відходить
act-near = наближається на { $centimetres } см
act-press = тисне «{ $name }»
act-touch = торкається «{ $name }»
act-key = тисне клавішу «{ $name }»
act-gesture = показує рукою: { $name }
act-lowers = опускає руку
ends = розповідь закінчено: що можна зробити
and-so-on = … і так знову й знову
given-up = далі не йдемо: візит не закінчується
stands-begin = зупинився перед «{ $beat }», що чекає, поки { $clause }
stands-wait = зупинився в «{ $beat }», що чекає, поки { $clause }
stands-choice = зупинився в «{ $beat }», що чекає на вибір
written = Записано: { $path }
