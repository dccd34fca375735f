"""`prisonersvoice translate`: a scene's texts to translators and back, as PO files, and what has grown stale."""
