"""actions.yaml: what a visitor can do, and whom to thank."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, PlainValidator

from prisonersvoice_ar.core.actions import check_address
from prisonersvoice_ar.documents.models.base import Document
from prisonersvoice_ar.documents.models.faults import fault
from prisonersvoice_ar.documents.models.scene import Format
from prisonersvoice_ar.documents.models.units import Day, Name, Text, Words, only_list, text


def address(value: Any) -> str:
    """A plain https address."""
    found = text(value)
    try:
        return check_address(found)
    except ValueError:
        secure = f"https://{found.removeprefix('http://')}" if found.startswith("http://") else ""
        raise fault("not-https", value=found[:80], guess=secure[:80]) from None


class ActionDoc(Document):
    """One thing to do."""

    noun: ClassVar[str] = "action"

    id: Name
    title: Words
    text: Words
    url: Annotated[str, PlainValidator(address)] | None = None
    phone: Text | None = None
    last_checked: Day | None = None


class GroupDoc(Document):
    """People or bodies who did the same thing."""

    noun: ClassVar[str] = "credits"

    role: Words
    names: Annotated[list[Words], BeforeValidator(only_list)]


class CampaignDoc(Document):
    """The whole file."""

    noun: ClassVar[str] = "campaign"

    format: Format
    actions: Annotated[list[ActionDoc], BeforeValidator(only_list)]
    credits: Annotated[list[GroupDoc], BeforeValidator(only_list)]
