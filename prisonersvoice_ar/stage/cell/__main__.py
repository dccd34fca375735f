"""``python -m prisonersvoice_ar.stage.cell``: bake the shipped cells anew, at full quality (half a minute)."""

from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.stage.cell.atlas import TEXELS_PER_METRE
from prisonersvoice_ar.stage.cell.bake import Quality
from prisonersvoice_ar.stage.cell.pack import SHIPPED, key, make_pack, save

PLANS = (CellPlan("punishment-cell", (2.0, 3.0, 2.5)),)
"""cells that scenes use; their objects stand at the usual places"""


def main() -> None:
    """Write one pack a plan and take away those that no plan asks for."""
    SHIPPED.mkdir(exist_ok=True)
    wanted = {f"{key(plan)}.npz" for plan in PLANS}
    for plan in PLANS:
        save(make_pack(plan, Quality(), TEXELS_PER_METRE), SHIPPED / f"{key(plan)}.npz")
    for old in SHIPPED.glob("*.npz"):
        if old.name not in wanted:
            old.unlink()


if __name__ == "__main__":
    main()
