# What a scene says, in a reader's words: shown on the storyboard, in the recording script, where versions are compared.
# Clauses that begin with "when-" can follow "until", "when" and "if".

quoted = “{ $name }”
decimal = .
or-last = { $first } or { $last }
and-last = { $first } and { $last }
grouped = ({ $clause })

## Measures
seconds = { $number } s
minutes = { $number } min
metres = { $number } m
centimetres = { $number } cm
decibels = { $number } dB
percent = { $number } %

## What a beat waits for
when-target-seen = the card or the poster is in view
when-target-lost = the card or the poster is out of view
when-visitor-arrived = somebody is there
when-visitor-left = nobody is there any more
when-line-ended = { $line } has been said
when-look-at = the visitor looks at { $object } for { $seconds }
when-closer = the camera is nearer than { $length }
when-farther = the camera is farther away than { $length }
when-continue = the visitor goes on (a key, a click, a touch)
when-pressed = { $button } is pressed
when-touched = { $object } is clicked or touched
when-key = the key { $key } is pressed
when-gesture = a hand shows { $gesture }
when-gesture-point = a hand points
when-after = { $seconds } have passed
when-never = never

waits-until = Waits until { $clause }.
waits-choice = Waits until the visitor chooses.
waits-choice-or = Waits until the visitor chooses or { $clause }.
begins-when = Begins when { $clause }.
rests = Rests for { $seconds }; the visitor may go on sooner.

## When something happens within a beat
at-beat = when the beat begins
at-beat-later = { $offset } after the beat begins
at-start = when { $line } begins
at-start-later = { $offset } after { $line } begins
at-end = when { $line } ends
at-end-later = { $offset } after { $line } ends

## What happens
light-cue = Light { $light } goes to { $level }{ $fade ->
    [none] { "" }
   *[other] { " " }in { $fade }
 }, { $moment }.
light-out = Light { $light } goes out{ $fade ->
    [none] { "" }
   *[other] { " " }in { $fade }
 }, { $moment }.
sound-cue = Sound { $sound }{ $place ->
    [none] { "" }
   *[other] { " " }at { $place }
 }, { $level }, { $moment }{ $fade ->
    [none] { "" }
   *[other] , coming up in { $fade }
 }.
stop-cue = Sound { $sound } fades away{ $fade ->
    [none] { "" }
   *[other] { " " }in { $fade }
 }, { $moment }.
ambience = Under everything: { $sound }, { $level }.
ambience-none = Silence under everything.
light-leads = The light { $light } leads.
hint = After { $seconds } of waiting a hint is shown: { $text }
sets = Remembers that { $flag } is so.
unsets = Remembers that { $flag } is not so.
once = Only once: who comes again passes straight on.

## Ways on
if-flag = { $name } is so
if-not-flag = { $name } is not so
if-looked-at = the visitor has looked at { $name }
if-not-looked-at = the visitor has not looked at { $name }
if-visited = { $name } was gone through
if-not-visited = { $name } was not gone through
otherwise = otherwise: { $way }
way = to { $go }
way-when = if { $clause }: to { $go }
way-aside = through { $aside }, then to { $go }
way-aside-when = if { $clause }: through { $aside }, then to { $go }
choice = { $text }: { $way }
to-actions = what can be done
to-return = where it was left

## Why a way is taken
reason-when = if { $clause }
reason-otherwise = otherwise
reason-aside = a detour
reason-return = back from the detour
reason-unchosen = if nobody chooses
end-actions = what can be done
end-return = back
