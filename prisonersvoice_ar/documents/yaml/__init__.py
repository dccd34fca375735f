"""YAML as people type it: strict, exact about places, and never a surprise."""

from prisonersvoice_ar.documents.yaml.reading import read_sheet
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet, Span

__all__ = ["Loc", "Sheet", "Span", "read_sheet"]
