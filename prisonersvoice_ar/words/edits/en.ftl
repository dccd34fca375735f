# What the tools that write in a scene tell its author: new, fmt, rename, notes, translate, undo.
# A message and what to do about it: NAME and NAME-advice.

## All of them
taken-back = { $command } takes it back.
meant = Did you mean "{ $guess }"?
take-another = Take another name.
unreadable = { $file } cannot be read without a doubt, so it is left as it is
unreadable-advice = Mend this first (`prisonersvoice check` says the same), then try again.
edits-meet = two changes meet in the same words, so nothing was written
edits-meet-advice = Make one, then the other.
unproved = { $file }: the change would not come out as it is meant, so nothing was written
unproved-advice = Something there is written in an unusual way: make the change by hand.
outside = { $path } lies outside the content, where nothing can be taken back, so nothing was written
outside-advice = Is it reached by a link? Put the file itself where the link is.

## new
new-made = { $file } is there.
new-next = Next: { $preview }, { $check }
new-no-name = "{ $name }" is no name for a scene
new-no-name-advice = Its folder and its id have small Latin letters, digits and hyphens: glass-box.
new-device = "{ $name }" cannot be a folder’s name on Windows
new-there = { $folder } is there already, and nothing in it was touched
new-no-default = { $key }: { $why }
new-no-default-advice = This has no default: give it in the file of --answers, or answer the questions in a terminal.
new-unmakable = { $folder } cannot be made: { $why }
new-unmakable-advice = Allow writing there, or name another place.
new-no-terminal = the questions need a terminal
new-no-terminal-advice = Give --answers FILE.yaml (title, summary, kind, themes …), or --yes for all defaults.
new-ended = the questions ended too early, so nothing was written
new-ended-advice = Start again.

## fmt
fmt-nothing = { $scene }: nothing to do
fmt-would = { $file }: would be changed ({ $what })
fmt-run = Run { $command }.
fmt-kept = { $file }: is written in a way that is left as it is, but for ids (is there a “? key”, or braces round the whole scene?)
fmt-ids = { $count ->
    [one] { $count } new id
   *[other] { $count } new ids
 }: { $ids }
fmt-laid = keys in order, two spaces a step
fmt-noted = translations.yaml: { $count ->
    [one] 1 translation noted as made from the text as it is
   *[other] { $count } translations noted as made from the texts as they are
 }

## rename
kind = { $kind ->
    [beat] beat
    [line] line
    [object] object
    [source] source
    [flag] flag
   *[cue] cue
 }
rename-said = { $what } { $old } is called { $new }
rename-head = { $what } { $old } → { $new }
rename-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
 } in { $files ->
    [one] { $files } file
   *[other] { $files } files
 }{ $others ->
    [none] { "" }
   *[other] ; also in { $others }
 }
rename-remarks = These comments still say { $old }; they are your own words and stay:
rename-dry = Nothing was written: --dry-run.
rename-several = "{ $old }" is { $kinds } here
rename-several-advice = Say which: { $options }.
rename-nothing = { $scene } has no beat, line, object, source or flag "{ $old }"
rename-it-has = It has: { $names }.
rename-absent = there is no { $kind ->
    [beat] beat
    [line] line
    [object] object
    [source] source
    [flag] flag
   *[cue] cue
 } "{ $old }"
rename-no-name = "{ $new }" is no name
rename-no-name-advice = A name has small Latin letters, digits and hyphens: saw-hatch, fd-041.
rename-reserved = "{ $new }" is a name of the language itself
rename-taken = "{ $new }" is taken: { $what } is called so ({ $place })
a-kind = { $kind ->
    [beat] a beat
    [line] a line
    [object] an object
    [source] a source
    [flag] a flag
   *[cue] a cue
 }

## notes
notes-head = { $scene }: { $count ->
    [one] { $count } note
   *[other] { $count } notes
 }, { $open } open
notes-gone = the scene has it no more
notes-quote = “{ $text }”
notes-open = open: { $text } — { $by }, { $date }
notes-done = done: { $text } — { $by }, { $date }
notes-none = Leave one: { $command }
notes-added = Noted beside { $key } ({ $place })
notes-added-text = Noted beside { $key } ({ $place }): “{ $text }”
notes-next = { $list } lists all; { $undo } takes it back.
notes-is-done = Note { $number } on { $key } is done: { $text }
notes-was-done = Note { $number } is done already.
notes-said = a note on { $key }
notes-said-done = note { $number } on { $key } is done
notes-misplaced = --text and --by belong to --add
notes-misplaced-advice = Say what the note is about: --add fd-008.
notes-unknown = nothing in this scene is called "{ $name }"
notes-unknown-advice = Name a line (fd-008), a beat, or a text’s key (hint/find-bunk).
notes-absent = there is no note { $number }
notes-absent-advice = There are { $count }; `prisonersvoice notes` lists them.
notes-wordless = a note needs its words and a name or a role
notes-wordless-advice = Write --text "…" --by "a lawyer".
notes-no-text = the note’s words hold bytes that are no text
notes-no-text-advice = Type them anew, in UTF-8.

## translate
texts = { $count ->
    [one] { $count } text
   *[other] { $count } texts
 }
translate-status = { $scene }: { $texts }, written in { $lang }
translate-nameless = { $count ->
    [one] { $count } line has no id yet, so it
   *[other] { $count } lines have no id yet, so they
 } cannot be translated. First: { $command }
translate-language = { $lang }: { $done } done, { $stale } stale, { $missing } missing
translate-stale = stale: { $keys }
translate-missing = missing: { $keys }
translate-file = { $path }: { $texts }
translate-next = Give them to the translators. Then: { $command }
translate-blind = { $scene } has errors (`prisonersvoice check`), so the translators are not told what stands round a text.
translate-one = { $scene } has one language only
translate-one-advice = Name the one to translate into: --to pl.
translate-folder = --out: { $path } is a file
translate-folder-advice = Name a folder.
translate-no-language = --to { $lang }: no language
translate-no-language-advice = As uk, en, pl, crh.
translate-is-written = { $lang } is what this scene is written in
translate-is-written-advice = Name another language with --to.
translate-unimported = { $path } holds { $count } translations that the scene has not ({ $keys }), so it was not written over
translate-unimported-advice = Import it first, or name another folder with --out.
translate-other-scene = { $path } was exported from another scene, { $scene }, so nothing was taken
translate-other-scene-advice = Name that scene; or is this the wrong file?
translate-others-file = { $path } was exported from another scene, { $scene }, so it was not written over
translate-others-file-advice = Name a folder of this scene’s own with --out.
translate-one-to = --import takes one --to
translate-one-to-advice = Import the languages one after the other.
translate-came = { $path }: { $lang }: { $taken } taken, { $same } as they were, { $empty } not translated yet
translate-fuzzy = { $count } marked as unsure (fuzzy), so not taken; --fuzzy takes them: { $keys }
translate-old = { $count } made from an older text: stale: { $keys }
translate-unknown = { $count } not in this scene: { $keys }
translate-keyless = no key (line { $line })
translate-keyed = { $key } (line { $line })
translate-unseen = { $key } (line { $line }) holds what nobody sees ({ $signs }); it is kept, written as an escape
translate-breaks = { $key }: its captions break in other places than in { $lang } ( | )
translate-title = the title has no { $lang } yet, so it stands there as “{ $title }”: translate it too
translate-control = { $path }:{ $line }: { $key } holds a control character ({ $sign })
translate-control-advice = Delete it, and type the words around it anew.
translate-nothing = Nothing to write: what can be taken is in the scene already.
translate-written = Written: { $files }
translate-then = Next: { $check }; { $undo } takes it back.
translate-said = { $texts } into { $lang }
translate-no-header = { $path }: its header does not say the language
translate-no-header-advice = Give it with --to.
translate-two-languages = { $path }: its header says { $said }, and --to says { $to }
translate-two-languages-advice = Which is it?
translate-region = { $path }: its header says { $said }, and this scene has { $has }
translate-region-advice = Is that meant? --to { $has }. A language of its own? --to { $said }.
translate-bad-language = { $path }: "{ $lang }" is no language
translate-bad-language-advice = Languages: uk, en, pl, crh …
translate-original = { $path }: { $lang } is what this scene is written in, so nothing is imported
translate-original-advice = Is the language in its header right?
translate-not-stale = None of these is stale.
translate-accepted = { $keys }: no longer stale
translate-accepted-said = { $count ->
    [one] { $count } translation
   *[other] { $count } translations
 } accepted
translate-no-text = { $scene } has no text "{ $key }"
translate-no-text-advice = Texts are called: { $keys } …
translate-no-title = { $file } has no title with a language, so it has no texts to translate
translate-no-title-advice = Write title: {"{"}uk: "…"{"}"}; `prisonersvoice check` says what else is amiss.

## PO files
po-unreadable = { $path } cannot be read: { $why }
po-unreadable-advice = Name a PO file.
po-no-file = not a regular file
po-large = { $path } is larger than { $megabytes } MB
po-large-advice = Is it the right file?
po-none = { $path } is no PO file: { $why }
po-none-advice = Open it in a program for PO files (Poedit, for one) and save it as UTF-8.
po-charset = { $path }: its header names a charset that nobody knows, "{ $charset }"
po-charset-advice = { po-none-advice }
po-bytes = { $path }:{ $line }: this is not { $charset }, as its header says
po-bytes-advice = { po-none-advice }
po-line = { $path }:{ $line }: this is no line of a PO file: { $said }
po-line-advice = { po-none-advice }
po-plural = { $path }:{ $line }: a scene has no plurals
po-plural-advice = Export the scene again.
po-twice = { $path }:{ $line }: msgctxt "{ $key }" stands twice, first in line { $first }
po-twice-advice = Keep one of them.

## undo
undo-took = Took back { $change }
undo-would = Would take back { $change }
undo-line = { $number }  { $when } UTC  { $command }: { $said }
undo-line-undone = { $number }  { $when } UTC  { $command }: { $said }  (taken back)
undo-none-kept = No change is kept.
undo-no-other = There is no other change.
undo-more = { $command } once more takes back: { $change }
undo-is-as-before = { $file }: is as it was before already
undo-as-before = { $file }: as before
undo-removed = { $file }: taken away again
undo-merged = { $file }: as before, and what was edited since is kept
undo-another = { $file }: is another file now, and stays
undo-moved = { $file } → { $name }
undo-no-change = { $scene } has no change to take back
undo-no-change-advice = fmt, rename, translate and notes keep what they changed; what an editor saved is the editor’s to undo.
undo-absent = { $scene } has no change { $number } to take back
undo-absent-advice = It has: { $numbers }.
undo-edited = { $file } was edited since change { $number } ({ $command }), in the same places, so nothing was taken back
undo-edited-advice = What was there before stands in { $kept }. undo --list names all changes; --change N takes back one of them.
undo-copy = “{ $said }” was done in { $home }, and beyond its folder, so it is not taken back in a copy
undo-copy-advice = Take it back in { $home }; or delete { $folder }, if you do not need it.
undo-outside = { $folder } names { $name }, which lies outside the content, so nothing was taken back
undo-outside-advice = Was the folder changed by somebody else? Delete its .history, if you do not need it.
