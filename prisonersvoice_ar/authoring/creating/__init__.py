"""`prisonersvoice new`: a scene made from questions, valid from its first second."""
