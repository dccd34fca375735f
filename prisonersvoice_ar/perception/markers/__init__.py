"""Fiducial markers: found, refined in linear light, solved to poses; `tracker.Tracker` is the way in."""
