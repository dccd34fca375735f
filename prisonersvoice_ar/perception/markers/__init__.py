"""Printed targets: found, aligned with the picture, followed; `tracker.Tracker` is the way in."""
