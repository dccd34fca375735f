"""``python -m prisonersvoice_ar.stage.surfaces``: make the surfaces' pictures anew (seeded, so the same)."""

import numpy as np
from panda3d.core import Filename, PNMImage, Texture, loadPrcFileData

from prisonersvoice_ar.stage.surfaces import PICTURES
from prisonersvoice_ar.stage.surfaces.kinds import KINDS


def main() -> None:
    """Write every picture as JPEG."""
    loadPrcFileData("surfaces", "jpeg-quality 86\ntextures-power-2 none")
    PICTURES.mkdir(exist_ok=True)
    for name, make in KINDS.items():
        codes = np.round(np.clip(make(), 0.0, 1.0) * 255.0).astype(np.uint8)
        texture = Texture(name)
        texture.setup2dTexture(codes.shape[1], codes.shape[0], Texture.T_unsigned_byte, Texture.F_rgb)
        texture.setRamImage(np.ascontiguousarray(codes[::-1, :, ::-1]).tobytes())
        image = PNMImage()
        texture.store(image)
        image.write(Filename.fromOsSpecific(str(PICTURES / f"{name}.jpg")))


if __name__ == "__main__":
    main()
