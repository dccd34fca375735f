"""What is wrong with a sound or a picture that people bring."""

from prisonersvoice_ar.core.errors import ContentError


class MediaError(ContentError):
    """A media file that no engine may be given: broken, of a forbidden kind, absurd, or outside the content."""

    def __init__(self, message: str, advice: str = "", *, code: str = "", **facts: str | int | float) -> None:
        """See ``PrisonersVoiceError``; ``code`` and ``facts`` let a caller say the same in another language."""
        super().__init__(message, advice)
        self.code, self.facts = code, facts
