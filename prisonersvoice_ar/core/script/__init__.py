"""The frozen model of a scene, as the story engine reads it, and Problem: where, what, advice."""
