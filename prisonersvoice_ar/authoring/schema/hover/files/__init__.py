"""Hover texts of the files beside scenes: markers.yaml, actions.yaml, notes.yaml."""
