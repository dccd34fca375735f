"""What playing a scene shows: beats that nobody reaches, and traps."""

from prisonersvoice_ar.documents.catalogue.forms import Said

WALK = {
    "never-reached": Said(
        (
            'no visit comes to the beat "{beat}", so {lines} is never heard',
            'no visit comes to the beat "{beat}"',
        ),
        (
            'the way from "{origin}" wants the flag "{flag}", which no beat sets that a visit comes to',
            'the way from "{origin}" wants a visit to "{unseen}", to which no visit comes either',
            'when "{unmet}" ends, the condition of this way never holds',
            'whenever the way from "{covered}" is open, one written before it is taken',
            '"{unleft}" is left by its choices alone: its then is never come to',
            'the choice in "{unoffered}" that leads here is never open',
            'the aside that leads here from "{unreturned}" never returns',
            'what the begin of "{unbegun}" waits for cannot come before it',
            'its only ways lead from "{barred}", which is never reached either',
            'no way leads to "{unled}"',
        ),
        "mend the condition or the way, or take the beat out",
    ),
    "trap-closed": Said(
        (
            "who comes here is caught: the story goes {circle} for ever, whatever the visitor does",
            'who comes to "{beat}" is caught: it waits for what can no longer come',
        ),
        "the way into it: {way}",
        "let one of these beats lead on to the actions whatever has happened before",
    ),
    "trap-idle": Said(
        (
            "for a visitor who does nothing the story goes {circle} for ever",
            'a visitor who does nothing stays in "{beat}" for ever',
        ),
        "the way into it: {way}",
        (
            "let {circle} end by itself: give its wait a way on that no condition bars",
            "add a way out by itself: until: {any: […, {after: 25s}]}",
        ),
    ),
    "visit-unended": Said(
        (
            "{count} of {runs} visits did not end: they went {circle} until they were given up",
            '{count} of {runs} visits did not end: they stood in "{beat}"',
        ),
        "",
        "see one of them with --replay {replay}; then let this beat lead on sooner",
    ),
    "not-reached": Said(
        (
            'none of {runs} visits came to the beat "{beat}", so {lines} was not heard',
            'none of {runs} visits came to the beat "{beat}"',
        ),
        "a visit could come to it: {way}",
        "play more visits (--runs); if that does not help, its waits leave too little time",
    ),
    "seldom-reached": Said(
        (
            'none of {runs} visits came to the beat "{beat}", so {lines} was not heard',
            'none of {runs} visits came to the beat "{beat}"',
        ),
        "a visitor who is led comes to it: {way}",
        "play more visits (--runs); if none comes, make the way to it easier to find, should it be found",
    ),
    "walk-too-large": Said(
        "the scene is too large to be walked through: more than {count} situations",
        "",
        "nothing is proved of it; play more visits, or ask of fewer flags, looks and visits at once",
    ),
}
