"""No sound card: the lines' time runs, and captions carry the story."""

from prisonersvoice_ar.speaker.base import DeskSpeaker


class SilentSpeaker(DeskSpeaker):
    """See Speaker."""

    description = "no sound card: captions carry the story"
