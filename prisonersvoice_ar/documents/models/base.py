"""The base of all document models."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

from prisonersvoice_ar.documents.models.faults import wrong_type


class Document(BaseModel):
    """A mapping with known keys; an unknown one is an error.

    Validation's context, where given, receives ``id(mapping) → model``, so that a problem can name what it
    stands in and which keys that may have.
    """

    model_config = ConfigDict(extra="forbid", defer_build=True, hide_input_in_errors=True, frozen=True)

    noun: ClassVar[str] = "mapping"
    """what an author calls it; a noun of the catalogue"""

    example: ClassVar[str] = ""
    """one that is right, shown to who wrote something that is no mapping"""

    @model_validator(mode="before")
    @classmethod
    def _take_mapping(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict):
            raise wrong_type(cls.noun, data, cls.example)
        if info.context is not None:  # pydantic's errors do not say in which model an unknown key stood
            info.context[id(data)] = cls
        return data

    @classmethod
    def author_keys(cls) -> tuple[str, ...]:
        """Return the keys as an author writes them."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())
