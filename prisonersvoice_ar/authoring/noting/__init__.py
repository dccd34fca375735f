"""`prisonersvoice notes`: what reviewers have to say, beside the line that it is about."""
