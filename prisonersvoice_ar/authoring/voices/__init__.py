"""Who speaks a scene's lines: placeholders by a machine, recordings by people, and what is still missing."""
