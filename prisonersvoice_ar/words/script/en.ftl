# The recording script: read by an actor before a microphone. "You" is the actor.

title = Recording script
lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }
words = { $count ->
    [one] { $count } word
   *[other] { $count } words
 }
minutes = about { $minutes } min
of-lines = { $count } of { $all } lines of the scene: { $what }
only-missing = those that no person has recorded
only-changed = those whose words have changed since they were recorded
kind-composite = You are a narrator who retells documented conditions. You are nobody in particular: nobody’s words are put into anybody’s mouth.
kind-first-person = These are a real person’s own words. Say them as they stand, and add nothing.
kind-archive = These are published documents. Read them as they stand.
themes = What it is about, so that it does not come upon you: { $themes }.
how = How to record
how-name = Name each file by the line and the take: { $example }. WAV or FLAC, 48 kHz, one line in a file.
how-silence = Leave a second of silence before and after, and leave your breaths in: they are kept.
how-level = Do not set levels or take out noise: all lines get one gain, so what you say softly stays soft.
how-time = The seconds beside a line: quicker than the first, its caption cannot be read; slower than the second, a caption stands too long.
how-break = A bar ¦ shows where a new caption begins. It is no pause.
hard-words = Hard words
stress = An acute or capitals mark the stress.
beat = { $name }
direction = Direction
pronunciation = Say
before = Before it
after = After it
story-begins = The story begins.
story-ends = Here the story ends.
in-beat = in “{ $name }”
chosen = the visitor has chosen “{ $text }”
seconds = { $least } to { $most } s
now = now { $seconds } s
state-missing = not recorded
state-stale = words changed since
state-synthetic = a machine reads
state-recorded = recorded
take = Take { $number }
pick = Best
remarks = Remarks
nothing = There is nothing to record.

## On the console
made = { $language }: { $lines } (the scene has { $all }), { $words }, { $minutes }
kept = { $path }: the sheet that was there; somebody had written in it, so it is kept under this name
next = Print the page or open it in a browser, fill in the sheet. Next: { $taking } takes the recordings in

## Columns of the sheet
column-beat = Beat
column-id = Line
column-text = Text
column-least = From, s
column-most = To, s
column-now = Now, s
column-state = Voice
