"""`prisonersvoice play`: thousands of random visits and the walk through everything, and what they show."""
