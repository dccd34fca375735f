"""What a scene's notice may name: the themes a visitor is warned of, each with words in every language."""

THEMES = (
    "confinement",
    "isolation",
    "overcrowding",
    "ill-treatment",
    "violence",
    "sexual-violence",
    "torture",
    "death",
    "suicide",
    "illness",
    "separation",
    "trial",
    "transfer",
    "interrogation",
    "hunger",
    "hunger-strike",
    "war",
    "injustice",
)
"""``theme-<name>`` in words/*.ftl says each; tests/documents/test_themes.py holds them together"""
