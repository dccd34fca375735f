# English: warm, plain, short. The "camera" sees, the "cell" is locked.
# We never say "error" and never scold.

language-name = English
language-title = Choose a language

## Invitation
attract-invite = Come closer. It takes a few minutes.

## Notice
notice-title = Before you begin
notice-themes = What it is about: { $themes }.
notice-length = { $minutes ->
    [one] It takes about { $minutes } minute.
   *[other] It takes about { $minutes } minutes.
 }
notice-age = { $age ->
    [one] Made for visitors of { $age } year and over.
   *[other] Made for visitors of { $age } and over.
 }
notice-senses = No flashes. Sound: a voice and quiet sounds.
notice-free = You can pause or leave at any moment.
notice-private = Nothing is recorded. The camera picture stays in this computer.
theme-confinement = confinement
theme-isolation = isolation
theme-overcrowding = overcrowded cells
theme-ill-treatment = ill-treatment
theme-violence = violence
theme-sexual-violence = sexual violence
theme-torture = torture
theme-death = death
theme-suicide = suicide
theme-illness = illness
theme-separation = being parted from one’s family
theme-trial = a trial
theme-transfer = transport of prisoners
theme-interrogation = interrogation
theme-hunger = hunger
theme-hunger-strike = a hunger strike
theme-war = war
theme-injustice = injustice

## How to look
howto-title-diorama = Show the card to the camera
howto-text-diorama = Lay the card on the table in front of the camera, or hold it in your hand. A cell will stand on it. Look at it from all sides.
howto-title-portal = Point the camera at the poster
howto-text-portal = The door on the poster will open. Move, and look inside.
howto-title-surround = Stand in front of the screen
howto-text-surround = You will see yourself inside the cell. Stand so that you are visible from the waist up.
howto-title-window = Look at the screen
howto-text-window = The screen becomes a window into the cell. Move your head to look further.
howto-title-seated = Look around the cell
howto-text-seated = Drag with the mouse or a finger, or press the arrow keys. Or simply watch: the view moves by itself.
howto-seen = { $mode ->
    [portal] Yes, the poster is in view.
    [surround] Yes, you are in view.
    [window] Yes, you are in view.
   *[other] Yes, the card is in view.
 }

## During the story
mark-composite = Composite: assembled from documented conditions; no real person’s words
mark-first-person = A person’s own words, recorded with consent
mark-archive = From published documents
mark-synthetic = Read by a computer’s voice
lost-diorama = Show the card to the camera
lost-portal = Point the camera at the poster
lost-surround = Stand in front of the camera
lost-window = Turn your face to the screen
lost-seated = Drag with the mouse or a finger
camera-lost = The camera is not answering. The story goes on; we are looking for it.

## Pause and leaving
paused-title = Paused
paused-text = The story waits for you. There is no hurry.
leaving-title = Leave the story?
leaving-text = You can leave now, start again, or stay.

## Rest
rest-title = Stay in the quiet for a while
rest-text = Nothing is asked of you now.

## What can be done
actions-title = What you can do
actions-lead = Point your phone at a code to open the page there.
action-checked = Address checked: { $date }
open-title = Open the page?
open-text = The browser of this computer will open { $host }.
open-note = This program itself does not go online; from there on it is the browser.
unopened-title = The page does not open here
unopened-code = Point your phone at its code.
unopened-address = The address is { $host }.

## Credits and farewell
credits-title = Credits
credits-sources = Sources of the story
farewell-title = Thank you for listening
farewell-text = We have kept nothing about you. Take care of yourself.

## Buttons
button-begin = Begin
button-start = Begin
button-continue = Continue
button-pause = Pause
button-resume = Go on
button-leave = Leave
button-stay = Stay
button-restart = Start again
button-again = Start again
button-skip = Skip
button-skip-rest = Go on now
button-yes = Yes
button-no = No
button-open = Open here
button-open-yes = Yes, open it
button-open-no = No, stay here
button-credits = Credits
button-close = Close
button-back = Back
button-actions = What you can do
button-finish = Finish
button-done = Done
button-seated = Watch on the screen only
button-language = Language

## Keys
key-space = Space
key-escape = Esc
key-enter = Enter
key-tab = Tab
key-backspace = Backspace
key-arrow_left = ←
key-arrow_right = →
key-arrow_up = ↑
key-arrow_down = ↓

## Calibration
calibrate-ask = { $what ->
    [show] Show the whole board to the camera.
    [still] Hold it still for a moment.
    [nearer-to-see] Come nearer with the board.
    [near] Bring it near: it should fill most of the picture.
    [far] Take it further away: a third of the picture’s width.
    [done] That is enough. Thank you.
    [tilt] { $where ->
        [left] Tilt it: its left side away from the camera.
        [right] Tilt it: its right side away from the camera.
        [up] Tilt it: its upper side away from the camera.
       *[down] Tilt it: its lower side away from the camera.
     }
    [place] { $where ->
        [upper-left] Hold it at the upper left.
        [upper-middle] Hold it at the top.
        [upper-right] Hold it at the upper right.
        [middle-left] Hold it at the left edge.
        [middle-right] Hold it at the right edge.
        [lower-left] Hold it at the lower left.
        [lower-middle] Hold it at the bottom.
        [lower-right] Hold it at the lower right.
       *[middle] Hold it in the middle.
     }
   *[other] Hold it differently: elsewhere, or tilted another way.
 }
calibrate-look = { $look ->
    [taken] Taken.
    [blurred] Blurred: hold it still, or give it more light.
    [moving] Hold it still when it is there.
    [alike] There is a view like this already.
    [flat] There are enough views from the front.
    [tiny] It is too small to be seen well.
    [line] It is seen too much from the side.
   *[nothing] The board is not in view.
 }
calibrate-solving = Working it out. This takes a few seconds.
calibrate-keys = Enter: enough, work it out · M: mirror · Esc: end without a result
calibrate-picture = Picture
calibrate-tilt = Tilts
calibrate-distance = Distances
calibrate-views = Views
