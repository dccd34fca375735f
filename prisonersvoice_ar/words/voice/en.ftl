# What `prisonersvoice voice` says to an author.

plain = { $text }
and-more = { $names } and { $count } more

## Who speaks (--missing)
head = { $scene }, { $language }: { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }, { $minutes } min of voices
state-missing = missing
state-stale = stale
state-unknown = unknown
state-synthetic = synthetic
state-recorded = recorded
state-changed = changed
state-broken = broken
state-unsaid = not noted
state-wordless = no words
state-orphan = no line
note-missing = nobody speaks it
note-stale = its words have changed since it was recorded
note-unknown = laid here by hand, so it counts as a machine’s: import it, or delete it
note-synthetic = a machine stands in, and the screen says so
note-recorded = a person speaks it
note-changed = the machine spoke other words: make placeholders again
note-broken = of the missing: a file lies there that cannot be played; record or export it again, or delete it
note-unsaid = the machine’s tones are heard, and voices.yaml does not know the file: make placeholders again
note-wordless = not translated into this language yet
note-orphan = voices of lines that the scene has not any more
all-recorded = Every line is recorded. Next: { $check }
next-record = Next: { $script } is for the actor, { $taking } takes recordings in
next-record-or-placeholder = Next: { $script } is for the actor, { $taking } takes recordings in; until then { $placeholder }

## Placeholders
bar-placeholders = voices
made = { $language }: { $made } spoken, { $kept } unchanged
made-recorded = { $count } recorded by a person, left alone
made-unknown = { $count } laid there by hand, left alone (import it, or take it away)
made-removed = { $count } removed
made-wordless = { $count } without words
made-where = Placeholders lie in { $folder }; voices.yaml says that a machine speaks them, and so does the screen.

## An import
bar-recordings = recordings
bar-step = step
column-recording = recording
column-line = line
column-seconds = seconds
column-in = came in as
column-out = went out as
instead-synthetic = for a placeholder
instead-recorded = for an older recording
instead-same = as before
level = { $language }: together { $before } LUFS; one gain of { $gain } dB, { $why }
level-known = that of the earlier recordings
level-whole = measured over all lines
level-some = measured over { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }
level-few = measured over { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }: few; import the whole scene at once when it is all recorded
level-softer = measured over { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }, for these were recorded { $decibels } dB softer
level-louder = measured over { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }, for these were recorded { $decibels } dB louder
look = Look at these (they were taken all the same):
files = { $what }, { $count ->
    [one] { $count } file
   *[other] { $count } files
 }
left-out = Left out:
other-takes = there is { $names }: ask for it with --take { $line }=N
others = Passed over, no recordings: { $names }
unasked = Passed over, in another language than was asked for: { $count }
dry = { $count ->
    [one] { $count } recording
   *[other] { $count } recordings
 } would be taken into { $folder }; nothing was written (--dry-run).
next-in-earnest = Next: the same without --dry-run
taken = { $count ->
    [one] { $count } recording
   *[other] { $count } recordings
 } taken into { $folder }, Opus at 48 kHz; voices.yaml there says whose words they are.
none-taken = No recording was taken, and nothing was changed.
next-name = Next: name each file by its line, as in { $example }; { $script } says which lines there are
kept-in = What they replaced lies in { $folder }.
licence = { $language }/voices.yaml says “{ $licence }” of all that lies there: agree it with who spoke, or change it.
to-undo = To take all of it back: { $undo }
next-listen = Next: { $missing }; then listen: { $run }

## Which file is which line
no-line = no line of this scene is called so
several-lines = its name fits several lines: { $names }
several-languages = its name says several languages: { $names }
no-language = its language is not known: put it in a folder of that name, or give --lang
no-words = { $line } has no words in { $language }
take-asked = take { $take }, as asked
take-picked = marked as the pick
take-highest = take { $take }, the highest
take-none = there is no take { $take } of it
take-bad = every take of it is marked as bad
take-unsure = it cannot be told which is meant: { $names }
take-left = { $why }; left: { $names }

## What is wrong with a file
silent = nobody speaks in it (record it again, nearer to the microphone)
other-set-up = { $decibels } dB louder than the others, so it was recorded in another way (record it as the others, or import it alone: it is then measured by itself)
file-no-file = it is not a file (name a file)
file-empty = the file is empty (copy or export it again)
file-unreadable = it cannot be read: { $why } (check the file’s permissions)
file-large = { $megabytes } MB (cut it into lines, one file for each; 256 MB are the most)
file-unknown = not a recording that is known here (export it as WAV or FLAC, 48 kHz)
file-long = { $minutes } min long (cut it into lines, one file for each; 3 min are the most)
file-truncated = the file ends before the sound does (copy or export it again)
file-no-sound = there is no sound in this file (record it again, or export the sound)
file-damaged = damaged, or not what its ending says: { $why } (export it again as WAV or FLAC)
file-no-values = damaged: it holds values that are no sound (export it again)
file-channels = { $count ->
    [one] { $count } channel
   *[other] { $count } channels
 } (export it as mono)
file-rate = { $hertz } samples a second (export it at 48000 Hz)

## What makes one doubt a recording
clipped = clipped: record it softer
places = { $count ->
    [one] { $count } place
   *[other] { $count } places
 }
noise = noise is heard: less than 34 dB under the voice
decibels = { $decibels } dB
dull = dull: recorded at less than 32000 Hz
hertz = { $hertz } Hz
coarse = coarse: 8 bits a sample
lossy = already compressed: WAV or FLAC keeps more
mixed = not all of its channels were taken
mixed-one = channel { $channel } of { $count }: the others are silent
mixed-loudest = channel { $channel } of { $count }, the loudest: they do not go together
mixed-silent = { $silent } of { $count } channels are silent
quick = too quick for its caption to be read
quick-by = { $seconds } s, where { $read } s are read
louder = louder than the others, and one gain serves all
softer = softer than the others, and one gain serves all
limited = the limiter takes much off its loudest moment
other-language = the lengths fit the words in { $other } better: is this { $language }?
short = too short for its words: another line, or cut off?
long = too long for its words: another line, or said twice?

## Taken back
undone = Taken back: { $what }. As they were before: { $lines }.
undone-nothing = nothing
undone-count = { $count } in { $language }
undone-left = Left alone, for their voices have changed since: { $lines }.
what-import = import of “{ $folder }”
what-undo = undo of: { $what }
to-redo = To take this back in turn: { $undo }

## A scene that lies outside
stray = { $scene } lies in no folder called scenes, so its voices go among those of this project: { $audio }. To keep them apart, put the scene into a folder scenes of its own: MY/scenes/NAME has its voices in MY/audio.
