"""Figures of the author's workshop: one module a figure, and a generator of scenes for all of them."""
