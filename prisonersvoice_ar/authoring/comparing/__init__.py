"""`prisonersvoice diff`: what changed between two versions of a scene, as a reader would say it."""
