"""PrisonersVoice AR: the desktop augmented-reality application of the #PrisonersVoice campaign."""

__version__ = "0.1.0"
