# The storyboard: contact sheet and page. Read by reviewers, authors and translators, not by visitors.

## Contact sheet
sheet-head = { $mode } · captions: { $language } · { $mark }
sheet-page = page { $page } of { $pages }
sheet-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
 }
sheet-wait = waits
sheet-unreached = never reached
sheet-once = once
sheet-rest = rest
sheet-more = and { $count } more
mode-diorama = model on the card
mode-portal = behind the poster
mode-seated = from inside

## On the console
bar = storyboard
bar-picture = picture
made-page = { $path }: the page, { $megabytes } MB
made-sheet = { $path }: the contact sheet, { $megabytes } MB
made-before = { $names }: still there from an earlier time.
made-without-pictures = So many pictures would make the page too heavy; they are on the sheets alone.
made-next = Open { $path } in a browser, or send it: it is one file and needs no network.
made-notes = Next: a remark on a line is left with { $notes }; made again, the page shows it

## The page
page-title = { $title }: storyboard
page-switch = This page in
page-skip = Go to the story
page-made = Made by PrisonersVoice on { $date }. This file is whole in itself: it loads nothing and sends nothing.
contents = On this page

draft = A draft: not for visitors yet.
stand-in = The cell “{ $cell }” is not built yet. The pictures show a punishment cell in its place.
about = About this scene
about-summary = What it is about
about-kind = Whose words these are
kind-composite = Composite: a narrator retells documented conditions. No real person’s words.
kind-first-person = A person’s own words, recorded with their consent.
kind-archive = From published documents.
about-notice = What the visitor is told before
notice-themes = Themes: { $themes }.
notice-for = { $age ->
    [one] From { $age } year on
   *[other] From { $age } years on
 }, { $minutes ->
    [one] about { $minutes } minute
   *[other] about { $minutes } minutes
 }.
about-seen = How it is seen
seen-modes = Made for: { $modes }. Pictured here: { $mode }.
about-place = The cell
place-size = { $width } × { $depth } m, { $height } m high.
place-objects = In it: { $objects }.
about-consent = Consent
consent-none = Not needed: nobody’s own words are heard.
consent-missing = There is none. Without it these words may not be heard.
consent-scope = Scope
consent-on = Given on
consent-languages = Languages
consent-withdraw = How it is withdrawn
about-reviews = Reviews
reviews-none = Nobody has reviewed it yet.
review = { $role }, { $date }
about-pronounce = Hard words
languages-of = Languages
languages-said = Written in { $written }; where a text is missing, { $fallback } is shown.

numbers = In numbers
numbers-beats = Beats
numbers-lines = Lines
numbers-time = A visit lasts
numbers-choices = Choices
numbers-unreached = Beats that are never reached
numbers-unsourced = Facts without a source
numbers-notes = Notes that are open
numbers-language = Language
numbers-words = Words
numbers-spoken = Minutes spoken or read
numbers-recorded = Recorded
numbers-synthetic = Computer’s voice
numbers-voiceless = No voice
numbers-missing = Not translated
numbers-stale = Translation older than the text

graph = The ways through the story
graph-lead = From top to bottom. Each box leads to its beat below; dashed arrows go through a detour and back.
graph-too-large = { $beats } beats are too many for one drawing. Each beat below says where it leads.

beats = The story, beat by beat
beat-starts = Begins
beat-lasts = lasts
beat-unreached = No way leads here.
beat-leads = Leads
beat-cues = Light and sound
beat-waits = Waiting
beat-notes = Notes on this beat
beat-comes = Comes from
range = { $shortest } to { $longest }
range-open = { $shortest } or longer
picture-line = { $beat }: while { $line } is said
picture-wait = { $beat }: while it waits
picture-lights = Lights: { $lights }.
light = { $name } { $level }
bunk-up = The bunk is folded up.

row-line = line
row-hint = hint after { $seconds }
row-choice = choice
row-stale = older than the text
row-missing = no translation
row-same = no translation; { $language } is shown
row-voice = voice { $seconds }
row-synthetic = computer’s voice { $seconds }
row-voiceless = no voice, read in { $seconds }
row-voice-stale = of other words
row-note = For the voice
row-pronounce = Say
row-fact-unsourced = A fact without a source
row-fact-likely = Reads like a fact and cites no source
row-themes = Touches: { $themes }
row-break = next caption

note-by = { $by }, { $date }
note-done = done

sources = Sources
source-cited = Cited by
source-uncited = No line cites it.
source-link = Read it

loose-notes = Notes on what is no longer there
checked = What check says
checked-none = Nothing stands in the way.
checked-count = { $count ->
    [one] { $count } remark
   *[other] { $count } remarks
 }

language-uk = Ukrainian
language-en = English
language-de = German
language-pl = Polish
language-crh = Crimean Tatar
language-fr = French
language-es = Spanish
language-it = Italian
mode-surround = around the visitor
mode-window = through a window
