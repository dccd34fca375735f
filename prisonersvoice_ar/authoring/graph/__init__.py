"""A directed graph laid out in layers from top to bottom, arrows with labels: Sugiyama, Tagawa & Toda (1981). Pure.

Own code rather than a library: of Python's, grandalf is the only one that lays out in layers, is under the GPL and has had
no release since 2023; Graphviz is a program that authors' machines lack.
"""

from prisonersvoice_ar.authoring.graph.layout import Arrow, Box, Drawn, Link, Node, lay_out

__all__ = ["Arrow", "Box", "Drawn", "Link", "Node", "lay_out"]
