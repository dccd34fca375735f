# What changed between two versions of a scene, as a reader would say it.

title = { $scene }: { $old } → { $new }
nothing = Nothing that a visitor sees, hears or does has changed.
was = was: { $text }
quote = “{ $text }”
scene = The scene
beat = Beat { $beat }
words-only = The words alone: one of the versions has errors (`prisonersvoice check`)
words-of-part = The words alone: this file is a part of scenes
words-same = No word has changed.
consequences = What follows from it
working = as it is now
page = { $path }: { $count ->
    [one] { $count } change
   *[other] { $count } changes
 }. Open it in a browser.

## The scene's head
text-title = The title ({ $lang }) is now { $text }
text-summary = The summary ({ $lang }) now says: { $text }
language-added = The scene now speaks { $lang }: { $count } of { $all } texts.
language-removed = The scene no longer speaks { $lang }.
written = It is written in { $new } now; until now in { $old }.
fallback = Where a text lacks the visitor’s language, { $new } is shown; until now { $old }.
kind = It is { $new } now; until now { $old }.
theme-added = The notice now names { $theme }.
theme-removed = The notice no longer names { $theme }.
age = The notice says { $new } years and older; until now { $old }.
minutes = The notice says { $new } min; until now { $old }.
mode = It is seen as { $new }; until now as { $old }.
fallbacks = Where that cannot be, it is seen as { $new }; until now as { $old }.
target = The target for { $mode } is { $new }; until now { $old }.
scale = The model’s scale is 1:{ $new }; until now 1:{ $old }.
cell = The cell is { $new }; until now { $old }.
cell-size = The cell measures { $new } m; until now { $old } m.
cell-light = The cell’s main light is another.
object-added = The cell has a new object, { $name }.
object-removed = The cell has no { $name } any more.
object-moved = { $name } stands elsewhere in the cell: { $new } m; until now { $old } m.
source-added = New source { $name }: { $source }
source-removed = Source { $name } is gone: { $source }
source-renamed = Source { $old } is called { $new } now; it is the same.
source-changed = Source { $name } is another: { $text }
consent = The record of consent has changed.
review-added = Reviewed by { $role } on { $day }.
review-removed = The review by { $role } on { $day } is gone.
pronounce = How hard words are said ({ $lang }) has changed: { $words }.

## Beats and lines
beat-added = New: { $summary }
beat-removed = Gone: { $summary }
beat-renamed = It has a new name: { $new }; until now { $old }.
beat-first = The story begins with { $new } now; until now with { $old }.
summary-lines = { $count ->
    [0] nothing is said in it
    [one] { $count } line
   *[other] { $count } lines
 }
line-text = Line { $line } ({ $lang }) now says: { $text }
line-text-added = Line { $line } now has { $lang }: { $text }
line-text-removed = Line { $line } has no { $lang } any more.
line-added = New line { $line }: { $text }
line-removed = Line { $line } is gone: { $text }
line-nameless = New line, without an id yet: { $text }
line-nameless-removed = Gone is a line without an id: { $text }
line-renamed = Line { $old } is called { $new } now; it says the same.
line-to-beat = Line { $line } is said here now; until now in { $beat }.
line-moved-after = Line { $line } is said after { $other } now.
line-moved-first = Line { $line } is said first now.
line-cites = Line { $line } now cites { $sources }.
line-cites-removed = Line { $line } no longer cites { $sources }.
line-note = The direction for { $line } is now { $text }
line-note-removed = The direction for { $line } is gone: { $text }
line-pages = The captions of { $line } ({ $lang }) break in other places.
line-fact = { $fact ->
    [true] Line { $line } is said to claim a fact now.
    [false] Line { $line } is said to claim no fact now.
   *[none] It is no longer said whether line { $line } claims a fact.
 }
line-contains = What line { $line } touches is now said to be: { $themes }.
nothing-named = nothing

## What happens in a beat
begins-at-once = It begins at once now.
waits-not = It waits for nothing now.
rest = It rests for { $new }; until now for { $old }.
rest-added = It is a rest now, of { $new }.
rest-removed = It is no rest any more.
once-added = It is told only once now.
once-removed = It is told each time now, not only once.
light = The leading light is { $new } now.
light-removed = No light leads in it any more.
sets-removed = It no longer remembers { $flag }.
hint-text = The hint ({ $lang }) now says: { $text }
hint-added = A hint is new: { $text }
hint-removed = The hint is gone: { $text }
hint-after = The hint comes after { $new }; until now after { $old }.
choice-added = A choice is new: { $text }
choice-removed = A choice is gone: { $text }
choice-text = The choice { $choice } ({ $lang }) now says: { $text }
choice-way = The choice { $choice } now leads { $new }; until now { $old }.
ways = It leads { $ways }.
ambience-removed = It has no ambience of its own any more.

## Light and sound
cue-light = the light { $name }
cue-sound = the sound { $name }
cue-stop = the end of { $name }
cue-later = { $cue } now comes { $seconds } later ({ $moment }).
cue-sooner = { $cue } now comes { $seconds } sooner ({ $moment }).
cue-moment = { $cue } now comes { $new }; until now { $old }.
cue-level = { $cue } now goes to { $new }; until now to { $old }.
cue-loudness = { $cue } now has { $new }; until now { $old }.
cue-fade = { $cue } now takes { $new }; until now { $old }.
cue-place = { $cue } now comes from { $new }; until now from { $old }.
cue-nowhere = everywhere
cue-added = New: { $text }
cue-removed = Gone: { $text }

## What follows
voice-stale = { $count ->
    [one] The voice of { $lines } ({ $lang }) still says the old words: record it again.
   *[other] The voices of { $lines } ({ $lang }) still say the old words: record them again.
 }
voice-new = { $count ->
    [one] Line { $lines } has no voice in { $lang } yet.
   *[other] Lines { $lines } have no voice in { $lang } yet.
 }
voice-unused = { $count ->
    [one] The voice of { $lines } is not needed any more.
   *[other] The voices of { $lines } are not needed any more.
 }
translation-stale = The { $lang ->
    [uk] Ukrainian
    [en] English
   *[other] { $lang }
 } of { $texts } was made from the older { $count ->
    [one] text
   *[other] texts
 }.
uncited = { $count ->
    [one] Line { $lines } cites no source any more.
   *[other] Lines { $lines } cite no source any more.
 }
review-old = { $count ->
    [one] The review was made of the older words.
   *[other] The reviews were made of the older words.
 }

## What it cannot do: a message and, as NAME-advice, what to do about it
git-no-scene = { $revision } has no { $file }
git-no-scene-advice = Was it called otherwise then? Name it REV:PATH. Was it in no commit yet? Compare two folders: diff OLD NEW.
git-no-revision = git has no revision "{ $revision }"
git-no-revision-advice = As HEAD, HEAD~3, a branch, a tag, a commit’s hash.
git-missing = git is not installed
git-missing-advice = Install git, or compare two folders: diff OLD NEW.
git-silent = git does not answer
git-silent-advice = Try again, or compare two folders: diff OLD NEW.
git-refuses = git: { $said }
git-refuses-advice = Compare two folders instead: diff OLD NEW.
cannot-two-named = --git compares one scene with a revision, and two are named
cannot-two-named-advice = Leave one of them out.
cannot-two-revisions = --git { $revision }: { $scene } names a revision itself
cannot-two-revisions-advice = Leave one of them out.
cannot-no-scene = "{ $name }" names no scene
cannot-no-scene-advice = Name a version by a path, or as REV:PATH.
