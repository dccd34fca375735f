"""What is wrong with a sound or a picture that people bring."""

from prisonersvoice_ar.core.errors import ContentError


class MediaError(ContentError):
    """A media file that no engine may be given: broken, of a forbidden kind, absurd, or outside the content."""
