"""The recording script for voice actors: a page to print and a sheet to fill in."""
