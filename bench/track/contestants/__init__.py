"""Trackers behind one small interface, each in a module of its own so that a missing one costs only itself."""
