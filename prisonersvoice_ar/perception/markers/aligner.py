"""Which alignment serves: the compiled one where it was built, else numpy's."""

from prisonersvoice_ar.perception.markers import align as plain
from prisonersvoice_ar.perception.markers import native

align = native.align if native.available() else plain.align
