"""Rehearsing a scene at the screen: what it is made of is watched, read again, shown and heard; the panel beside it."""
