"""How a validator says what is wrong: a code of the catalogue and the facts that fill its templates."""

from pydantic_core import PydanticCustomError

from prisonersvoice_ar.documents.advice import closest, listed


def fault(code: str, **facts: object) -> PydanticCustomError:
    """Return the error ``code`` for a validator to raise."""
    return PydanticCustomError(code, "{code}", {"code": code, **facts})


def wrong_type(wanted: str, got: object, example: str = "") -> PydanticCustomError:
    """Return the error for a value of another kind; ``wanted`` is a noun of the catalogue, ``example`` is right."""
    if isinstance(got, int | float) and not isinstance(got, bool) and wanted in {"text", "name", "date"}:
        return fault("wants-quotes", got=got)
    return fault("wrong-type", wanted=f"@{wanted}", got=f"@{kind_of(got)}", example=example)


def kind_of(value: object) -> str:
    """Return the catalogue's noun for what ``value`` is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes-no"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list) else "mapping"


def not_one_of(value: str, names: tuple[str, ...], noun: str) -> PydanticCustomError:
    """Return the error for a word that is none of ``names``."""
    return fault(
        "unknown-value", value=value, what=f"@{noun}", guess=closest(value, names), names=listed(names)
    )
