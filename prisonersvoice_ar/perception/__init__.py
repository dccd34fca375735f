"""Perception: a source of pictures, the tracker and the people models, in a process of their own.

The app imports `link`, `settings` and `source_spec`, which load neither cv2 nor mediapipe; the child
process that they start loads the rest.
"""
