# What `prisonersvoice play` says to a writer.

decimal = .
percent = { $number } %
none = –

## The report
head = { $scene }: { $visits ->
    [one] one random visit
   *[other] { $visits } random visits
 }, seed { $seed }
head-walk = { $scene }: the walk alone, no visits
mend-first = Mend these first: a scene with errors cannot be played.
announced = The notice announces { $minutes } min.
lengths = How long a visit lasts
shortest = shortest
median = median
longest = longest
visits = visits
visitors = By visitor
endings = How visits end
unended = did not end
given-rest = (the quiet that is given)
the-actions = what can be done
choices = What is chosen
chose-nothing = nothing: the wait ran out
beats = How many visits come to a beat
walk = The walk through everything that can happen: { $spots } different situations.
walk-good = It proves that every beat can be reached and that what can be done is reached from every situation.
walk-bad = What it proves is below.
walk-partial = There are more than that, so nothing is proved; see below.
all-good = Nothing to mend.
next-mend = Next: mend the first problem, then play again with the same seed.
next-see = Next: watch a visit step by step, and write it down for `preview`:
next-one = { $command }
shortest-visit = the shortest
longest-visit = the longest
stuck-visit = one that did not end

## Visitors
visitor-patient = patient
visitor-impatient = impatient
visitor-curious = curious
visitor-wandering-gaze = wandering gaze
visitor-walks-off = walks off, comes back
visitor-presses-everything = presses everything
visitor-does-nothing = does nothing

## Ways
stop-doing = { $beat } ({ $done })
does-look = looks at “{ $name }”
does-choose = chooses “{ $name }”

## One visit
replay-head = { $scene }, visit { $run } of seed { $seed }: { $visitor }, in the language { $lang }
says = says { $line }: { $text }
does = – { $done }
act-look = looks at “{ $name }”
act-look-away = looks away
act-shows = brings the card back
act-takes = takes the card away
act-comes = comes back
act-goes = goes away
act-near = comes to { $centimetres } cm
act-press = presses “{ $name }”
act-touch = touches “{ $name }”
act-key = presses the key “{ $name }”
act-gesture = shows a hand: { $name }
act-lowers = lowers the hand
ends = the story is over: what can be done
and-so-on = … and so on, again and again
given-up = given up: the visit does not end
stands-begin = it stands before “{ $beat }”, which waits until { $clause }
stands-wait = it stands in “{ $beat }”, which waits until { $clause }
stands-choice = it stands in “{ $beat }”, which waits for a choice
written = Written: { $path }
