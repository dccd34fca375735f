"""`prisonersvoice rename`: a name changed everywhere it is used, and nowhere else."""
