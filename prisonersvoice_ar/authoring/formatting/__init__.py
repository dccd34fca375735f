"""`prisonersvoice fmt`: keys in order, two spaces a step, ids for new lines; no comment lost, no text touched."""
