# The workshop: what an author reads in the preview. Short, for it stands beside a picture.

## The column
beats = Beats
lines = Lines of this beat
no-lines = Nothing is said in this beat.
awaited = Waiting for (press: it happens now)
nothing-awaited = Nothing; it goes on by itself.
flags = Flags
now-said = now
was-said = said
fires-in = in { $seconds } s
has-fired = done
visited-beat = been here
way-of-choice = choice
never-written = not written in { $language }

## How it is seen
mode-diorama = card
mode-portal = poster
mode-seated = from inside
tip-language = Language of the story (L)
tip-mode = How the cell is seen (V)
tip-target = Which card or poster it stands on (T)
tip-file = Open the file at this place (E)

## Transport
tip-start = To the beginning (Home)
tip-previous-line = Back to the line before (Ctrl ←)
tip-step-back = A frame back (←)
tip-play = Play (Space)
tip-pause = Pause (Space)
tip-step = A frame on (→)
tip-next-line = To the next line (Ctrl →)
next = Next
tip-next = To the next thing that happens (Enter). Where only a visitor can go on, the first way is taken for them.
tip-speed = Speed ([ and ]). The voice is heard at ×1 only.
tip-mute = Sound on or off (M)
tip-help = All keys (F1)
replaying = replaying
tip-replaying = This stretch has been played before: what was done then is done again. Any deed now starts anew from here.

## Timeline
lane-beats = beats
lane-lines = lines
lane-waits = waits
wait-choices = { $count ->
    [one] { $count } choice
   *[other] { $count } choices
 }
wait-press = go on
lane-lights = lights
lane-sounds = sounds
lane-ambience = ambience
lasts = { NUMBER($seconds, minimumFractionDigits: 1) } s
sure-past = has happened
sure-ahead = will happen if the visitor does nothing
sure-guess = a guess: after the first way was taken

## What is measured
fact-state = state
fact-cell = cell
cell-stands-in = not built: a punishment cell stands in
fact-pose = camera
fact-pictures = pictures
fact-reload = last save
fact-sound = sound
fact-source = source
state-begin = waits to begin
state-say = speaks
state-wait = waits
state-leave = goes on
state-ended = is over
state-line = { $beat }: { $stage }
pose-orbit = { $distance } cm away, { $around }° round, { $up }° up
pose-source = { $distance } cm away
pose-seated = from inside the cell
pose-lost = the target is not in view
pictures = { $fps } a second, { $ms } ms each
reload-ms = shown after { $ms } ms
reload-none = none yet
sound-off = muted
sound-speed = silent at this speed
sound-on = on
sound-none = no sound card

## A broken save
broken = The last save cannot be shown
broken-first = The scene cannot be shown yet
broken-count = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
 }
still-shown = What you see is the last version that could be read. Mend the file and save: it goes on from the same place. Click a problem to open it.
not-shown-yet = Mend the file and save: it appears by itself. Click a problem to open it.
broken-also = (lines as well: { $lines })
broken-more = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
 }
our-fault = The last save could not be read, through a fault of ours
our-fault-advice = What you see is the last version that could be read; your file is as you saved it. Save again; if this stays, run `check`, which writes a report of it. ({ $fault })
deaf = Saves are not noticed any more, through a fault of ours
deaf-advice = What you see is the last version that could be read. Start the preview again.
tip-open = Open in the editor, at this place

## Notices
reloaded = Saved version shown.
reloaded-warnings = { $count ->
    [one] Saved version shown; `check` has { $count } remark.
   *[other] Saved version shown; `check` has { $count } remarks.
 }
note-beat-gone = The beat “{ $beat }” is gone; going on in “{ $instead }”.
note-line-gone = The line { $line } is gone.
note-line-length = The line { $line } has another length now.
note-wait-changed = The beat “{ $beat }” waits for something else now.
note-language-gone = The scene has no { $language } any more; shown in { $instead }.
note-history-gone = What was done before could not be done again; the place was kept.
note-begins-here = What was done before could not be done again: the timeline begins here.
jumped-along = “{ $to }” was reached along the ways that lead to it.
jumped-cold = No visit was found that reaches “{ $to }”: it begins there with nothing before it.
jumped-unknown = There is no “{ $to }” here.
editor-opened = Opened { $place } with { $program }.
editor-opened-file = Opened { $file } with { $program }; how it takes a line is not known: go to line { $line }.
editor-terminal = It is in a terminal of its own.
editor-system = { $file } was handed to the system’s own program; go to line { $line }.
editor-missing = { $variable } names “{ $program }”, which cannot be started here.
editor-none = There is no editor to open { $file } with.
editor-no-command = { $variable } is “{ $value }”, which is no command.
editor-ended = { $program } ended at once (exit code { $code }), and opened nothing.
editor-advice = Name your editor in the environment, e.g. VISUAL=code, and start the preview again.
leaves-nothing = Here the visitor would leave; the preview stays.
opens-nothing = Here the visitor would be shown a page; the preview opens none.
other-scene = This visit was of the scene “{ $scene }”: what fits is done.
source-lost = The source is not answering: { $what }

## Keys
keys = Keys
key-toggle = play, pause
key-step = a frame back, on
key-line = the line before, the next line
key-beat = the beat before, the next beat
key-next = what happens next
key-start = to the beginning
key-skip = skip the line
key-fire = the first, second … of what is awaited
key-speed = slower, faster
key-language = another language
key-mode = another way of seeing
key-target = another card or poster
key-mute = sound on or off
key-editor = open the file in your editor
key-orbit = go round the cell (or drag)
key-dolly = nearer, farther (or the wheel)
key-reset = the first view (or double click)
key-full = full screen
key-help = these keys
key-quit = end
key-zoom = zoom the timeline (Shift: move it)
key-space = Space
wheel = wheel
pictured = { $file }: the window’s picture
