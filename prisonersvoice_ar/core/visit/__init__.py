"""A visit: language → notice → how-to → story → rest → actions → farewell, pausable at any moment."""
