"""Every code: at which stage of reading it is found (causes come first), and whether it is only a warning."""

from enum import IntEnum


class Stage(IntEnum):
    """A problem of an earlier stage may be the cause of one of a later."""

    FILE = 0
    WRITING = 1
    SHAPE = 2
    REFERENCE = 3
    FLOW = 4
    CARE = 5
    PLAY = 6


_BY_STAGE = {
    Stage.FILE: (
        "file-missing file-is-folder file-unreadable file-too-large file-empty not-yaml not-utf8 not-utf16 word-processor control-character "
        "not-a-mapping"
    ),
    Stage.WRITING: (
        "tab-indent no-break-space unclosed-quote quote-inside colon-splits duplicate-key alias anchor tag "
        "too-deep unclosed-bracket stray-bracket missing-comma missing-space missing-dash lost-indent key-in-key several-documents document-end yaml-syntax reserved-character bad-indent key-not-text "
        "bad-escape missing-colon bad-block-text swallowed decimal-comma comma-splits typographic-quotes long-dash merge-conflict"
    ),
    Stage.SHAPE: (
        "unknown-key missing-key wrong-type list-length wants-quotes unknown-value mode-not-built unknown-theme bare-duration clock-time bad-duration "
        "bare-length bad-length bad-level out-of-range empty-text cyrillic-name bad-name path-for-name not-boolean "
        "bad-language country-code bad-address bad-date bad-scale wants-languages palm-is-pause "
        "key-is-taken unknown-trigger list-of-triggers two-triggers empty-list bad-moment negative-offset two-moments two-cues unknown-cue "
        "empty-condition choice-count bad-format absurd-size not-https bad-lens centre-off-picture bad-text-key bad-hash"
    ),
    Stage.REFERENCE: (
        "cell-not-built no-such-include include-circle included-twice too-many-includes no-such-language empty-caption cue-circle follow-first "
        "duplicate-id reserved-name unknown-beat unknown-line unknown-object unknown-source unknown-light "
        "unknown-sound stop-names-cue unknown-target unknown-flag unknown-button line-elsewhere missing-target "
        "target-no-opening target-hangs leaves-content bad-sound bad-voice missing-voice no-voices "
        "missing-translation language-untold extra-language mixed-letters straight-apostrophe id-not-folder outside-cell consent-missing no-sources "
        "id-not-in-dictionary marker-twice one-marker marker-off-paper markers-overlap opening-off-paper "
        "action-without-url not-square bad-picture no-picture picture-outside picture-turned picture-twice "
        "picture-small picture-proportions image-kind stamp-size"
    ),
    Stage.FLOW: (
        "rest-too-short rest-cut-short return-nowhere aside-circle no-then no-way-on dead-branch trap choice-trap begin-trap hint-never hint-too-late no-way-out "
        "unreachable-beat endless-loop skips-rest unused-source flashes"
    ),
    Stage.CARE: (
        "voice-far voice-stale voice-kind voice-without-line caption-fast caption-long caption-brief stale-translation "
        "translation-of-nothing note-on-nothing open-note fact-uncited fact-likely theme-unnamed theme-likely minutes-off "
        "line-of-other other-alphabet foreign-letter letters-not-drawn markup bar-without-spaces pronounce-unused facts-unsettled left-to-write "
        "forbidden-file bad-asset still-draft consent-future consent-language review-wanted review-future voices-synthetic "
        "voices-loudness voices-silent loudness-unknown voice-marked voice-peak ambience-loud sound-unmeasured flashes-seen "
        "flashes-unseen"
    ),
    Stage.PLAY: "never-reached trap-closed trap-idle visit-unended not-reached seldom-reached walk-too-large",
}

STAGES = {code: stage for stage, codes in _BY_STAGE.items() for code in codes.split()}

WARNINGS = frozenset(
    [
        "swallowed",
        "cell-not-built",
        "typographic-quotes",
        "straight-apostrophe",
        "bad-voice",
        "missing-voice",
        "no-voices",
        "missing-translation",
        "language-untold",
        "extra-language",
        "mixed-letters",
        "id-not-folder",
        "outside-cell",
        "dead-branch",
        "hint-never",
        "hint-too-late",
        "unreachable-beat",
        "skips-rest",
        "unused-source",
        "stamp-size",
        "voice-far",
        "voice-stale",
        "voice-kind",
        "voice-without-line",
        "caption-fast",
        "caption-long",
        "caption-brief",
        "stale-translation",
        "translation-of-nothing",
        "note-on-nothing",
        "fact-likely",
        "theme-likely",
        "minutes-off",
        "other-alphabet",
        "foreign-letter",
        "letters-not-drawn",
        "markup",
        "bar-without-spaces",
        "pronounce-unused",
        "bad-asset",
        "seldom-reached",
        "walk-too-large",
    ]
)

NOTES = frozenset(["open-note"])
"""what is passed on, and no mistake"""
