"""A camera's intrinsics as `calibrate` writes them and people copy them."""

from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator

from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import wrong_type
from prisonersvoice_ar.documents.models.units import Day, Text, number, one_of, whole

_Pixels = Annotated[float, PlainValidator(number(-1e5, 1e5))]
_Focal = Annotated[float, PlainValidator(number(1.0, 1e6))]
_Side = Annotated[int, PlainValidator(whole(16, 20000))]


def _coefficients(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise wrong_type("numbers", value)
    return tuple(number(-1e6, 1e6)(item) for item in value)


def _four(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != 4:
        raise wrong_type("numbers", value)
    return tuple(number(0.0, 1e6)(item) for item in value)


class LensDoc(Document):
    """Pixels throughout. What stands behind ``distortion`` says how it was come by, and may be left out."""

    noun: ClassVar[str] = "lens"

    width: _Side
    height: _Side
    fx: _Focal
    fy: _Focal
    cx: _Pixels
    cy: _Pixels
    model: Annotated[str, PlainValidator(one_of("lens-model", "brown", "rational", "fisheye"))] = "brown"
    distortion: Annotated[tuple[float, ...], PlainValidator(_coefficients)] = ()
    rms_px: Annotated[float | None, PlainValidator(number(0.0, 1e4))] = None
    held_out_px: Annotated[float | None, PlainValidator(number(0.0, 1e4))] = None
    sigma_px: Annotated[tuple[float, ...] | None, PlainValidator(_four)] = None
    views: Annotated[int | None, PlainValidator(whole(1, 100000))] = None
    calibrated: Day | None = None
    camera: Text | None = None
    camera_name: Text | None = None
