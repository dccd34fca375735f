"""Where a person sees the marker whole in the real videos: looked at frame by frame where it crosses the edge."""

WHOLE: dict[str, tuple[tuple[int, int], ...]] = {
    "handheld-sheet.mp4": ((0, 43), (147, 237), (245, 361)),
    "screen-in-the-dark.mp4": ((0, 510), (538, 587), (593, 768)),
}
"""first and last frame of each stretch; in between a corner is cut off by the picture's upper edge"""


def whole(file: str, frames: int) -> list[int]:
    """Numbers of the labelled frames; empty for a video that nobody has labelled."""
    return [k for first, last in WHOLE.get(file, ()) for k in range(first, min(last + 1, frames))]
